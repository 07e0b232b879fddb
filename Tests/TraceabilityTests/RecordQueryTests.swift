import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

/// Queries answered by going through all records, as the oracle for those answered by index.
private func answer(_ query: RecordQuery, over records: [InspectionRecord]) -> [InspectionRecord] {
  let newestFirst = query.order == .newestFirst
  let matching = records.filter { record in
    if let serial = query.serial, record.serial != serial { return false }
    if let lot = query.lot, record.lot != lot { return false }
    if !query.verdicts.isEmpty, !query.verdicts.contains(record.verdict) { return false }
    if let wanted = query.defectClass, !record.defects.contains(where: { $0.defectClass == wanted })
    {
      return false
    }
    if let since = query.since, record.recordedAt < since { return false }
    if let until = query.until, record.recordedAt >= until { return false }
    if let recipe = query.recipe {
      if record.recipe != recipe.name { return false }
      if let version = recipe.version, record.recipeVersion != version { return false }
    }
    if let hash = query.imageSHA256, record.imageSHA256 != hash { return false }
    if let after = query.after, let sequence = record.sequence {
      return newestFirst ? sequence < after : sequence > after
    }
    return true
  }
  let ordered = newestFirst ? matching.reversed() : matching
  return Array(ordered.prefix(query.limit ?? .max))
}

/// 5,000 records in three blocks, with the clock set back an hour in the middle and one record
/// from a clock that had lost its battery.
private func history() -> [InspectionRecord] {
  let classes: [DefectClass] = [.open, .short, .spur]
  return (0..<5000).map { index in
    let verdict: Verdict =
      if index % 500 == 499 {
        .uninspectable
      } else if index % 50 == 7 {
        .review
      } else if index % 10 == 3 {
        .fail
      } else {
        .pass
      }
    let count = verdict == .fail ? 1 + index / 10 % 3 : 0
    let found = (0..<count).map { classes[(index / 30 + $0) % 2] }
    let seconds = index == 4321 ? -1.7e9 : Double(index) * 10 - (index > 2500 ? 3600 : 0)
    return plainRecord(
      at: seconds, verdict: verdict, classes: found + (index == 1234 ? [.spur] : []),
      recipe: index % 1000 == 5 ? "other" : "bare-pcb", version: 1 + index / 1700,
      lot: index % 7 == 6 ? nil : "L\(index / 300)", serial: "S\(index % 4000)",
      hash: "hash\(index / 2)")
  }
}

/// Several values for each condition, in every pair, newest and oldest first, and with a third.
private func queries() -> [RecordQuery] {
  @Sendable func time(_ index: Double) -> Date { sampleTime.addingTimeInterval(index * 10) }
  let changes: [[@Sendable (inout RecordQuery) -> Void]] = [
    [{ $0.serial = "S17" }, { $0.serial = "none" }],
    [{ $0.lot = "L3" }, { $0.lot = "none" }],
    [
      { $0.verdicts = [.uninspectable] }, { $0.verdicts = [.pass] },
      { $0.verdicts = [.fail, .review] }, { $0.verdicts = Set(Verdict.allCases) },
    ],
    [{ $0.defectClass = .open }, { $0.defectClass = .spur }, { $0.defectClass = .copper }],
    [{ $0.since = time(2300) }, { $0.since = time(1e6) }, { $0.since = .distantPast }],
    [{ $0.until = time(2400) }, { $0.until = time(4600) }, { $0.until = time(-1e6) }],
    [
      { $0.recipe = .init(name: "bare-pcb", version: 2) }, { $0.recipe = .init(name: "other") },
      { $0.recipe = .init(name: "none") },
    ],
    [{ $0.imageSHA256 = "hash8" }],
    [{ $0.after = 2048 }, { $0.after = 2049 }, { $0.after = 0 }, { $0.after = 1_000_000 }],
  ]
  var queries = [RecordQuery(order: .newestFirst), RecordQuery(order: .oldestFirst)]
  func add(_ query: RecordQuery, _ change: (inout RecordQuery) -> Void) -> RecordQuery {
    var changed = query
    change(&changed)
    changed.order = queries.count.isMultiple(of: 2) ? .newestFirst : .oldestFirst
    queries.append(changed)
    changed.order = queries.count.isMultiple(of: 2) ? .newestFirst : .oldestFirst
    return changed
  }
  for (first, firstChanges) in changes.enumerated() {
    for one in firstChanges {
      let single = add(add(RecordQuery(), one)) { _ in }
      for second in (first + 1)..<max(changes.count, first + 1) {
        for two in changes[second] {
          let pair = add(add(single, two)) { _ in }
          for third in (second + 1)..<max(changes.count, second + 1) {
            _ = add(pair, changes[third][0])
          }
        }
      }
    }
  }
  return queries
}

extension RecordQuery {
  fileprivate func inOrder(_ order: Order) -> RecordQuery {
    var query = self
    query.order = order
    return query
  }
}

struct RecordQueryTests {
  @Test func everyCombinationOfConditionsAgreesWithGoingThroughAllRecords() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let records = try store.append(contentsOf: history())
    for var query in queries() {
      let expected = answer(query, over: records)
      let counts = try store.reader.counts(matching: query)
      #expect(
        counts == Dictionary(grouping: expected, by: \.verdict).mapValues(\.count), "\(query)")
      query.limit = 7
      #expect(try store.reader.records(matching: query) == Array(expected.prefix(7)), "\(query)")
    }
  }

  @Test func pagesFollowEachOtherWithoutLossOrRepetition() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let records = try store.append(contentsOf: history())
    for order in [RecordQuery.Order.newestFirst, .oldestFirst] {
      var query = RecordQuery(verdicts: [.fail, .review], order: order, limit: 100)
      var collected: [InspectionRecord] = []
      while case let page = try store.reader.records(matching: query), !page.isEmpty {
        collected += page
        query.after = page.last?.sequence
      }
      query.after = nil
      query.limit = nil
      #expect(collected == answer(query, over: records))
    }
  }

  @Test func goingThroughAllRecordsGivesWhatTheQueryGives() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: history())
    for order in [RecordQuery.Order.newestFirst, .oldestFirst] {
      for limit in [nil, 0, 1, 256, 257, 600, 9999] {
        for after: Int64? in [nil, 2000] {
          let query = RecordQuery(order: order, limit: limit, after: after)
          var collected: [InspectionRecord] = []
          try store.reader.forEachRecord(matching: query) { collected.append($0) }
          #expect(collected == (try store.reader.records(matching: query)))
        }
      }
    }
  }

  @Test func recordsAppendedMeanwhileAreLeftOut() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: (0..<300).map { _ in plainRecord() })
    for order in [RecordQuery.Order.newestFirst, .oldestFirst] {
      let newest = try store.reader.latestSequence()
      var numbers: [Int64] = []
      try store.reader.forEachRecord(matching: RecordQuery(order: order)) { record in
        if numbers.count % 100 == 0 { _ = try store.append(plainRecord()) }
        numbers.append(try #require(record.sequence))
      }
      #expect(numbers.sorted() == Array(1...newest))
    }
  }

  @Test func whatTheReceiverThrowsEndsTheIteration() throws {
    struct Enough: Error {}
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: [plainRecord(), plainRecord()])
    var seen = 0
    #expect(throws: Enough.self) {
      try store.reader.forEachRecord { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
  }

  @Test func noQueryReadsThroughALargeTable() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try store.withWriter { db in
      for (query, isNoted) in queries().flatMap({ [($0, true), ($0, false)] }) {
        let everything = [RecordQuery(), RecordQuery(verdicts: Set(Verdict.allCases))]
        if everything.contains(where: { $0 == query.inOrder(.newestFirst) }) { continue }
        let selection = RecordSelection(query, isNoted: isNoted)
        let plan = try Row.fetchAll(
          db, sql: "EXPLAIN QUERY PLAN " + RecordReader.sql(for: selection),
          arguments: selection.arguments + [10]
        ).map { row -> String in row["detail"] }
        let large = ["SCAN r", "SCAN d", "SCAN e", "SCAN records", "SCAN record_defects"]
        #expect(
          !plan.contains { step in large.contains { step == $0 || step.hasPrefix($0 + " ") } },
          "\(query): \(plan)")
        // Sorting within a block is cheap, sorting everything found is not.
        #expect(!plan.contains("USE TEMP B-TREE FOR ORDER BY"), "\(query): \(plan)")
      }
    }
  }

  @Test func theViewsAreSearchedByIndex() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let conditions = [
      "serial = 'A'", "lot = 'A'", "image_sha256 = 'A'", "verdict = 'fail'", "sequence = 5",
      "recorded_at >= '2025-06-01' AND recorded_at < '2025-06-02'",
      "recipe = 'A' AND recipe_version = 2",
    ]
    try store.withWriter { db in
      for condition in conditions {
        let plan = try Row.fetchAll(
          db,
          sql: "EXPLAIN QUERY PLAN SELECT * FROM inspections JOIN defects USING (sequence) "
            + "WHERE " + condition
        ).map { row -> String in row["detail"] }
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(condition): \(plan)")
      }
    }
  }
}
