import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct RecordAppendTests {
  @Test func sequenceRunsFromOneWithoutGaps() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    #expect(try store.append(plainRecord()).sequence == 1)
    #expect(
      try store.append(contentsOf: [plainRecord(), plainRecord()]).map(\.sequence) == [2, 3])
    #expect(try store.append(contentsOf: []) == [])
    try store.close()
    let again = try RecordStore(path: folder.records)
    #expect(try again.append(plainRecord()).sequence == 4)
  }

  @Test func aFullDiskKeepsNothingOfAGroupAndUsesNoNumber() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(plainRecord())
    let large = String(repeating: "x", count: 100_000)
    var tooLarge = plainRecord(classes: [.open])
    tooLarge.reason = large
    // SQLite answers a file at its page limit as it answers a full disk.
    try store.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    #expect(
      recordError { _ = try store.append(contentsOf: [plainRecord(serial: "A"), tooLarge]) }
        == .diskFull)
    try store.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1073741823") }
    #expect(try store.reader.latestSequence() == 1)
    #expect(try store.reader.records(matching: RecordQuery(serial: "A")) == [])
    #expect(try store.append(tooLarge).sequence == 2)
    #expect(try store.reader.record(sequence: 2)?.reason == large)
  }

  @Test func aRefusedWriteIsReadOnly() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try store.withWriter { try $0.execute(sql: "PRAGMA query_only = ON") }
    #expect(recordError { _ = try store.append(plainRecord()) } == .readOnly)
    try store.withWriter { try $0.execute(sql: "PRAGMA query_only = OFF") }
    #expect(try store.append(plainRecord()).sequence == 1)
  }

  @Test func valuesThatCannotBeKeptAreRefusedByName() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    func refusedField(_ change: (inout InspectionRecord) -> Void) -> String? {
      var record = plainRecord(classes: [.open])
      change(&record)
      let cause = recordError { _ = try store.append(contentsOf: [plainRecord(), record]) }
      guard case .invalidRecord(let field, _) = cause else { return nil }
      return field
    }
    #expect(refusedField { $0.serial = "A\0B" } == "serial")
    #expect(refusedField { $0.reason = "\0" } == "reason")
    #expect(refusedField { $0.defects[0].confidence = .nan } == "defects")
    #expect(
      refusedField { $0.timings = [StageTiming(stage: "align", milliseconds: .infinity)] }
        == "timings")
    #expect(refusedField { $0.recordedAt = Date(timeIntervalSince1970: 1e15) } == "recordedAt")
    #expect(try store.append(plainRecord()).sequence == 1)
  }

  @Test func theConnectionThatAppendsIsDurable() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<2 {
      let store = try RecordStore(path: folder.records)
      let settings = try store.withWriter { db in
        try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map { name in
          try String.fetchOne(db, sql: "PRAGMA \(name)")
        }
      }
      #expect(settings == ["2", "wal", "1", "5000"])
      try store.close()
    }
  }

  @Test func appendsFromSeveralThreadsTakeTurns() async throws {
    let folder = try TemporaryFolder()
    let first = try RecordStore(path: folder.records)
    let second = try RecordStore(path: folder.records)
    let numbers = try await withThrowingTaskGroup(of: [Int64?].self) { group in
      for index in 0..<16 {
        group.addTask {
          let store = index.isMultiple(of: 2) ? first : second
          return try (0..<4).map { _ in try store.append(plainRecord()).sequence }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.compactMap { $0 }.sorted() == Array(1...64))
    #expect(try first.reader.latestSequence() == 64)
  }

  @Test(arguments: 0..<5)
  func severalMayCreateTheFileAtOnce(round: Int) async throws {
    let folder = try TemporaryFolder()
    let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
      for _ in 0..<6 {
        group.addTask { try RecordStore(path: folder.records).append(plainRecord()).sequence }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.compactMap { $0 }.sorted() == Array(1...6))
  }
}
