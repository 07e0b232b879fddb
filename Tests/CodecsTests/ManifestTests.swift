import Codecs
import Foundation
import Pixels
import Testing

/// The folder that SIGHTLINE_DATA names, with images from public test suites.
private let data = ProcessInfo.processInfo.environment["SIGHTLINE_DATA"].map { $0 + "/images/" }

@Suite(.enabled(if: data != nil, "SIGHTLINE_DATA is not set"))
struct ManifestTests {
  struct Entry {
    var path: String
    var expectation: String
    var sha256: String
    var note: String
  }

  static func entries() throws -> [Entry] {
    let text = try String(contentsOfFile: #require(data) + "MANIFEST.tsv", encoding: .utf8)
    let entries = text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Entry(path: fields[0], expectation: fields[2], sha256: fields[3], note: fields[4])
    }
    #expect(entries.count == 531)
    return entries
  }

  @Test func everyFileIsDecodedOrRefusedAsTheManifestSays() throws {
    let decoder = ImageDecoder()
    var bytes: [UInt8] = []
    for entry in try Self.entries() {
      do {
        try ImageFile.read(#require(data) + entry.path, into: &bytes)
        let image = try decoder.decode(bytes)
        #expect(entry.expectation != "invalid", "\(entry.path): \(entry.note)")
        #expect(image.sha256 == entry.sha256, "\(entry.path): \(entry.note)")
      } catch let error as DecodeError {
        if case .unsupportedColour = error { continue }
        #expect(entry.expectation != "valid", "\(entry.path): \(error)")
      }
    }
  }

  @Test func grayIsMadeOfTheSamplesByTheFormula() throws {
    let decoder = ImageDecoder()
    var bytes: [UInt8] = []
    var gray = Image<UInt8>()
    for entry in try Self.entries() where entry.expectation == "valid" {
      try ImageFile.read(#require(data) + entry.path, into: &bytes)
      guard let image = try? decoder.decode(bytes) else { continue }
      try decoder.decodeGray(bytes, into: &gray)
      #expect(gray.size == image.size, "\(entry.path)")
      // The luma of YCbCr is not a function of the RGB samples, which are rounded and clipped.
      let isYCbCr = bytes[0] == 0xff && image.channels == 3 && !entry.note.contains("; RGB;")
      guard !isYCbCr else { continue }
      let samples: [UInt8]
      switch image {
      case .bits8(let image): samples = image.samples
      case .bits16(let image): samples = image.samples.map { UInt8($0 >> 8) }
      }
      let expected = stride(from: 0, to: samples.count, by: image.channels).map { i in
        image.channels < 3 ? samples[i] : luma(samples[i], samples[i + 1], samples[i + 2])
      }
      #expect(gray.samples == expected, "\(entry.path)")
    }
  }

  @Test func filesThatDifferInExifOrientationShowTheSamePicture() throws {
    let options = DecodeOptions(applyExifOrientation: true)
    let decoder = ImageDecoder()
    var bytes: [UInt8] = []
    // Orientation 0 is none, and that file is stored upright.
    let images = try [0, 2, 3, 4].map { value in
      let path = try #require(data) + "exif-orientation-examples/Portrait_\(value).jpg"
      try ImageFile.read(path, into: &bytes)
      var image = Image<UInt8>()
      try decoder.decodeGray(bytes, options: options, into: &image)
      return image
    }
    for image in images {
      #expect(image.size == images[0].size)
      let sum = zip(image.samples, images[0].samples).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
      #expect(sum < image.size.area * 10)
    }
  }
}
