import Decision
import Foundation
import Pixels
import Traceability

@testable import Reporting

/// Records and runs with known values.
enum ReportSamples {
  static let time = Date(timeIntervalSince1970: 1_780_000_000.123)
  static let sha = String(repeating: "ab", count: 32)

  static let short = Defect(
    defectClass: .short, confidence: 0.98765, area: 113,
    box: PixelBox(x1: 102, y1: 201, x2: 130, y2: 220))
  static let open = Defect(
    defectClass: .open, confidence: 0.5, area: 1200, box: PixelBox(x1: 0, y1: 0, x2: 9, y2: 8))

  /// A name that is markup, a formula's neighbour, two lines, Chinese and a control character.
  static let hostile = "lot/<script>alert(\"1\")</script>&'一号板\n]]>\u{1}\u{FFFE}.jpg"

  static func record(
    _ verdict: Verdict, path: String = "a/b.jpg", reason: String = "", defects: [Defect] = [],
    serial: String? = nil, lot: String? = nil, sequence: Int64? = 7
  ) -> InspectionRecord {
    InspectionRecord(
      sequence: sequence, recordedAt: time, imagePath: path, imageSHA256: sha,
      templatePath: "a/t.jpg", templateSHA256: nil, verdict: verdict, reason: reason,
      defects: defects,
      timings: [
        StageTiming(stage: "decode", milliseconds: 3.14159),
        StageTiming(stage: "align", milliseconds: 10),
      ],
      recipe: "bare-pcb", recipeVersion: 3, recipeSHA256: "cd", effectiveParameters: "{}",
      software: "sightline 0.1.0", station: "AOI-2", operator: nil, lot: lot, serial: serial)
  }

  static func run(interrupted: Bool = false) -> RunSummary {
    RunSummary(
      recipe: "bare-pcb", recipeVersion: 3, recipeSHA256: "cdcdcdcdcdcdcdcd",
      changedParameters: [
        ChangedParameter(key: "compare.tolerance", value: "2px", recipeValue: "1.5px")
      ],
      software: "sightline 0.1.0", station: "AOI-2", lot: "L<1>", started: time,
      ended: time.addingTimeInterval(2), interrupted: interrupted)
  }

  static func pictures(defects: [Defect]) -> PartPictures {
    let picture = EncodedPicture(
      bytes: [1, 2, 3], mediaType: .jpeg, size: PixelSize(width: 320, height: 320))
    return PartPictures(
      imageSize: PixelSize(width: 640, height: 640), reduction: 2, overview: picture,
      details: defects.indices.map {
        DefectPicture(
          defectIndex: $0, region: PixelBox(x1: 0, y1: 0, x2: 48, y2: 48), found: picture,
          reference: picture)
      })
  }
}

/// A folder that is removed with its content.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "sightline-reports-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
