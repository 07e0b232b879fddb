import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct VerdictOverrideTests {
  /// A file with a fail, a pass and a fail.
  private func store(in folder: TemporaryFolder) throws -> RecordStore {
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: [
      plainRecord(verdict: .fail, classes: [.open], image: "a.png"), plainRecord(),
      plainRecord(verdict: .fail, classes: [.spur, .spur], recipe: "other", image: "c.png"),
    ])
    return store
  }

  @Test func theLatestOverrideCountsAndTheRecordStays() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let first = try store.override(
      sequence: 1, with: .pass, operator: "Zoë", reason: "dust", at: sampleTime + 0.0014)
    #expect(
      first
        == VerdictOverride(
          number: 1, sequence: 1, oldVerdict: .fail, newVerdict: .pass, operator: "Zoë",
          reason: "dust", recordedAt: RecordTime.rounded(sampleTime + 0.001)))
    let second = try store.override(
      sequence: 1, with: .review, operator: "Li", reason: "ask again", at: sampleTime)
    #expect(second.number == 2 && second.oldVerdict == .pass)
    let record = try #require(try store.reader.record(sequence: 1))
    #expect(record.verdict == .fail && record.finalVerdict == .review)
    #expect(record.overrides == [first, second])
    let other = try #require(try store.reader.record(sequence: 2))
    #expect(other.overrides.isEmpty && other.finalVerdict == .pass)
    #expect(try store.reader.records().map(\.overrides.count) == [0, 0, 2])
  }

  @Test func confirmedFalseAlarmsAreListedWithDefectsAndImages() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    #expect(try store.reader.overriddenRecords().isEmpty)
    for (sequence, verdict) in [(3, Verdict.pass), (2, .fail), (1, .pass)] {
      _ = try store.override(
        sequence: Int64(sequence), with: verdict, operator: "o", reason: "r")
    }
    let alarms = try store.reader.overriddenRecords(recorded: .fail, final: .pass)
    #expect(alarms.map(\.imagePath) == ["a.png", "c.png"])
    #expect(alarms.map(\.defects.count) == [1, 2])
    #expect(
      try store.reader.overriddenRecords(recipe: .init(name: "other")).map(\.sequence) == [3])
    #expect(
      try store.reader.overriddenRecords(recipe: .init(name: "bare-pcb", version: 1))
        .map(\.sequence) == [1, 2])
    _ = try store.override(sequence: 1, with: .fail, operator: "o", reason: "it was a defect")
    #expect(
      try store.reader.overriddenRecords(recorded: .fail, final: .pass).map(\.sequence) == [3])
    #expect(try store.reader.overriddenRecords(final: .fail).map(\.sequence) == [1, 2])
  }

  @Test func whatCannotBeOverriddenSaysWhyAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    func cause(
      _ sequence: Int64, _ verdict: Verdict, _ name: String = "o", _ reason: String = "r",
      at date: Date = sampleTime
    ) -> RecordStoreError.Cause? {
      recordError {
        _ = try store.override(
          sequence: sequence, with: verdict, operator: name, reason: reason, at: date)
      }
    }
    #expect(cause(4, .pass) == .noSuchRecord(sequence: 4, newest: 3))
    #expect(cause(1, .fail) == .sameVerdict(sequence: 1, verdict: .fail))
    let empty = "it is empty; say it in words"
    #expect(cause(1, .pass, " ") == .invalidRecord(field: "operator", reason: empty))
    #expect(cause(1, .pass, "o", "\n") == .invalidRecord(field: "reason", reason: empty))
    #expect(
      cause(1, .pass, "o", "a\0b")
        == .invalidRecord(field: "reason", reason: "the text contains a NUL character"))
    #expect(cause(1, .pass, at: .distantFuture + 1e12) != nil)
    #expect(try store.reader.overriddenRecords().isEmpty)
    #expect(
      RecordStoreError(path: "r", cause: .noSuchRecord(sequence: 4, newest: 3)).description
        == "records file r: there is no record 4; it holds records 1 to 3")
    #expect(
      RecordStoreError(path: "r", cause: .sameVerdict(sequence: 1, verdict: .fail)).description
        == "records file r: fail is what counts for record 1 already; name another verdict")
  }

  @Test(arguments: [
    "UPDATE record_overrides SET new_verdict = 'fail'",
    "DELETE FROM record_overrides",
    "REPLACE INTO record_overrides SELECT * FROM record_overrides",
    "INSERT INTO record_overrides VALUES (3, 2, '', 'pass', 'fail', 'o', 'r')",
    "INSERT INTO record_overrides VALUES (2, 2, '', 'fail', 'pass', 'o', 'r')",
    "INSERT INTO record_overrides VALUES (2, 2, '', 'pass', 'pass', 'o', 'r')",
    "INSERT INTO record_overrides VALUES (2, 1, '', 'fail', 'review', 'o', 'r')",
    "INSERT INTO record_overrides VALUES (2, 9, '', 'pass', 'fail', 'o', 'r')",
    "INSERT INTO record_overrides VALUES (2, 2, '', 'pass', 'fail', ' ', 'r')",
    "INSERT INTO record_overrides VALUES (2, 2, '', 'pass', 'fail', 'o', '')",
    "UPDATE overrides SET reason = ''",
  ])
  func noProgramChangesAnOverrideOrMakesOneUp(sql: String) throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    _ = try store.override(sequence: 1, with: .pass, operator: "o", reason: "r")
    try store.close()
    let other = try foreignConnection(to: folder.records)
    let answer = #expect(throws: DatabaseError.self) {
      try other.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
    try other.close()
    let refusals = ["never changed", "in order", "counts for a record", "who decided", "a view"]
    let message = answer?.message ?? ""
    #expect(refusals.contains { message.contains($0) }, "\(message)")
    #expect(try RecordReader(path: folder.records).overriddenRecords().map(\.sequence) == [1])
  }

  @Test func theViewsShowWhatCounts() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    _ = try store.override(sequence: 1, with: .pass, operator: "o", reason: "r", at: sampleTime)
    try store.close()
    let other = try foreignConnection(to: folder.records)
    let (verdicts, overrides) = try other.read { db in
      (
        try String.fetchAll(
          db, sql: "SELECT verdict || ' ' || final_verdict FROM inspections ORDER BY sequence"),
        try #require(try Row.fetchOne(db, sql: "SELECT * FROM overrides"))
      )
    }
    #expect(verdicts == ["fail pass", "pass pass", "fail fail"])
    #expect(
      Array(overrides.columnNames) == [
        "override", "sequence", "recorded_at", "old_verdict", "new_verdict", "operator", "reason",
      ])
    let expected: [DatabaseValue] = [
      1.databaseValue, 1.databaseValue, "2025-06-01T06:30:00.000Z".databaseValue,
      "fail".databaseValue, "pass".databaseValue, "o".databaseValue, "r".databaseValue,
    ]
    #expect(Array(overrides.databaseValues) == expected)
  }

  /// A file as version 1 of the tables left it.
  private func archive(in folder: TemporaryFolder) throws {
    let old = try foreignConnection(to: folder.records)
    let migrator = RecordSchema.migrator()
    try migrator.migrate(old, upTo: "1 records")
    try old.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(RecordSchema.applicationID)")
      try db.execute(
        sql: """
          INSERT INTO recipe_settings VALUES (1, '11', '{}');
          INSERT INTO records VALUES (
            1, '2025-06-01T06:30:00.000Z', 'part.png', '00', NULL, NULL, 'fail', '1 open', '[]',
            'bare-pcb', 1, 1, 'sightline 0.1', NULL, NULL, NULL, NULL, 1);
          INSERT INTO record_defects VALUES (1, 1, 'open', 0.5, 0, 0, 1, 1, 9);
          """)
    }
    try old.close()
  }

  @Test func aFileOfVersionOneIsReadAsItIs() throws {
    let folder = try TemporaryFolder()
    try archive(in: folder)
    // A reader opens a pool, which wants WAL.
    try DatabasePool(path: folder.records).close()
    let reader = try RecordReader(path: folder.records)
    #expect(try reader.record(sequence: 1)?.overrides.isEmpty == true)
    #expect(try reader.records().map(\.finalVerdict) == [.fail])
    #expect(try reader.overriddenRecords().isEmpty)
  }

  @Test func aFileOfVersionOneIsBroughtUpToDateWithItsRecords() throws {
    let folder = try TemporaryFolder()
    try archive(in: folder)
    let store = try RecordStore(path: folder.records)
    _ = try store.override(sequence: 1, with: .pass, operator: "o", reason: "r")
    #expect(try store.append(plainRecord()).sequence == 2)
    #expect(try store.reader.records().map(\.finalVerdict) == [.pass, .pass])
  }
}
