import Foundation
import GRDB

extension RecordReader {
  /// The failed parts of a period or lot with the largest area of defects, largest first; of equal ones
  /// the older first.
  ///
  /// - Throws: what is wrong with the file.
  public func worstParts(
    since: Date?, until: Date?, lot: String? = nil, limit: Int
  ) throws(RecordStoreError) -> [InspectionRecord] {
    let filter = QualityFilter(since: since, until: until, lot: lot)
    let numbers = try read { db -> [Int64] in
      guard let sequences = try filter.sequences(db) else { return [] }
      let conditions = filter.conditions()
      let table =
        try NotedSchema.isThere(db) ? NotedSchema.table : "records r INDEXED BY records_by_verdict"
      return try Int64.fetchAll(
        db,
        sql: """
          SELECT sequence FROM (
            SELECT r.sequence AS sequence,
              (SELECT coalesce(sum(area), 0) FROM record_defects d
                WHERE d.sequence = r.sequence) AS area
            FROM \(table)
            WHERE r.sequence BETWEEN ? AND ? AND \(NotedSchema.condition) AND r.verdict = 'fail'
              AND \(conditions.sql))
          ORDER BY area DESC, sequence LIMIT ?
          """,
        arguments: [sequences.lowerBound, sequences.upperBound] + conditions.arguments + [limit])
    }
    var worst: [InspectionRecord] = []
    for number in numbers {
      if let record = try record(sequence: number) { worst.append(record) }
    }
    return worst
  }
}
