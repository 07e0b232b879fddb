import Codecs
import Foundation
import Pixels
import Recipes
import Testing

@testable import Inspection

/// Good boards of the DeepPCB set: every template against itself, shifted.
@Suite struct ShiftedTemplateTests {
  static let data = ProcessInfo.processInfo.environment["SIGHTLINE_DATA"]

  @Test(.enabled(if: data != nil, "SIGHTLINE_DATA is not set"))
  func templatesShiftedByUpToFivePixelsPass() async throws {
    let root = try #require(Self.data) + "/deeppcb"
    let recipe = try Recipe.load(path: Self.models + "/bare-pcb").prepared()
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix("_temp.jpg") }.sorted()
    #expect(files.count == 999)
    let inspector = PairInspector(recipe: recipe)
    let decoder = ImageDecoder()
    var bytes: [UInt8] = []
    var template = Image<UInt8>()
    var failed: [String] = []
    for (i, file) in files.enumerated() {
      try ImageFile.read(root + "/" + file, into: &bytes)
      try decoder.decodeGray(bytes, into: &template)
      // All shifts of up to 5 pixels each way come up in turn.
      let (dx, dy) = (i % 11 - 5, i / 11 % 11 - 5)
      let result = inspector.inspect(template.shifted(dx: dx, dy: dy), against: template)
      if result.verdict != .pass { failed.append("\(file) by (\(dx), \(dy)): \(result.reason)") }
    }
    print("shifted templates that pass: \(files.count - failed.count) of \(files.count)")
    #expect(failed.count * 100 <= files.count, "\(failed.joined(separator: "\n"))")
  }

  private static let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Models").path
}

extension Image where Sample == UInt8 {
  /// out(x, y) = self(x - dx, y - dy), continued by the border pixels.
  fileprivate func shifted(dx: Int, dy: Int) -> Image {
    var out = Image(width: width, height: height)
    let outStride = out.stride
    withUnsafeSamples { p in
      out.withUnsafeMutableSamples { q in
        for y in 0..<height {
          let row = p + max(0, min(height - 1, y - dy)) * stride
          for x in 0..<width { q[y * outStride + x] = row[max(0, min(width - 1, x - dx))] }
        }
      }
    }
    return out
  }
}
