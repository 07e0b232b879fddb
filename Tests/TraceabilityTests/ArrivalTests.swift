import Decision
import Foundation
import Testing

@testable import Traceability

@Suite("Arrivals") struct ArrivalTests {
  private func file(_ name: String, inode: UInt64 = 7, modified: Int64 = 1, device: UInt64 = 3)
    -> ArrivedFile
  {
    ArrivedFile(
      folder: Array("/line".utf8), name: Array(name.utf8), device: device, inode: inode,
      modified: modified, size: 10)
  }

  private func arrival(_ file: ArrivedFile, sha256: String, isToStay: Bool = true) -> Arrival {
    Arrival(
      file: file, arrivedAt: sampleTime, isToStay: isToStay, record: plainRecord(hash: sha256))
  }

  private func entries(_ arrivals: [Arrival]) -> StationEntries {
    var entries = StationEntries()
    entries.arrivals = arrivals
    return entries
  }

  private func withStore(_ body: (RecordStore) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try body(try RecordStore(path: folder.records))
  }

  @Test func arrivalIsRecordedOnceHoweverOftenItIsCommitted() throws {
    try withStore { store in
      let one = arrival(file("a.png"), sha256: "aa")
      let first = try store.append(entries([one]))
      guard case .new(let record, sameBytesAs: nil) = first[0] else {
        Issue.record("\(first)")
        return
      }
      #expect(record.sequence == 1)
      #expect(try store.append(entries([one])) == [.known(sequence: 1)])
      // Another number of the device, as after a restart of the machine, is the same file.
      let moved = arrival(file("a.png", device: 9), sha256: "aa")
      #expect(try store.append(entries([moved])) == [.known(sequence: 1)])
      #expect(try store.reader.latestSequence() == 1)
    }
  }

  @Test func oneFileTwiceInAGroupIsOneRecord() throws {
    try withStore { store in
      let one = arrival(file("a.png"), sha256: "aa")
      let outcomes = try store.append(entries([one, one]))
      #expect(outcomes.last == .known(sequence: 1))
      #expect(try store.reader.latestSequence() == 1)
    }
  }

  @Test func newBytesOrNewTimeAreANewArrivalAndSameBytesAreNoted() throws {
    try withStore { store in
      let outcomes = try store.append(
        entries([
          arrival(file("a.png"), sha256: "aa"), arrival(file("a.png"), sha256: "bb"),
          arrival(file("a.png", modified: 2), sha256: "aa"),
        ]))
      let same = outcomes.map { outcome -> Int64? in
        guard case .new(_, let earlier) = outcome else { return -1 }
        return earlier
      }
      #expect(same == [nil, nil, 1])
    }
  }

  @Test func namesComeBackByteForByteAndEndingsAreKept() throws {
    try withStore { store in
      var odd = file("x")
      odd.name = [0xFF, 0x2E, 0x70]
      _ = try store.append(entries([arrival(odd, sha256: "aa", isToStay: false)]))
      let open = try store.arrivalsWithoutEnding(after: 0, limit: 10)
      #expect(open.map(\.file) == [odd])
      var ended = StationEntries()
      ended.endings = [(1, .moved(to: [0x2F, 0xFE]))]
      ended.marks = ["listener": 1]
      _ = try store.append(ended)
      #expect(try store.knownArrivals(of: odd).map(\.ending) == [.moved(to: [0x2F, 0xFE])])
      #expect(try store.arrivalsWithoutEnding(after: 0, limit: 10).isEmpty)
      #expect(try store.mark("listener") == 1)
      #expect(try store.arrivalSequences(after: 0, limit: 9) == [1])
    }
  }

  @Test func anImageMayLieWhereItWasMovedAndWhereItCameIn() throws {
    try withStore { store in
      let files = [file("a.png"), file("b.png"), file("c.png")]
      _ = try store.append(
        entries(files.map { arrival($0, sha256: "aa", isToStay: false) }))
      var ended = StationEntries()
      ended.endings = [(1, .moved(to: [0x2F, 0xFE])), (2, .deleted)]
      _ = try store.append(ended)
      func came(_ index: Int) -> [UInt8] {
        files[index].folder + [UInt8(ascii: "/")] + files[index].name
      }
      let first = try #require(try store.reader.imageLocation(of: 1))
      #expect(first.paths == [[0x2F, 0xFE], came(0)] && first.deletion == nil)
      let second = try #require(try store.reader.imageLocation(of: 2))
      #expect(second.paths == [came(1)] && second.deletion != nil)
      let third = try #require(try store.reader.imageLocation(of: 3))
      #expect(third.paths == [came(2)] && third.sha256 == "aa" && third.deletion == nil)
      #expect(try store.reader.imageLocation(of: 4) == nil)
    }
  }

  @Test func alarmsAreKeptInTheirOrder() throws {
    try withStore { store in
      var entries = StationEntries()
      entries.alarms = [
        StationAlarm(
          date: Date(timeIntervalSince1970: 1), kind: "disk", folder: nil, sentence: "full",
          state: .raised),
        StationAlarm(
          date: Date(timeIntervalSince1970: 2), kind: "disk", folder: "/line", sentence: "full",
          state: .ended),
      ]
      _ = try store.append(entries)
      let found = try store.alarms(limit: 9)
      #expect(found.map(\.number) == [1, 2])
      #expect(found.map(\.state) == [.raised, .ended])
      #expect(try store.latestAlarm() == 2)
    }
  }
}
