import Foundation
import GRDB

/// The health of a picture as a column of its record, both ways, and the migration that brings it.
enum HealthRow {
  private struct Stored: Codable {
    var names: [String]
    var values: [Double]
    var findings: [PictureHealth.Finding]
  }

  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("3 health", foreignKeyChecks: .immediate) { db in
      try db.execute(
        sql: """
          ALTER TABLE records ADD COLUMN health TEXT;
          PRAGMA user_version = 3;
          """)
    }
  }

  /// `health` as JSON. Nearly every picture is healthy, and names are the program's own: an encoder
  /// is only asked where there are sentences.
  static func text(_ health: PictureHealth?) throws -> String? {
    guard let health else { return nil }
    func isPlain(_ name: String) -> Bool {
      name.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    }
    guard health.findings.isEmpty, health.measurements.allSatisfy({ isPlain($0.name) }) else {
      let stored = Stored(
        names: health.measurements.map(\.name), values: health.measurements.map(\.value),
        findings: health.findings)
      return String(decoding: try JSONEncoder.stable.encode(stored), as: UTF8.self)
    }
    var text = "{\"names\":["
    for (i, measurement) in health.measurements.enumerated() {
      text += i == 0 ? "\"" : ",\""
      text += measurement.name
      text += "\""
    }
    text += "],\"values\":["
    for (i, measurement) in health.measurements.enumerated() {
      if i > 0 { text += "," }
      text += measurement.value.description
    }
    return text + "],\"findings\":[]}"
  }

  /// What ``text(_:)`` wrote; `nil` where it is nothing of the kind.
  static func health(_ text: String) -> PictureHealth? {
    if let health = plainHealth(text) { return health }
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)),
      stored.names.count == stored.values.count
    else { return nil }
    return PictureHealth(
      measurements: zip(stored.names, stored.values).map {
        PictureHealth.Measurement(name: $0, value: $1)
      }, findings: stored.findings)
  }
}

extension HealthRow {
  /// What ``text(_:)`` wrote of a healthy picture.
  private static func plainHealth(_ text: String) -> PictureHealth? {
    var json = PlainJSON(text)
    var names: [String] = []
    var measurements: [PictureHealth.Measurement] = []
    guard json.take("{\"names\":[") else { return nil }
    while let name = json.text() {
      names.append(name)
      if !json.take(",") { break }
    }
    guard json.take("],\"values\":[") else { return nil }
    for (index, name) in names.enumerated() {
      guard index == 0 || json.take(","), let value = json.number() else { return nil }
      measurements.append(PictureHealth.Measurement(name: name, value: value))
    }
    guard json.take("],\"findings\":[]}"), json.isAtEnd else { return nil }
    return PictureHealth(measurements: measurements, findings: [])
  }
}

extension JSONEncoder {
  /// One that gives equal values equal text.
  static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
