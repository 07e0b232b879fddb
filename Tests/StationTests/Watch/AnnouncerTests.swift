import Foundation
import Synchronization
import Testing
import Traceability

@testable import Station

@Suite("Telling the station's listener") struct AnnouncerTests {
  private func commit(_ numbers: ClosedRange<Int64>, _ store: RecordStore) throws
    -> [InspectionRecord]
  {
    var entries = StationEntries()
    entries.arrivals = numbers.map { number in
      Arrival(
        file: ArrivedFile(
          folder: [0x2F], name: [0x61], device: 1, inode: UInt64(number), modified: number, size: 1),
        arrivedAt: Date(),
        record: InspectionRecord(
          recordedAt: Date(), imagePath: "a", imageSHA256: "\(number)", verdict: .pass, reason: "",
          defects: [], timings: [], recipe: "r", recipeVersion: 1, recipeSHA256: "1",
          effectiveParameters: "{}", software: "s"))
    }
    return try store.append(entries).compactMap { outcome in
      guard case .new(let record, _) = outcome else { return nil }
      return record
    }
  }

  /// A records file with `count` records, of which the listener has heard those up to number `told`.
  private func store(
    _ folder: TestFolder, recorded count: Int64, told: Int64? = nil
  ) throws -> RecordStore {
    let store = try RecordStore(path: folder.path("r.sqlite"))
    if count > 0 { _ = try commit(1...count, store) }
    if let told {
      var marks = StationEntries()
      marks.marks = ["listener": told]
      _ = try store.append(marks)
    }
    return store
  }

  private func finish(_ announcer: Announcer, on thread: DispatchSemaphore) {
    announcer.close(within: .seconds(60))
    #expect(thread.wait(timeout: .now() + 60) == .success)
  }

  private func start(_ announcer: Announcer) throws -> DispatchSemaphore {
    try announcer.begin()
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      announcer.run()
      ended.signal()
    }
    return ended
  }

  @Test func aListenerThatStallsHearsAllLaterAndHoldsNobodyUp() throws {
    try withFolder { folder in
      let store = try store(folder, recorded: 0, told: 0)
      let journal = StationJournal()
      let gate = DispatchSemaphore(value: 0)
      let heard = Mutex<[Int64]>([])
      let all = DispatchSemaphore(value: 0)
      let announcer = Announcer(
        store: store, journal: journal, alarms: AlarmBook(journal: journal) { _ in }, capacity: 4,
        patience: .milliseconds(1)
      ) { record in
        if record.sequence == 1 { gate.wait() }
        let count = heard.withLock {
          $0.append(record.sequence ?? 0)
          return $0.count
        }
        if count == 40 { all.signal() }
      }
      let ended = try start(announcer)
      // Far more than the queue holds, and none of these calls waits.
      for first in stride(from: Int64(1), to: 41, by: 8) {
        for record in try commit(first...(first + 7), store) { announcer.announce(record) }
      }
      var alarms: [StationAlarm] = []
      while alarms.isEmpty {
        Thread.sleep(forTimeInterval: 0.01)
        announcer.check()
        alarms = journal.take().alarms
      }
      #expect(alarms.map(\.kind) == ["listener"])
      gate.signal()
      #expect(all.wait(timeout: .now() + 60) == .success)
      finish(announcer, on: ended)
      #expect(heard.withLock { $0 } == Array(1...40))
      let rest = journal.take()
      #expect(rest.alarms.map(\.state) == [.ended])
      #expect(rest.marks["listener"] == 40)
    }
  }

  @Test func whatACrashKeptFromBeingToldIsToldAtTheStart() throws {
    try withFolder { folder in
      let store = try store(folder, recorded: 5, told: 3)
      let journal = StationJournal()
      let heard = Mutex<[Int64]>([])
      let announcer = Announcer(
        store: store, journal: journal, alarms: AlarmBook(journal: journal) { _ in }
      ) { record in heard.withLock { $0.append(record.sequence ?? 0) } }
      finish(announcer, on: try start(announcer))
      #expect(heard.withLock { $0 } == [4, 5])
      #expect(journal.take().marks["listener"] == 5)
    }
  }

  @Test func aNewStationTellsWhatComesAndNothingOfBefore() throws {
    try withFolder { folder in
      let store = try store(folder, recorded: 5)
      let journal = StationJournal()
      let heard = Mutex<[Int64]>([])
      let announcer = Announcer(
        store: store, journal: journal, alarms: AlarmBook(journal: journal) { _ in }
      ) { record in heard.withLock { $0.append(record.sequence ?? 0) } }
      let ended = try start(announcer)
      // Recorded before the thread looks, and before the mark was written.
      for record in try commit(6...7, store) { announcer.announce(record) }
      finish(announcer, on: ended)
      #expect(heard.withLock { $0 } == [6, 7])
      #expect(journal.take().marks["listener"] == 7)
    }
  }

  @Test func aSlowListenerIsNotWaitedForAtTheEnd() throws {
    try withFolder { folder in
      let store = try store(folder, recorded: 500, told: 0)
      let journal = StationJournal()
      let heard = Mutex<[Int64]>([])
      let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let announcer = Announcer(
        store: store, journal: journal, alarms: AlarmBook(journal: journal) { _ in }
      ) { record in
        heard.withLock { $0.append(record.sequence ?? 0) }
        begun.signal()
        gate.wait()
      }
      let ended = try start(announcer)
      begun.wait()
      announcer.close(within: .zero)
      gate.signal()
      #expect(ended.wait(timeout: .now() + 60) == .success)
      // The others are told after the next start.
      #expect(heard.withLock { $0 } == [1])
      #expect(journal.take().marks["listener"] == 1)
    }
  }
}
