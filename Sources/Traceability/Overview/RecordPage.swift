import Decision
import GRDB

/// A page of records, newest first.
public struct RecordPage: Sendable, Equatable {
  /// Where a page begins.
  public enum Place: Sendable, Equatable {
    /// At the newest record.
    case newest
    /// Behind the record with this number: what is older.
    case olderThan(Int64)
    /// Before the record with this number: what is newer, as near to it as can be.
    case newerThan(Int64)
  }

  /// The records.
  public var records: [InspectionRecord]
  /// Whether there are newer ones that the query wants.
  public var hasNewer: Bool
  /// Whether there are older ones.
  public var hasOlder: Bool
}

extension RecordReader {
  /// The page of `length` records at `place` of those that `query` wants; its order, limit and `after` do
  /// not matter. Numbers of records are the cursor: a page does not move when records are appended.
  ///
  /// - Throws: what is wrong with the file.
  public func page(
    matching query: RecordQuery, at place: RecordPage.Place, length: Int
  ) throws(RecordStoreError) -> RecordPage {
    precondition(length > 0, "a page of \(length) records")
    var query = query
    query.after = nil
    query.order = .newestFirst
    // One more tells whether there are more.
    query.limit = length + 1
    switch place {
    case .newest: break
    case .olderThan(let number): query.after = number
    case .newerThan(let number):
      query.after = number
      query.order = .oldestFirst
    }
    let found = try records(matching: query)
    let page = found.prefix(length)
    switch place {
    case .newest:
      return RecordPage(records: Array(page), hasNewer: false, hasOlder: found.count > length)
    case .olderThan:
      return RecordPage(
        records: Array(page), hasNewer: try hasNewer(query, than: page.first?.sequence),
        hasOlder: found.count > length)
    case .newerThan:
      // The page would not be full: the newest one is.
      guard found.count > length else {
        return try self.page(matching: query, at: .newest, length: length)
      }
      return RecordPage(records: page.reversed(), hasNewer: true, hasOlder: true)
    }
  }

  private func hasNewer(
    _ query: RecordQuery, than number: Int64?
  ) throws(RecordStoreError) -> Bool {
    // Behind the oldest: whatever there is, is newer.
    guard let number else { return true }
    var newer = query
    (newer.order, newer.after, newer.limit) = (.oldestFirst, number, 1)
    return try !records(matching: newer).isEmpty
  }

  /// The classes of defects that occur in the file, in the order of their names, at most `limit`. Each is
  /// one step in an index, however many records there are.
  ///
  /// - Throws: what is wrong with the file.
  public func defectClasses(limit: Int = 200) throws(RecordStoreError) -> [DefectClass] {
    try read { db in
      try String.fetchAll(
        db.cachedStatement(
          sql: """
            WITH RECURSIVE names (name) AS (
              SELECT min(class) FROM record_defects
              UNION ALL
              SELECT (SELECT min(class) FROM record_defects WHERE class > names.name)
              FROM names WHERE names.name IS NOT NULL)
            SELECT name FROM names WHERE name IS NOT NULL LIMIT ?
            """),
        arguments: [limit]
      ).map { DefectClass(rawValue: $0) }
    }
  }
}
