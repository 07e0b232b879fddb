import Foundation
import GRDB

extension RecordStore {
  /// Commits `entry` durably and returns it as it was recorded.
  ///
  /// A zero byte in a text, which SQLite would end it at, becomes U+FFFD; what is too long is cut.
  /// Throws what is wrong with the file; nothing was recorded then.
  @discardableResult
  public func audit(_ entry: AuditEntry) throws(RecordStoreError) -> AuditEntry {
    try withRecordErrors(path: path) {
      try withWriter { db in
        var recorded = entry
        try db.inTransaction(.immediate) {
          recorded = try AuditRow.insert(entry, into: db)
          return .commit
        }
        return recorded
      }
    }
  }
}

extension AuditEntry {
  /// Commits it durably to the audit of the records file at `path`, which is otherwise left as it is: an archive
  /// of an older version is not brought up to date by who reads it. Says whether the file has an audit; where
  /// it has none, nothing is written.
  ///
  /// - Throws: what is wrong with the file, or that it may not be written.
  public func append(toFileAt path: String) throws(RecordStoreError) -> Bool {
    let database = try RecordDatabase.openAsItIs(path: path)
    return try withRecordErrors(path: path) {
      try database.writeWithoutTransaction { db in
        guard try AuditSchema.isThere(db) else { return false }
        try db.inTransaction(.immediate) {
          _ = try AuditRow.insert(self, into: db)
          return .commit
        }
        return true
      }
    }
  }
}

extension RecordReader {
  /// The audit, newest first, at most `limit` entries that are older than number `number`; none in a
  /// file that was not brought up to date since there is one.
  public func audit(
    before number: Int64 = .max, limit: Int
  ) throws(RecordStoreError) -> [AuditEntry] {
    try read { db in
      guard try AuditSchema.isThere(db) else { return [] }
      return try AuditRow.entries(before: number, limit: limit, from: db)
    }
  }
}

/// An entry of the audit as a row of its table, both ways.
enum AuditRow {
  /// Characters of a text that are kept at most.
  private static let longest = 1000

  /// Writes `entry` with the next number and returns it as it stands in the file. In a transaction.
  static func insert(_ entry: AuditEntry, into db: Database) throws -> AuditEntry {
    var entry = entry
    entry.number =
      (try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT coalesce(max(audit), 0) FROM record_audit")) ?? 0) + 1
    entry.recordedAt = RecordTime.rounded(entry.recordedAt)
    entry.actor = plain(entry.actor)
    entry.source = plain(entry.source)
    entry.subject = plain(entry.subject)
    try db.cachedStatement(
      sql: """
        INSERT INTO record_audit (audit, recorded_at, action, actor, source, subject)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      entry.number, RecordTime.text(entry.recordedAt), entry.action.rawValue, entry.actor,
      entry.source, entry.subject,
    ])
    return entry
  }

  static func entries(
    before number: Int64, limit: Int, from db: Database
  ) throws -> [AuditEntry] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT audit, recorded_at, action, actor, source, subject FROM record_audit
          WHERE audit < ? ORDER BY audit DESC LIMIT ?
          """),
      arguments: [number, limit]
    ).map { row in
      let number = try row.decode(Int64.self, atIndex: 0)
      let time = try row.decode(String.self, atIndex: 1)
      let name = try row.decode(String.self, atIndex: 2)
      guard let date = RecordTime.date(time), let action = AuditEntry.Action(rawValue: name) else {
        throw DamagedRecord(sequence: number, column: "record_audit", value: "\(time) \(name)")
      }
      return AuditEntry(
        number: number, recordedAt: date, action: action, actor: try row.decode(atIndex: 3),
        source: try row.decode(atIndex: 4), subject: try row.decode(atIndex: 5))
    }
  }

  private static func plain(_ text: String) -> String {
    String(text.prefix(longest).map { $0 == "\u{0}" ? "\u{FFFD}" : $0 })
  }
}
