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
      // Counted as they come, record by record: sorting them by class would take longer than reading them.
      let rows = try Row.fetchCursor(
        db, sql: "SELECT d.sequence, d.class \(selection.source) ORDER BY d.sequence",
        arguments: selection.conditions.arguments)
      var counts: [String: (defects: Int, inspections: Int, last: Int64)] = [:]
      while let row = try rows.next() {
        let sequence: Int64 = try row.decode(atIndex: 0)
        let name: String = try row.decode(atIndex: 1)
        var count = counts[name, default: (0, 0, 0)]
        count.defects += 1
        if count.last != sequence { count.inspections += 1 }
        count.last = sequence
        counts[name] = count
      }
      return counts.sorted { ($1.value.defects, $0.key) < ($0.value.defects, $1.key) }.map {
        ClassCount(
          defectClass: DefectClass(rawValue: $0.key), defects: $0.value.defects,
          inspections: $0.value.inspections)
      }
    }
  }
}

/// The defects `d`, with their records `r`, that a filter wants, as SQL.
struct DefectSelection {
  var conditions: QualityConditions
  private let tables: String

  /// From `FROM` to the end of `WHERE`. Records come in the order of their numbers.
  var source: String { "FROM \(tables) WHERE \(conditions.sql)" }

  /// `nil` where no record lies in the range of time.
  init?(_ filter: QualityFilter, _ db: Database) throws {
    guard let sequences = try filter.sequences(db) else { return nil }
    let isIndexed = try NotedSchema.isThere(db)
    tables =
      isIndexed
      ? "\(NotedSchema.table) CROSS JOIN record_defects d ON d.sequence = r.sequence"
      : "record_defects d CROSS JOIN records r NOT INDEXED ON r.sequence = d.sequence"
    conditions = filter.conditions()
    if isIndexed { conditions.add(NotedSchema.condition) }
    conditions.add(
      "\(isIndexed ? "r" : "d").sequence BETWEEN ? AND ?",
      [sequences.lowerBound, sequences.upperBound])
    if filter.basis == .counting, try RecordSchema.fileVersion(db) >= 2 {
      conditions.add(
        """
        r.sequence NOT IN (
          SELECT o.sequence FROM record_overrides o
          WHERE o.sequence BETWEEN ? AND ? AND o.new_verdict = 'pass' AND NOT EXISTS (
            SELECT 1 FROM record_overrides l
            WHERE l.sequence = o.sequence AND l.override > o.override))
        """, [sequences.lowerBound, sequences.upperBound])
    }
  }
}
