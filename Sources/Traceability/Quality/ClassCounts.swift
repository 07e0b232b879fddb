import Decision
import GRDB

/// How often a class of defects was found.
public struct ClassCount: Sendable, Equatable {
  /// The class.
  public let defectClass: DefectClass
  /// How many defects of it.
  public let defects: Int
  /// In how many inspections.
  public let inspections: Int
}

extension RecordReader {
  /// How often each class of defects was found by the inspections that `filter` wants, the most frequent
  /// first, equally frequent ones by name. With the basis ``QualityFilter/Basis/counting``, defects of
  /// inspections that somebody decided to pass are left out. Goes through the defects of the range of time
  /// and their records.
  public func defectsByClass(
    _ filter: QualityFilter = QualityFilter()
  ) throws(RecordStoreError) -> [ClassCount] {
    try read { db in
      guard let selection = try DefectSelection(filter, db) else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT class, sum(defects), count(*) FROM (
            SELECT d.class AS class, count(*) AS defects \(selection.source)
            GROUP BY d.sequence, d.class)
          GROUP BY class ORDER BY 2 DESC, 1
          """, arguments: selection.conditions.arguments)
      return try rows.map { row in
        try ClassCount(
          defectClass: DefectClass(rawValue: row.decode(atIndex: 0)),
          defects: row.decode(atIndex: 1), inspections: row.decode(atIndex: 2))
      }
    }
  }
}

/// The defects `d`, with their records `r`, that a filter wants, as SQL.
struct DefectSelection {
  var conditions: QualityConditions
  private let records: String

  /// From `FROM` to the end of `WHERE`.
  var source: String { "FROM record_defects d \(records) WHERE \(conditions.sql)" }

  /// `nil` where no record lies in the range of time.
  init?(_ filter: QualityFilter, _ db: Database) throws {
    guard let sequences = try filter.sequences(db) else { return nil }
    records = try NotedSchema.join(noted: "d.sequence", db)
    conditions = filter.conditions()
    conditions.add(
      "d.sequence BETWEEN ? AND ?", [sequences.lowerBound, sequences.upperBound])
    if filter.basis == .counting, try RecordSchema.fileVersion(db) >= 2 {
      conditions.add("\(QualityFilter.overriding("d.sequence")) IS NOT 'pass'")
    }
  }
}
