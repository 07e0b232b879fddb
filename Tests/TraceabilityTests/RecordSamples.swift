import Decision
import Foundation
import GRDB
import Pixels

@testable import Traceability

/// A folder for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/sightline-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of the records file of the test.
  var records: String { path + "/records.sqlite" }
}

/// 2025-06-01T06:30:00.000Z.
let sampleTime = Date(timeIntervalSince1970: 1_748_759_400)

/// A record with nothing in it that is optional.
func plainRecord(
  at seconds: Double = 0, verdict: Verdict = .pass, classes: [DefectClass] = [],
  recipe: String = "bare-pcb", version: Int = 1, lot: String? = nil, serial: String? = nil,
  image: String = "part.png", hash: String = "00"
) -> InspectionRecord {
  InspectionRecord(
    recordedAt: sampleTime.addingTimeInterval(seconds), imagePath: image, imageSHA256: hash,
    verdict: verdict, reason: "",
    defects: classes.enumerated().map { index, defectClass in
      Defect(
        defectClass: defectClass, confidence: 0.5, area: index,
        box: PixelBox(x1: index, y1: 0, x2: index + 1, y2: 1))
    },
    timings: [], recipe: recipe, recipeVersion: version, recipeSHA256: "11",
    effectiveParameters: "{}", software: "sightline 0.1", lot: lot, serial: serial)
}

/// A record in which every property has a value of its own.
func fullRecord() -> InspectionRecord {
  InspectionRecord(
    recordedAt: sampleTime.addingTimeInterval(0.123), utcOffset: 7200,
    arrivedAt: sampleTime.addingTimeInterval(-0.75), imagePath: "/数据/第一条线/板 1.png",
    imageSHA256: String(repeating: "ab", count: 32), imageBytes: 123_456,
    imageSize: PixelSize(width: 640, height: 480), templatePath: "/数据/模板.png",
    templateSHA256: String(repeating: "cd", count: 32), verdict: .fail,
    reason: "2 defects: \"open\" at 10,20 – 铜线断开 🔍\nsecond line",
    defects: [
      Defect(
        defectClass: .open, confidence: 0.1 + 0.2, area: 57,
        box: PixelBox(x1: 10, y1: 20, x2: 31, y2: 42)),
      Defect(
        defectClass: DefectClass(rawValue: "划痕"), confidence: 1, area: Int(Int32.max) * 4,
        box: PixelBox(x1: -3, y1: -4, x2: 5, y2: 6)),
    ],
    timings: [
      StageTiming(stage: "decode", milliseconds: 1.0 / 3),
      StageTiming(stage: "align", milliseconds: 0),
      StageTiming(stage: "compare", milliseconds: 12345.678),
    ],
    recipe: "bare-pcb", recipeVersion: 7, recipeSHA256: String(repeating: "ef", count: 32),
    effectiveParameters: #"{"compare.tolerance":{"unit":"px","value":2}}"#,
    modelSHA256: String(repeating: "09", count: 32),
    thresholds: #"{"changed":{},"limits":{"decide.operatingPoint":0.5}}"#,
    software: "sightline 0.1.0", station: "Linie 3", camera: "Kamera 2 – oben",
    operator: "Zoë Müller", lot: "批次-42", serial: "SN 000'17\"; DROP TABLE records",
    parents: [
      PartParent(serial: "铜-1"), PartParent(lot: "L 9"), PartParent(serial: "", lot: "L 10"),
    ],
    health: PictureHealth(
      measurements: [PictureHealth.Measurement(name: "sharpness", value: 1.0 / 3)],
      findings: [PictureHealth.Finding(problem: "focus", severity: "warn", sentence: "blurred")]))
}

/// The error that `body` throws, where it is one of a records file.
func recordError(_ body: () throws -> Void) -> RecordStoreError.Cause? {
  do {
    try body()
    return nil
  } catch {
    return (error as? RecordStoreError)?.cause
  }
}

/// A connection as a foreign program has it: no settings of ours, every right.
func foreignConnection(to path: String) throws -> DatabaseQueue {
  var configuration = Configuration()
  configuration.foreignKeysEnabled = false
  return try DatabaseQueue(path: path, configuration: configuration)
}

/// Writes `record` as a row, without a link in the chain.
@discardableResult func insertRow(
  _ record: InspectionRecord, sequence: Int64, into db: Database
) throws -> ChainHash {
  var settings = SettingsRows()
  return try RecordRow.insert(record, sequence: sequence, settings: &settings, into: db)
}
