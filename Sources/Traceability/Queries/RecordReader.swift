import Decision
import GRDB

/// Reads a records file. Safe to use from several threads; each read sees the file as of one
/// moment, and appending goes on meanwhile.
public final class RecordReader: Sendable {
  /// The path of the records file as it was given.
  public let path: String

  private let database: any DatabaseReader

  // How many records are in memory at a time while all are gone through. Each page is a
  // transaction of its own, so that a slow receiver does not keep the write-ahead log from being
  // folded into the file.
  private static let pageLength = 256

  /// Opens the existing records file at `path` for reading only; another process may be appending
  /// to it. Throws where there is no such file, it is no Sightline records file, it is of another
  /// version, locked, or not readable.
  public convenience init(path: String) throws(RecordStoreError) {
    self.init(path: path, pool: try RecordDatabase.openForReading(path: path))
  }

  init(path: String, pool: DatabasePool) {
    self.path = path
    database = pool
  }

  private init(path: String, database: any DatabaseReader) {
    (self.path, self.database) = (path, database)
  }

  /// A reader of the records as they are now, whatever is recorded while it lives: for whoever reads
  /// several things that must agree. To be kept no longer than a page takes, since the log of the file
  /// cannot be folded meanwhile.
  public func atThisMoment() throws(RecordStoreError) -> RecordReader {
    guard let pool = database as? DatabasePool else { return self }
    let snapshot = try withRecordErrors(path: path) {
      let snapshot = try pool.makeSnapshot()
      // Several questions about a month go to the same pages, of which SQLite keeps 2 MB otherwise.
      try snapshot.read { try $0.execute(sql: "PRAGMA cache_size = -32000") }
      return snapshot
    }
    return RecordReader(path: path, database: snapshot)
  }

  /// The records that `query` wants, in its order. All of them are in memory: give the query a
  /// limit, or use `forEachRecord`, where there may be many.
  public func records(
    matching query: RecordQuery = RecordQuery()
  ) throws(RecordStoreError) -> [InspectionRecord] {
    try read { db in try Self.records(matching: query, limit: query.limit, from: db) }
  }

  /// The record with number `sequence`; `nil` where there is none.
  public func record(sequence: Int64) throws(RecordStoreError) -> InspectionRecord? {
    try read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT \(RecordRow.columns(of: RecordSchema.fileVersion(db))) "
            + "FROM records r WHERE r.sequence = ?"),
        arguments: [sequence])
      return try row.map { try RecordRow.record($0, from: db) }
    }
  }

  /// The sequence number of the newest record; 0 where there is none.
  public func latestSequence() throws(RecordStoreError) -> Int64 {
    try read { db in
      try Int64.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM records") ?? 0
    }
  }

  /// How many of the records that `query` wants have which verdict; verdicts that do not occur are
  /// left out. Order and limit of the query do not matter.
  public func counts(
    matching query: RecordQuery = RecordQuery()
  ) throws(RecordStoreError) -> [Verdict: Int] {
    try read { db in
      let selection = RecordSelection(counting: query, isNoted: try NotedSchema.isThere(db))
      let rows = try Row.fetchAll(
        db, sql: "SELECT r.verdict, count(*) \(selection.source) GROUP BY r.verdict",
        arguments: selection.arguments)
      var counts: [Verdict: Int] = [:]
      for row in rows {
        let text = try row.decode(String.self, atIndex: 0)
        guard let verdict = Verdict(rawValue: text) else {
          throw RecordStoreError(
            path: self.path, cause: .damaged(detail: "there are records with the verdict \(text)"))
        }
        counts[verdict] = try row.decode(Int.self, atIndex: 1)
      }
      return counts
    }
  }

  /// Calls `body` with each record that `query` wants, in its order, holding few of them in memory
  /// at a time. Records appended after the call began are left out. Throws `RecordStoreError`, or
  /// what `body` throws, which ends it.
  public func forEachRecord(
    matching query: RecordQuery = RecordQuery(), _ body: (InspectionRecord) throws -> Void
  ) throws {
    let newest = try latestSequence()
    var query = query
    if query.order == .newestFirst { query.after = min(query.after ?? .max, newest + 1) }
    var remaining = query.limit ?? .max
    while remaining > 0 {
      let pageLength = min(remaining, Self.pageLength)
      let page = try read { db in
        try Self.records(matching: query, limit: pageLength, from: db)
      }
      for record in page {
        guard let sequence = record.sequence, sequence <= newest else { return }
        try body(record)
      }
      guard page.count == pageLength, let last = page.last?.sequence else { return }
      remaining -= pageLength
      query.after = last
    }
  }

  static func records(
    matching query: RecordQuery, limit: Int?, from db: Database
  ) throws -> [InspectionRecord] {
    let selection = RecordSelection(query, isNoted: try NotedSchema.isThere(db))
    let statement = try db.cachedStatement(
      sql: sql(for: selection, version: RecordSchema.fileVersion(db)))
    // A negative limit is none.
    let arguments = selection.arguments + [limit ?? -1]
    var records: [InspectionRecord] = []
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      records.append(try RecordRow.record(row, from: db))
    }
    return records
  }

  /// The statement that reads what `selection` selects; its last argument is the limit.
  static func sql(
    for selection: RecordSelection, version: Int64 = RecordSchema.version
  ) -> String {
    "SELECT \(RecordRow.columns(of: version)) \(selection.source) "
      + "\(selection.ordering) LIMIT ?"
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(RecordStoreError) -> Value {
    try withRecordErrors(path: path) { try database.read(body) }
  }

  /// As ``read(_:)``, for what may also find that a dossier cannot be made.
  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try database.read(body)
    } catch let error as DossierError {
      throw error
    } catch {
      throw RecordStoreError(error, path: path)
    }
  }
}
