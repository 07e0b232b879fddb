import Foundation
import GRDB
import Testing

@testable import Traceability

struct AuditTests {
  private func entry(_ action: AuditEntry.Action, _ actor: String = "anna") -> AuditEntry {
    AuditEntry(
      recordedAt: sampleTime, action: action, actor: actor, source: "10.0.0.7", subject: "张伟 \"x\"")
  }

  @Test func entriesAreNumberedAndReadNewestFirst() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    for action in AuditEntry.Action.allCases { try store.audit(entry(action)) }
    let reader = try RecordReader(path: folder.records)
    let all = try reader.audit(limit: 100)
    #expect(all.map(\.action) == AuditEntry.Action.allCases.reversed())
    #expect(all.map(\.number) == (1...6).reversed().map { Int64($0) })
    var expected = entry(.login)
    expected.number = 1
    #expect(all.last == expected)
    #expect(try reader.audit(before: 4, limit: 2).map(\.number) == [3, 2])
  }

  @Test func entriesAreNeverChangedOrDeleted() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try store.audit(entry(.login))
    for sql in [
      "UPDATE record_audit SET actor = 'bob'", "DELETE FROM record_audit",
      "INSERT INTO record_audit VALUES (3, '', 'login', '', '', '')",
      "INSERT OR REPLACE INTO record_audit VALUES (1, '', 'login', '', '', '')",
    ] {
      #expect(throws: DatabaseError.self) { try store.withWriter { try $0.execute(sql: sql) } }
    }
    #expect(try store.reader.audit(limit: 10).map(\.actor) == ["anna"])
  }

  @Test func anOverrideIsAudited() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(plainRecord(verdict: .fail))
    _ = try store.override(
      sequence: 1, with: .pass, operator: "anna", reason: "dust", from: "10.0.0.7", at: sampleTime)
    #expect(throws: RecordStoreError.self) {
      _ = try store.override(sequence: 1, with: .pass, operator: "anna", reason: "again")
    }
    let entries = try store.reader.audit(limit: 10)
    #expect(entries.count == 1)
    #expect(entries[0].action == .override && entries[0].actor == "anna")
    #expect(entries[0].source == "10.0.0.7" && entries[0].subject == "record 1: fail to pass")
  }

  @Test func textsThatSQLiteWouldCutAreKept() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let kept = try store.audit(entry(.failedLogin, "a\u{0}b" + String(repeating: "c", count: 5000)))
    #expect(kept.actor.hasPrefix("a\u{FFFD}bccc") && kept.actor.count == 1000)
    #expect(try store.reader.audit(limit: 1) == [kept])
  }

  @Test func anEntryCanBeAddedToAFileThatIsOtherwiseLeftAsItIs() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try store.audit(entry(.login))
    try store.withWriter { db in
      try db.execute(
        sql: """
          DROP INDEX records_noted; DELETE FROM grdb_migrations WHERE identifier = '9 noted'
          """)
    }
    try store.close()
    let plain = try foreignConnection(to: folder.records)
    try plain.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try plain.close()
    #expect(try entry(.export).append(toFileAt: folder.records))
    let again = try foreignConnection(to: folder.records)
    let (mode, index) = try again.read { db in
      (
        try String.fetchOne(db, sql: "PRAGMA journal_mode"),
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE name = 'records_noted'")
      )
    }
    #expect(mode == "delete" && index == 0)
    #expect(
      try RecordReader(path: folder.records).audit(limit: 9).map(\.action) == [.export, .login])
  }

  @Test func theChainIsWholeBesideIt() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(plainRecord())
    try store.audit(entry(.export))
    let report = try ChainVerifier(store.reader).verify()
    #expect(report.firstBreak == nil && report.links == 1)
  }

  @Test func aFileWithoutItHasNone() throws {
    let folder = try TemporaryFolder()
    do {
      let store = try RecordStore(path: folder.records)
      _ = try store.append(plainRecord())
      try store.withWriter { db in
        try db.execute(sql: "DROP VIEW audit")
        try db.execute(sql: "DROP TABLE record_audit")
        try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '8 audit'")
      }
      try store.close()
    }
    #expect(try RecordReader(path: folder.records).audit(limit: 1).isEmpty)
    #expect(try !entry(.export).append(toFileAt: folder.records))
    #expect(try RecordReader(path: folder.records).audit(limit: 1).isEmpty)
    // Appending brings it up to date.
    let store = try RecordStore(path: folder.records)
    #expect(try store.audit(entry(.login)).number == 1)
  }
}
