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
    let names = health.measurements.map(\.name)
    guard health.findings.isEmpty, names.allSatisfy({ $0.allSatisfy(\.isLetter) }) else {
      let stored = Stored(
        names: names, values: health.measurements.map(\.value), findings: health.findings)
      return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
    }
    var text = "{\"names\":["
    for (i, name) in names.enumerated() {
      text += i == 0 ? "\"" : ",\""
      text += name
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
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)),
      stored.names.count == stored.values.count
    else { return nil }
    return PictureHealth(
      measurements: zip(stored.names, stored.values).map {
        PictureHealth.Measurement(name: $0, value: $1)
      }, findings: stored.findings)
  }
}
