import Decision
import Foundation
import Testing

@testable import Traceability

@Suite struct ShiftPlanTests {
  private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  @Test func shiftsBeginByTheClockOnTheWall() throws {
    let plan = try #require(ShiftPlan("22:00,06:00,14:00", zone: berlin))
    func begin(_ text: String) throws -> String {
      RecordTime.text(plan.begin(of: try #require(RecordTime.date(text))))
    }
    #expect(plan.starts == [360, 840, 1320])
    #expect(try begin("2025-06-01T06:30:00.000Z") == "2025-06-01T04:00:00.000Z")
    #expect(try begin("2025-06-01T12:00:00.000Z") == "2025-06-01T12:00:00.000Z")
    #expect(try begin("2025-06-01T11:59:59.999Z") == "2025-06-01T04:00:00.000Z")
    // After midnight: the shift of the day before.
    #expect(try begin("2025-06-01T00:10:00.000Z") == "2025-05-31T20:00:00.000Z")
    // The night in which clocks go forward at 01:00Z: 06:00 is 04:00Z, not 05:00Z.
    #expect(try begin("2025-03-30T04:30:00.000Z") == "2025-03-30T04:00:00.000Z")
  }

  @Test(arguments: ["", "6:00", "06:00,", "24:00", "06:60", "06:00;14:00", "ab:cd", "06:00:00"])
  func whatIsNoTimeOfDayIsRefused(_ text: String) {
    #expect(ShiftPlan(text, zone: berlin) == nil)
  }
}

@Suite struct OverviewTests {
  private let plan = ShiftPlan(starts: [0], zone: .gmt)

  @Test func aGlanceAtTheLineCountsHourShiftAndLot() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let counting = RunningCount(store.reader)
    let empty = try store.reader.lineOverview(at: sampleTime, shifts: plan, counting: counting)
    #expect(empty.newest == nil && empty.recent == [] && empty.hour.yield == nil)
    #expect(empty.lot == nil && empty.partsAMinute == 0)

    // The day before, two hours before, and every minute of the last ten.
    _ = try store.append(plainRecord(at: -86400, lot: "A"))
    _ = try store.append(plainRecord(at: -7200, verdict: .fail, lot: "B"))
    _ = try store.append(
      contentsOf: (0..<10).map {
        plainRecord(at: Double($0 - 10) * 60 + 1, verdict: $0 < 2 ? .fail : .pass, lot: "B")
      })
    var seen = try store.reader.lineOverview(at: sampleTime, shifts: plan, counting: counting)
    #expect(seen.newest?.sequence == 12)
    #expect(seen.recent.map(\.sequence) == Array((1...12).reversed()))
    #expect(
      seen.hour == YieldCount(recorded: [.pass: 8, .fail: 2], counting: [.pass: 8, .fail: 2]))
    #expect(seen.shift.recorded == [.pass: 8, .fail: 3])
    #expect(seen.lot?.yield == 8.0 / 11)
    #expect(seen.partsAMinute == 1)

    // Overrides count, also of records that were counted before; records of either kind are added.
    _ = try store.override(sequence: 2, with: .pass, operator: "q", reason: "dust")
    _ = try store.append(plainRecord(at: -1, verdict: .review, lot: "B"))
    seen = try store.reader.lineOverview(at: sampleTime, shifts: plan, counting: counting)
    #expect(seen.hour.counting == [.pass: 8, .fail: 2, .review: 1])
    #expect(seen.shift.recorded == [.pass: 8, .fail: 3, .review: 1])
    #expect(seen.shift.counting == [.pass: 9, .fail: 2, .review: 1])
    #expect(seen.lot == (try store.reader.yieldCount(matching: RecordQuery(lot: "B"))))
  }

  @Test func alarmsAreOnUntilTheyEnd() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    func alarm(
      _ kind: String, _ folder: String?, _ state: StationAlarm.State, at seconds: Double
    ) -> StationAlarm {
      StationAlarm(
        date: sampleTime.addingTimeInterval(seconds), kind: kind, folder: folder,
        sentence: "\(kind) \(state)", state: state)
    }
    var entries = StationEntries()
    entries.alarms = [
      alarm("disk", "a", .raised, at: 0), alarm("disk", "b", .raised, at: 1),
      alarm("clock", nil, .raised, at: 2), alarm("disk", "a", .ended, at: 3),
      alarm("records", nil, .raised, at: 4), alarm("records", nil, .ended, at: 5),
      alarm("records", nil, .raised, at: 6),
    ]
    _ = try store.append(entries)
    func kinds(at seconds: Double) throws -> [String] {
      try store.reader.currentAlarms(at: sampleTime.addingTimeInterval(seconds)).map {
        $0.kind + ($0.folder ?? "")
      }
    }
    #expect(try kinds(at: 10) == ["records", "clock", "diskb"])
    #expect(try kinds(at: 4000) == ["records", "diskb"])
    #expect(
      try store.reader.alarms(
        since: sampleTime.addingTimeInterval(3), until: sampleTime.addingTimeInterval(5),
        newest: 10
      ).map(\.state) == [.raised, .ended])
    try store.endOpenAlarms(at: sampleTime.addingTimeInterval(20))
    #expect(try kinds(at: 30) == [])
  }

  @Test func pagesDoNotMoveWhenRecordsAreAppended() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let reader = store.reader
    _ = try store.append(
      contentsOf: (1...25).map { plainRecord(verdict: $0.isMultiple(of: 2) ? .fail : .pass) })
    func numbers(_ query: RecordQuery, _ place: RecordPage.Place) throws -> [Int64?] {
      try reader.page(matching: query, at: place, length: 10).records.map(\.sequence)
    }
    let all = RecordQuery()
    let first = try reader.page(matching: all, at: .newest, length: 10)
    #expect(first.records.map(\.sequence) == Array((16...25).reversed()))
    #expect(!first.hasNewer && first.hasOlder)
    _ = try store.append(plainRecord())
    let second = try reader.page(matching: all, at: .olderThan(16), length: 10)
    #expect(second.records.map(\.sequence) == Array((6...15).reversed()))
    #expect(second.hasNewer && second.hasOlder)
    let last = try reader.page(matching: all, at: .olderThan(6), length: 10)
    #expect(last.records.count == 5 && last.hasNewer && !last.hasOlder)
    #expect(try numbers(all, .newerThan(15)) == Array((16...25).reversed()))
    // Fewer than a page: the newest page.
    #expect(try numbers(all, .newerThan(20)) == Array((17...26).reversed()))
    let fails = RecordQuery(verdicts: [.fail])
    #expect(try numbers(fails, .olderThan(20)) == [18, 16, 14, 12, 10, 8, 6, 4, 2])
    #expect(try reader.page(matching: fails, at: .olderThan(2), length: 10).hasNewer)
    #expect(try numbers(RecordQuery(lot: "none"), .newest) == [])
  }

  @Test func classesAreToldOnceInOrder() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    #expect(try store.reader.defectClasses() == [])
    let classes = ["划痕", "open", "open", "short"].map { DefectClass(rawValue: $0) }
    _ = try store.append(plainRecord(verdict: .fail, classes: classes))
    _ = try store.append(plainRecord(verdict: .fail, classes: classes))
    #expect(try store.reader.defectClasses().map(\.rawValue) == ["open", "short", "划痕"])
  }

  @Test func aPartsPageHasItsHistoryAndItsSeal() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(plainRecord(verdict: .fail, serial: "S"))
    _ = try store.append(fullRecord())
    _ = try store.append(plainRecord(serial: "S"))
    let part = try #require(try store.reader.partOverview(sequence: 1))
    #expect(part.history.map(\.sequence) == [3, 1])
    #expect(!part.hasMoreHistory && part.pruning == nil && part.newest == 3)
    for sequence in Int64(1)...3 {
      guard case .intact(let link) = try store.reader.seal(of: sequence) else {
        Issue.record("record \(sequence) is not intact")
        continue
      }
      #expect(link.position == sequence)
    }
    #expect(try store.reader.partOverview(sequence: 4) == nil)
    try foreignConnection(to: folder.records).write { db in
      try db.execute(
        sql: """
          DROP TRIGGER records_refuse_update;
          UPDATE records SET verdict = 'pass' WHERE sequence = 1
          """)
    }
    guard case .changed = try store.reader.seal(of: 1) else {
      Issue.record("a changed record is not noticed")
      return
    }
  }

  @Test func theWorstPartsHaveTheLargestArea() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let open = DefectClass.open
    // Areas 0, 0+1 and 0+1+2 px².
    for count in [1, 3, 2, 3] {
      _ = try store.append(
        plainRecord(
          verdict: .fail, classes: Array(repeating: open, count: count),
          lot: count == 2 ? nil : "L"))
    }
    _ = try store.append(plainRecord(verdict: .review, classes: [open, open, open, open]))
    let reader = store.reader
    #expect(
      try reader.worstParts(since: nil, until: nil, limit: 3).map(\.sequence) == [2, 4, 3])
    #expect(
      try reader.worstParts(since: sampleTime, until: nil, lot: "L", limit: 9).map(\.sequence)
        == [2, 4, 1])
    #expect(try reader.worstParts(since: nil, until: sampleTime, limit: 3) == [])
  }
}
