import Foundation
import GRDB

/// Keeps the tables of ``QualitySchema`` while records are appended: counts those of one transaction, and
/// writes the sums before it ends.
struct QualityWriter {
  private struct Key: Hashable {
    var quarter: Int64
    var utcOffset: Int
    var recipe: String
    var recipeVersion: Int
    var station: String
    var lot: String
    var verdict: String
    var visit: Int
  }

  private var counts: [Key: (inspections: Int, defects: Int)] = [:]

  /// Counts `record`, which was written as number `sequence`, and notes where it inspects a part again.
  mutating func add(_ record: InspectionRecord, sequence: Int64, to db: Database) throws {
    var visit = 0
    if let serial = record.serial {
      let first = try Int64.fetchOne(
        db.cachedStatement(sql: Self.search), arguments: [serial, sequence, record.recipe])
      visit = first == nil ? 1 : 2
      if let first {
        try db.cachedStatement(
          sql: "INSERT INTO record_repeats (sequence, first_sequence) VALUES (?, ?)"
        ).execute(arguments: [sequence, first])
      }
    }
    let milliseconds = (RecordTime.rounded(record.recordedAt).timeIntervalSince1970 * 1000)
      .rounded()
    let key = Key(
      quarter: Int64((milliseconds / Double(1000 * QualityCell.length)).rounded(.down)),
      utcOffset: record.utcOffset ?? 0, recipe: record.recipe,
      recipeVersion: record.recipeVersion, station: record.station ?? "", lot: record.lot ?? "",
      verdict: record.verdict.rawValue, visit: visit)
    counts[key, default: (0, 0)].inspections += 1
    counts[key, default: (0, 0)].defects += record.defects.count
  }

  /// Adds what was counted to the table.
  func write(to db: Database) throws {
    let statement = try db.cachedStatement(sql: Self.addition)
    for (key, count) in counts {
      try statement.execute(
        arguments: [
          key.quarter, key.utcOffset, key.recipe, key.recipeVersion, key.station, key.lot,
          key.verdict, key.visit, count.inspections, count.defects,
        ])
    }
  }

  private static let search = QualitySchema.first(serial: "?", sequence: "?", recipe: "?")

  private static let addition = """
    INSERT INTO record_quarters (\(QualitySchema.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (\(QualitySchema.keys.joined(separator: ", "))) DO UPDATE SET
      inspections = inspections + excluded.inspections, defects = defects + excluded.defects
    """
}
