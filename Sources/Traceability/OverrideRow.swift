import Decision
import Foundation
import GRDB

/// An override as a row of its table, both ways.
enum OverrideRow {
  /// The columns in the order in which `override(_:)` reads them.
  private static let columns =
    "override, sequence, recorded_at, old_verdict, new_verdict, operator, reason"

  /// Writes `override` with the number it has.
  static func insert(_ override: VerdictOverride, into db: Database) throws {
    try db.execute(
      sql: "INSERT INTO record_overrides (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        override.number, override.sequence, RecordTime.text(override.recordedAt),
        override.oldVerdict.rawValue, override.newVerdict.rawValue, override.operator,
        override.reason,
      ])
  }

  /// The overrides of record `sequence`, oldest first.
  static func overrides(of sequence: Int64, from db: Database) throws -> [VerdictOverride] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT \(columns) FROM record_overrides WHERE sequence = ? ORDER BY override"),
      arguments: [sequence]
    ).map(override)
  }

  private static func override(_ row: Row) throws -> VerdictOverride {
    let sequence = try row.decode(Int64.self, atIndex: 1)
    let timeText = try row.decode(String.self, atIndex: 2)
    guard let recordedAt = RecordTime.date(timeText) else {
      throw DamagedRecord(sequence: sequence, column: "recorded_at", value: timeText)
    }
    func verdict(_ index: Int, _ column: String) throws -> Verdict {
      let text = try row.decode(String.self, atIndex: index)
      guard let verdict = Verdict(rawValue: text) else {
        throw DamagedRecord(sequence: sequence, column: column, value: text)
      }
      return verdict
    }
    return try VerdictOverride(
      number: row.decode(atIndex: 0), sequence: sequence, oldVerdict: verdict(3, "old_verdict"),
      newVerdict: verdict(4, "new_verdict"), operator: row.decode(atIndex: 5),
      reason: row.decode(atIndex: 6), recordedAt: recordedAt)
  }
}
