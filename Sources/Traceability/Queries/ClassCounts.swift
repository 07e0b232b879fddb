import Decision
import GRDB

extension RecordReader {
  /// How many defects of each class the records have that `query` wants, and in how many parts; most
  /// defects first. Order and limit of the query do not matter.
  ///
  /// - Throws: what is wrong with the file.
  public func classCounts(
    matching query: RecordQuery = RecordQuery()
  ) throws(RecordStoreError) -> [ClassCount] {
    try read { db in
      let selection = RecordSelection(counting: query)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT f.class, count(*), count(DISTINCT f.sequence) FROM record_defects f
          WHERE f.sequence IN (SELECT r.sequence \(selection.source))
          GROUP BY f.class ORDER BY 2 DESC, 1
          """, arguments: selection.arguments
      ).map { row in
        ClassCount(
          defectClass: DefectClass(rawValue: try row.decode(atIndex: 0)),
          defects: try row.decode(atIndex: 1), parts: try row.decode(atIndex: 2))
      }
    }
  }
}

/// How often a class of defects occurs.
public struct ClassCount: Sendable, Equatable {
  /// The class.
  public var defectClass: DefectClass
  /// Defects of it.
  public var defects: Int
  /// Parts that have at least one.
  public var parts: Int
}
