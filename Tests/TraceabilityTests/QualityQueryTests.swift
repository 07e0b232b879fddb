import Decision
import Foundation
import GRDB
import Pixels
import TestSupport
import Testing

@testable import Traceability

/// Statistics compared with what going through all records one by one gives.
struct QualityQueryTests {
  /// Records of a few days at irregular times, two recipes, parts that come again, overrides.
  private static func made(_ count: Int, seed: UInt64) -> [InspectionRecord] {
    var random = TestRandom(seed)
    var seconds = 0.0
    return (0..<count).map { index in
      // Now and then the clock is set back.
      seconds += random.chance(0.02) ? -Double(random.int(1...4000)) : Double(random.int(1...1500))
      let verdict: Verdict =
        random.chance(0.7) ? .pass : [.fail, .review, .uninspectable][random.int(0...2)]
      let isBad = verdict == .fail || verdict == .review
      var record = plainRecord(
        at: seconds, verdict: verdict,
        classes: isBad
          ? Array([DefectClass.open, .short, .spur].shuffled(using: &random).prefix(2)) : [],
        recipe: random.chance(0.8) ? "board" : "cover", version: 1 + index / 150,
        lot: random.chance(0.1) ? nil : "L\(index / 40)",
        serial: random.chance(0.1) ? nil : "S\(random.int(0...max(1, count / 2)))")
      record.utcOffset = random.chance(0.1) ? nil : index > count / 2 ? 7200 : 20_700
      record.station = random.chance(0.5) ? "line 1" : nil
      record.imageSize = PixelSize(width: 100, height: 50)
      record.health = PictureHealth(
        measurements: [PictureHealth.Measurement(name: "level", value: Double(index))],
        findings: [])
      record.timings = [StageTiming(stage: "decode", milliseconds: Double(index) / 2)]
      return record
    }
  }

  private static func filled(_ folder: TemporaryFolder, seed: UInt64 = 1) throws -> RecordStore {
    let store = try RecordStore(path: folder.records)
    let records = try store.append(contentsOf: made(300, seed: seed))
    var random = TestRandom(seed + 100)
    for _ in 0..<60 {
      let sequence = Int64(random.int(1...records.count))
      guard let record = try store.reader.record(sequence: sequence) else { continue }
      let new: Verdict = record.finalVerdict == .pass ? .fail : .pass
      _ = try store.override(sequence: sequence, with: new, operator: "o", reason: "r")
    }
    return store
  }

  private static let filters: [QualityFilter] = [
    QualityFilter(), QualityFilter(basis: .recorded),
    QualityFilter(recipe: .init(name: "board")),
    QualityFilter(recipe: .init(name: "board", version: 2), basis: .recorded),
    QualityFilter(station: "line 1"), QualityFilter(lot: "L3"),
    QualityFilter(since: sampleTime.addingTimeInterval(20_000.123)),
    QualityFilter(until: sampleTime.addingTimeInterval(90_000.7)),
    QualityFilter(
      since: sampleTime.addingTimeInterval(30_001), until: sampleTime.addingTimeInterval(120_077)),
    QualityFilter(
      since: sampleTime.addingTimeInterval(40_000), until: sampleTime.addingTimeInterval(40_300)),
    QualityFilter(since: sampleTime.addingTimeInterval(1e9)),
  ]

  /// The records that `filter` wants, with the verdict that it takes.
  private func wanted(
    _ filter: QualityFilter, _ store: RecordStore
  ) throws -> [(record: InspectionRecord, verdict: Verdict)] {
    try store.reader.records(matching: RecordQuery(order: .oldestFirst)).filter { record in
      (filter.since.map { record.recordedAt >= $0 } ?? true)
        && (filter.until.map { record.recordedAt < $0 } ?? true)
        && (filter.recipe.map { $0.name == record.recipe } ?? true)
        && (filter.recipe?.version.map { $0 == record.recipeVersion } ?? true)
        && (filter.station.map { $0 == record.station } ?? true)
        && (filter.lot.map { $0 == record.lot } ?? true)
    }.map { ($0, filter.basis == .counting ? $0.finalVerdict : $0.verdict) }
  }

  private func defects(_ record: InspectionRecord, _ filter: QualityFilter) -> [Defect] {
    filter.basis == .counting && record.overrides.last?.newVerdict == .pass ? [] : record.defects
  }

  @Test(arguments: filters)
  func countsAreThoseOfTheRecords(filter: QualityFilter) throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder)
    let records = try wanted(filter, store)
    let counts = try store.reader.qualityCounts(filter)
    for verdict in Verdict.allCases {
      #expect(counts[verdict] == records.count { $0.verdict == verdict })
    }
    #expect(counts.defects == records.reduce(0) { $0 + defects($1.record, filter).count })
    #expect(counts.total == records.count)
    // Each way of putting them together has all of them.
    for subgrouping in [Subgrouping.hour, .day, .lot, .shift(starts: [360, 850, 1320])] {
      let groups = try store.reader.qualitySubgroups(filter, by: subgrouping)
      #expect(groups.reduce(0) { $0 + $1.counts.total } == counts.total)
      #expect(groups.reduce(0) { $0 + $1.counts.defects } == counts.defects)
      #expect(groups.allSatisfy { $0.counts.total > 0 })
    }
  }

  @Test(arguments: filters)
  func hoursAreThoseOnTheWall(filter: QualityFilter) throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder)
    var expected: [Double: [Verdict: Int]] = [:]
    for (record, verdict) in try wanted(filter, store) {
      let local = record.recordedAt.timeIntervalSince1970 + Double(record.utcOffset ?? 0)
      expected[(local / 3600).rounded(.down) * 3600, default: [:]][verdict, default: 0] += 1
    }
    let groups = try store.reader.qualitySubgroups(filter, by: .hour)
    var found: [Double: [Verdict: Int]] = [:]
    for group in groups {
      let local = group.start.timeIntervalSince1970 + Double(group.utcOffset)
      for verdict in Verdict.allCases where group.counts[verdict] > 0 {
        found[local, default: [:]][verdict] = group.counts[verdict]
      }
    }
    #expect(found == expected)
  }

  @Test func lotsAndShiftsAreTold() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    // 6:30 UTC is 8:30 on the wall.
    func record(_ hours: Double, _ lot: String?) -> InspectionRecord {
      var record = plainRecord(at: hours * 3600, lot: lot)
      record.utcOffset = 7200
      return record
    }
    _ = try store.append(
      contentsOf: [
        record(0, "B"), record(1, "A"), record(6, "B"), record(15, nil), record(22, "B"),
      ])
    let lots = try store.reader.qualitySubgroups(by: .lot)
    #expect(lots.map(\.lot) == ["B", "A", nil] && lots.map(\.counts.total) == [3, 1, 1])
    #expect(lots[0].start == sampleTime)
    let shifts = try store.reader.qualitySubgroups(by: .shift(starts: [1320, 360, 840]))
    // 8:30 and 9:30; 14:30; 23:30; 6:30 of the next day.
    #expect(shifts.map(\.counts.total) == [2, 1, 1, 1])
    #expect(
      shifts.map { $0.start.timeIntervalSince(sampleTime) / 3600 } == [-2.5, 5.5, 13.5, 21.5])
    let late = try store.reader.qualitySubgroups(by: .shift(starts: [540]))
    #expect(late.map { $0.start.timeIntervalSince(sampleTime) / 3600 } == [-23.5, 0.5])
    #expect(try store.reader.qualitySubgroups(by: .day).map(\.counts.total) == [4, 1])
  }

  @Test(arguments: filters)
  func classesAreThoseOfTheRecords(filter: QualityFilter) throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder)
    var expected: [DefectClass: (Int, Int)] = [:]
    for (record, _) in try wanted(filter, store) {
      for defect in defects(record, filter) { expected[defect.defectClass, default: (0, 0)].0 += 1 }
      for name in Set(defects(record, filter).map(\.defectClass)) {
        expected[name, default: (0, 0)].1 += 1
      }
    }
    let found = try store.reader.defectsByClass(filter)
    #expect(found.count == expected.count)
    for row in found {
      #expect(row.defects == expected[row.defectClass]?.0)
      #expect(row.inspections == expected[row.defectClass]?.1)
    }
    #expect(found.map(\.defects) == found.map(\.defects).sorted(by: >))
  }

  @Test(arguments: filters)
  func yieldsAreThoseOfTheSerialNumbers(filter: QualityFilter) throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder, seed: 5)
    let all = try store.reader.records(matching: RecordQuery(order: .oldestFirst))
    let wanted = Set(try wanted(filter, store).compactMap(\.record.sequence))
    func passes(_ record: InspectionRecord?) -> Bool {
      (filter.basis == .counting ? record?.finalVerdict : record?.verdict) == .pass
    }
    let parts = Dictionary(grouping: all.filter { $0.serial != nil }) { [$0.serial, $0.recipe] }
      .values.filter { wanted.contains($0[0].sequence ?? 0) }
    let found = try store.reader.serialYield(filter)
    #expect(found.parts == parts.count)
    #expect(found.passedFirst == parts.count { passes($0.first) })
    #expect(found.passedLast == parts.count { passes($0.last) })
    #expect(found.repeated == parts.count { $0.count > 1 })
  }

  @Test func placesAreCountedInCells() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    func record(_ boxes: [PixelBox], width: Int = 100) -> InspectionRecord {
      var record = plainRecord(verdict: .fail)
      record.imageSize = PixelSize(width: width, height: 50)
      record.defects = boxes.map { Defect(defectClass: .open, confidence: 1, area: 1, box: $0) }
      return record
    }
    #expect(try store.reader.defectMap() == nil)
    _ = try store.append(
      contentsOf: [
        record([PixelBox(x1: 0, y1: 0, x2: 4, y2: 4), PixelBox(x1: 90, y1: 40, x2: 110, y2: 60)]),
        record([PixelBox(x1: 5, y1: 5, x2: 9, y2: 9)], width: 200),
        record([PixelBox(x1: -9, y1: 3, x2: 5, y2: 5), PixelBox(x1: 49, y1: 0, x2: 52, y2: 2)]),
        plainRecord(verdict: .fail, classes: [.short]),
      ])
    let map = try #require(try store.reader.defectMap(columns: 10))
    #expect(map.columns == 10 && map.rows == 5 && map.newest == 3)
    #expect(map.imageSize == PixelSize(width: 100, height: 50) && map.leftOut == 2)
    #expect(map.total == 4 && map.counts[0] == 2 && map.counts[5] == 1 && map.counts[49] == 1)
    #expect(try store.reader.defectMap(defectClass: .short)?.total == 0)
  }

  @Test func measuredValuesAreThoseOfTheRecords() throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder)
    let all = try store.reader.measuredValues(of: .health("level"))
    #expect(all.map(\.value) == (0..<300).map(Double.init))
    #expect(all.map(\.sequence) == Array(1...300))
    let some = try store.reader.measuredValues(of: .timing("decode"), limit: 30)
    #expect(some.map(\.value) == (0..<30).map { Double($0) * 5 })
    let filter = QualityFilter(
      since: sampleTime.addingTimeInterval(30_000), recipe: .init(name: "cover"))
    let few = try store.reader.measuredValues(of: .health("level"), filter)
    #expect(few.map(\.sequence) == (try wanted(filter, store).compactMap(\.record.sequence)))
    let areas = try store.reader.measuredValues(of: .defectArea)
    #expect(
      areas.count == 300 && areas.contains { $0.value == 0 } && areas.contains { $0.value > 0 })
    #expect(try store.reader.measuredValues(of: .health("none")).isEmpty)
    #expect(
      try store.reader.measuredQuantities() == [
        .health("level"), .timing("decode"), .totalTime, .defectArea,
      ])
    #expect(try store.reader.measuredQuantities(Self.filters[10]).isEmpty)
    for quantity in try store.reader.measuredQuantities() {
      #expect(MeasuredQuantity(name: quantity.name) == quantity)
    }
  }

  @Test func subgroupsHaveTheFirstValues() throws {
    let folder = try TemporaryFolder()
    let store = try Self.filled(folder)
    for subgrouping in [Subgrouping.day, .lot] {
      let filter = QualityFilter(recipe: .init(name: "board"))
      let groups = try store.reader.measuredSubgroups(
        of: .health("level"), filter, by: subgrouping, size: 4)
      #expect(
        groups.map(\.subgroup) == (try store.reader.qualitySubgroups(filter, by: subgrouping)))
      for group in groups {
        #expect(group.values.count <= 4 && !group.values.isEmpty)
        #expect(group.values.allSatisfy { group.subgroup.span.contains($0.recordedAt) })
        let records = try group.values.map {
          try #require(try store.reader.record(sequence: $0.sequence))
        }
        #expect(records.allSatisfy { $0.recipe == "board" })
        if subgrouping == .lot { #expect(records.allSatisfy { $0.lot == group.subgroup.lot }) }
      }
    }
  }

  @Test func emptyFilesHaveNothing() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    #expect(try store.reader.qualityCounts() == QualityCounts())
    #expect(try store.reader.qualitySubgroups(by: .hour).isEmpty)
    #expect(try store.reader.defectsByClass().isEmpty)
    #expect(try store.reader.serialYield().parts == 0)
    #expect(try store.reader.measuredValues(of: .totalTime).isEmpty)
    #expect(try store.reader.measuredQuantities().isEmpty)
  }
}
