import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct RecordFileTests {
  @Test func aSecondConnectionReadsWhileRecordsAreAppended() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let reader = try RecordReader(path: folder.records)
    for number in 1...20 {
      _ = try store.append(plainRecord(serial: "\(number)"))
      #expect(try reader.latestSequence() == Int64(number))
    }
    // A transaction that is not committed is not seen, and does not block.
    try store.withWriter { db in
      try db.inTransaction(.immediate) {
        _ = try insertRow(plainRecord(), sequence: 21, into: db)
        #expect(try reader.latestSequence() == 20)
        return .rollback
      }
    }
  }

  @Test func aCopyTakenWhileOpenHasEveryAcknowledgedRecord() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    var acknowledged: [InspectionRecord] = []
    for number in 1...30 {
      acknowledged += try store.append(
        contentsOf: [plainRecord(serial: "\(number)"), plainRecord(classes: [.spur, .open])])
    }
    // What a power failure leaves: the file and its log, nobody closed them.
    let copy = folder.path + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: folder.records, toPath: copy)
    try FileManager.default.copyItem(atPath: folder.records + "-wal", toPath: copy + "-wal")
    #expect(
      try RecordReader(path: copy).records(matching: RecordQuery(order: .oldestFirst))
        == acknowledged)
    let reopened = try RecordStore(path: copy)
    #expect(try reopened.append(plainRecord()).sequence == 61)
    let answer = try reopened.withWriter { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(answer == ["ok"])
  }

  @Test func aClosedFileStandsAloneAndReads() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let recorded = try store.append(fullRecord())
    #expect(try store.reader.latestSequence() == 1)
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: folder.records + "-wal"))
    #expect(try RecordReader(path: folder.records).records() == [recorded])
    #expect(recordError { _ = try store.append(plainRecord()) } != nil)
  }

  @Test func aMissingFileIsNamedAndNotCreated() throws {
    let folder = try TemporaryFolder()
    #expect(recordError { _ = try RecordReader(path: folder.records) } == .missing)
    #expect(!FileManager.default.fileExists(atPath: folder.records))
    #expect(
      recordError { _ = try RecordStore(path: folder.path + "/no/records") } == .folderMissing)
  }

  @Test(arguments: ["", "/", "/dev/null"])
  func whatIsNoFileIsRefused(path: String) throws {
    #expect(recordError { _ = try RecordStore(path: path) } == .notAFile)
    #expect(recordError { _ = try RecordReader(path: path) } == .notAFile)
  }

  @Test func aFolderIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(recordError { _ = try RecordStore(path: folder.path) } == .notAFile)
    #expect(recordError { _ = try RecordStore(path: folder.path + "/new/") } == .notAFile)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func whatMayNotBeWrittenIsReadOnly() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let recorded = try store.append(plainRecord())
    try store.close()
    #expect(chmod(folder.records, 0o444) == 0 && chmod(folder.path, 0o555) == 0)
    #expect(recordError { _ = try RecordStore(path: folder.records) } == .readOnly)
    #expect(recordError { _ = try RecordStore(path: folder.path + "/new") } == .readOnly)
    #expect(try RecordReader(path: folder.records).records() == [recorded])
    #expect(chmod(folder.path, 0o755) == 0)
  }

  @Test func otherFilesAreRefusedAndLeftAsTheyAre() throws {
    let folder = try TemporaryFolder()
    let contents = [
      Data("not a database, only text that is long enough to be taken for a header".utf8),
      Data([0x89, 0x50, 0x4E, 0x47]) + Data(count: 5000),
      Data("SQLite format 3\0".utf8) + Data(repeating: 0xFF, count: 5000),
      Data(count: 4096),
    ]
    for content in contents {
      try content.write(to: URL(fileURLWithPath: folder.records))
      let writing = recordError { _ = try RecordStore(path: folder.records) }
      let reading = recordError { _ = try RecordReader(path: folder.records) }
      for cause in [writing, reading] {
        guard case .notARecordsFile = cause else {
          Issue.record("\(content.prefix(20)) gave \(String(describing: cause))")
          continue
        }
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.records)) == content)
    }
  }

  @Test func aDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws {
    let folder = try TemporaryFolder()
    for sql in ["CREATE TABLE a (b)", "PRAGMA application_id = 1"] {
      try? FileManager.default.removeItem(atPath: folder.records)
      let foreign = try foreignConnection(to: folder.records)
      try foreign.writeWithoutTransaction { try $0.execute(sql: sql) }
      try foreign.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: folder.records))
      for open in [{ _ = try RecordStore(path: $0) }, { _ = try RecordReader(path: $0) }] {
        guard case .notARecordsFile = recordError({ try open(folder.records) }) else {
          Issue.record("\(sql) was not refused")
          continue
        }
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.records)) == before)
    }
  }

  @Test func aDatabaseOfANewerProgramIsRefused() throws {
    let folder = try TemporaryFolder()
    try RecordStore(path: folder.records).close()
    let newer = try foreignConnection(to: folder.records)
    let known = RecordSchema.version
    try newer.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = \(known + 1)")
    }
    try newer.close()
    let expected = RecordStoreError.Cause.newerVersion(found: known + 1, known: known)
    #expect(recordError { _ = try RecordStore(path: folder.records) } == expected)
    #expect(recordError { _ = try RecordReader(path: folder.records) } == expected)
  }

  @Test func anInterruptedCreationIsFinishedByTheNextWriter() throws {
    let folder = try TemporaryFolder()
    let interrupted = try foreignConnection(to: folder.records)
    try interrupted.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = \(RecordSchema.applicationID)")
    }
    try interrupted.close()
    #expect(
      recordError { _ = try RecordReader(path: folder.records) }
        == .olderVersion(found: 0, known: RecordSchema.version))
    #expect(try RecordStore(path: folder.records).append(plainRecord()).sequence == 1)
  }

  @Test func aLockedFileIsNamedAsSuch() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try store.withWriter { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
    let other = try foreignConnection(to: folder.records)
    try other.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        #expect(recordError { _ = try store.append(plainRecord()) } == .locked)
        return .rollback
      }
    }
    #expect(try store.append(plainRecord()).sequence == 1)
  }

  @Test func aDamagedRecordIsNamed() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: [plainRecord(), plainRecord()])
    try store.close()
    let other = try foreignConnection(to: folder.records)
    try other.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TRIGGER records_refuse_update;
          UPDATE records SET verdict = 'maybe' WHERE sequence = 2;
          """)
    }
    try other.close()
    let reader = try RecordReader(path: folder.records)
    #expect(try reader.record(sequence: 1)?.verdict == .pass)
    #expect(
      recordError { _ = try reader.record(sequence: 2) }
        == .damaged(detail: "record 2: verdict is maybe"))
    #expect(recordError { _ = try reader.counts() } != nil)
  }

  #if os(Linux)
    @Test func readingNeedsNoMoreDescriptorsOnceReadersAreOpen() throws {
      let folder = try TemporaryFolder()
      let store = try RecordStore(path: folder.records)
      _ = try store.append(plainRecord())
      try store.openReaders()
      let before = try descriptors(of: folder.records)
      #expect(before > 2)
      DispatchQueue.concurrentPerform(iterations: 64) { _ in
        _ = try? store.reader.latestSequence()
      }
      #expect(try descriptors(of: folder.records) == before)
    }

    /// How many descriptors of this process are of the records file or of its log.
    private func descriptors(of records: String) throws -> Int {
      let folder = "/proc/self/fd"
      return try FileManager.default.contentsOfDirectory(atPath: folder).count { name in
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
        return target?.hasPrefix(records) ?? false
      }
    }
  #endif

  @Test func everyMessageNamesTheFileAndWhatToDo() {
    let causes: [RecordStoreError.Cause] = [
      .missing, .folderMissing, .notAFile, .notARecordsFile(.empty),
      .newerVersion(found: 2, known: 1), .olderVersion(found: 0, known: 1), .readOnly, .locked,
      .unreadable, .unfinished, .diskFull, .inputOutput(detail: "d"), .damaged(detail: "d"),
      .notDurable(setting: "synchronous", found: "1"),
    ]
    for cause in causes {
      let text = RecordStoreError(path: "/a/b", cause: cause).description
      #expect(text.hasPrefix("records file /a/b: "))
      #expect(text.contains(";"))
    }
  }
}
