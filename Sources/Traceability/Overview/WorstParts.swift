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
    var query = RecordQuery(lot: lot, verdicts: [.fail], since: since, until: until)
    query.order = .oldestFirst
    let selection = RecordSelection(query)
    let numbers = try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT sequence FROM (
            SELECT r.sequence AS sequence,
              (SELECT coalesce(sum(area), 0) FROM record_defects d
                WHERE d.sequence = r.sequence) AS area
            \(selection.source))
          ORDER BY area DESC, sequence LIMIT ?
          """, arguments: selection.arguments + [limit])
    }
    var worst: [InspectionRecord] = []
    for number in numbers {
      if let record = try record(sequence: number) { worst.append(record) }
    }
    return worst
  }
}
