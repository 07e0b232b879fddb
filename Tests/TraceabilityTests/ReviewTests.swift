import Decision
import Foundation
import Testing

@testable import Traceability

@Suite struct ReviewTests {
  private func store(_ folder: TemporaryFolder) throws -> RecordStore {
    let store = try RecordStore(path: folder.records)
    for verdict in [Verdict.pass, .fail, .review, .fail, .uninspectable, .review] {
      _ = try store.append(plainRecord(verdict: verdict))
    }
    return store
  }

  private func queue(_ store: RecordStore, _ verdicts: [Verdict] = [.review, .fail]) throws
    -> [Int64?]
  {
    try store.reader.reviewQueue(.undecided(verdicts), limit: 10).items.map(\.record.sequence)
  }

  @Test func whatIsDecidedLeavesTheQueueAndUnsureStays() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    #expect(try queue(store) == [6, 4, 3, 2])
    #expect(try queue(store, [.review]) == [6, 3])
    // Confirmed: the verdict stays, and it is known who said so.
    let confirmed = try store.decide(.reject, about: 2, reviewer: "li", reason: "real")
    #expect(confirmed.override == nil)
    let accepted = try store.decide(.accept, about: 3, reviewer: "li", reason: "dust")
    #expect(accepted.override == 1)
    _ = try store.decide(.unsure, about: 6, reviewer: "li", reason: "cannot see")
    _ = try store.override(sequence: 4, with: .pass, operator: "cli", reason: "dust")
    let waiting = try store.reader.reviewQueue(.undecided([.review, .fail]), limit: 10)
    #expect(waiting.items.map(\.record.sequence) == [6])
    #expect(waiting.items.first?.decisions.map(\.answer) == [.unsure])
    #expect(waiting.count == 1 && !waiting.isMore)
    #expect(try store.reader.record(sequence: 3)?.finalVerdict == .pass)
    #expect(try store.reader.record(sequence: 2)?.finalVerdict == .fail)
    #expect(try ChainVerifier(store.reader).verify().firstBreak == nil)
    #expect(try ChainVerifier(store.reader).verify().overrides == 2)
  }

  @Test func aSecondOpinionIsAskedOfOthersOnly() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    _ = try store.decide(.accept, about: 3, reviewer: "li", reason: "dust")
    _ = try store.decide(.unsure, about: 6, reviewer: "li", reason: "cannot see")
    func asked(_ person: String) throws -> [Int64?] {
      try store.reader.reviewQueue(.decidedByOthers(than: person), limit: 10).items.map(
        \.record.sequence)
    }
    #expect(try asked("li") == [])
    #expect(try asked("wang") == [3])
    _ = try store.decide(.reject, about: 3, reviewer: "wang", reason: "real")
    #expect(try asked("wang") == [])
    #expect(try store.reader.record(sequence: 3)?.finalVerdict == .fail)
  }

  @Test func reviewersAreComparedByTheirLastDecisions() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    _ = try store.decide(.accept, about: 2, reviewer: "li", reason: "a")
    _ = try store.decide(.reject, about: 2, reviewer: "wang", reason: "b")
    _ = try store.decide(.reject, about: 2, reviewer: "li", reason: "c")
    _ = try store.decide(.accept, about: 3, reviewer: "li", reason: "d")
    let shared = try store.reader.sharedReviews()
    #expect(shared.map(\.sequence) == [2, 2])
    #expect(shared.map(\.reviewer) == ["wang", "li"])
    #expect(shared.map(\.answer) == [.reject, .reject])
    #expect(try store.reader.reviews(of: 2).count == 3)
  }

  @Test func decisionsSayWhoAndWhyAboutARecordThatThereIs() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let noReason = recordError {
      _ = try store.decide(.accept, about: 2, reviewer: "li", reason: " ")
    }
    #expect(
      noReason == .invalidRecord(field: "reason", reason: "it is empty; say it in words"))
    let nobody = recordError { _ = try store.decide(.accept, about: 2, reviewer: "", reason: "x") }
    #expect(nobody == .invalidRecord(field: "operator", reason: "it is empty; say it in words"))
    let missing = recordError {
      _ = try store.decide(.accept, about: 7, reviewer: "li", reason: "x")
    }
    #expect(missing == .noSuchRecord(sequence: 7, newest: 6))
    #expect(try store.reader.reviews(of: 2) == [])
    #expect(try store.reader.overriddenRecords() == [])
  }

  @Test func decisionsAreNeverChanged() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    _ = try store.decide(.accept, about: 2, reviewer: "li", reason: "x")
    for sql in [
      "UPDATE record_reviews SET decision = 'reject'", "DELETE FROM record_reviews",
      "INSERT OR REPLACE INTO record_reviews VALUES (1, 2, '', 'reject', 'li', 'x', NULL)",
    ] {
      #expect(throws: (any Error).self) {
        try foreignConnection(to: folder.records).write { db in try db.execute(sql: sql) }
      }
    }
  }
}
