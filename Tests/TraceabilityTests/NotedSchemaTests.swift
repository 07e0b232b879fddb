import Decision
import Foundation
import GRDB
import Pixels
import Testing

@testable import Traceability

/// Statistics with the index of records that did not pass, and without it.
struct NotedSchemaTests {
  private struct Statistics: Equatable {
    var classes: [ClassCount]
    var map: DefectMap?
    var worst: [Int64?]
    var serials: SerialYield
    var counts: QualityCounts
    var groups: [QualitySubgroup]
    var found: [Int64?]
    var foundCounts: [Verdict: Int]

    init(_ filter: QualityFilter, _ reader: RecordReader) throws {
      classes = try reader.defectsByClass(filter)
      map = try reader.defectMap(filter, columns: 4)
      worst = try reader.worstParts(
        since: filter.since, until: filter.until, lot: filter.lot, limit: 5
      ).map(\.sequence)
      serials = try reader.serialYield(filter)
      counts = try reader.qualityCounts(filter)
      groups = try reader.qualitySubgroups(filter, by: .hour)
      let query = RecordQuery(
        lot: filter.lot, verdicts: [.pass, .review], defectClass: .spur, since: filter.since,
        until: filter.until, recipe: filter.recipe)
      found = try reader.records(matching: query).map(\.sequence)
      foundCounts = try reader.counts(matching: query)
    }
  }

  private func filters() -> [QualityFilter] {
    let times: [(Date?, Date?)] = [
      (nil, nil), (sampleTime.addingTimeInterval(3000), sampleTime.addingTimeInterval(40_000)),
    ]
    return times.flatMap { since, until in
      [nil, "L1"].flatMap { lot in
        [nil, "a"].flatMap { recipe in
          QualityFilter.Basis.allCases.map {
            QualityFilter(
              since: since, until: until,
              recipe: recipe.map { RecordQuery.RecipeSelector(name: $0) }, lot: lot, basis: $0)
          }
        }
      }
    }
  }

  /// Parts of all verdicts, some that passed with defects, many inspected again, overrides of both.
  private func fill(_ store: RecordStore) throws {
    for index in 0..<150 {
      let verdict = Verdict.allCases[(index * index) % 7 % Verdict.allCases.count]
      var record = plainRecord(
        at: Double(index) * 400, verdict: verdict,
        classes: verdict == .fail || index % 11 == 0 ? [.open, .spur, .open] : [],
        recipe: index % 3 == 0 ? "b" : "a", lot: "L\(index % 4)", serial: "S\(index % 40)")
      record.imageSize = PixelSize(width: 640, height: 480)
      let sequence = try #require(try store.append(record).sequence)
      guard index % 5 == 0 else { continue }
      _ = try store.override(
        sequence: sequence, with: verdict == .pass ? .fail : .pass, operator: "o", reason: "r")
    }
  }

  @Test func statisticsAreTheSameWithoutTheIndex() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try fill(store)
    let expected = try filters().map { try Statistics($0, store.reader) }
    #expect(expected.contains { !$0.classes.isEmpty && $0.serials.repeated > 0 })
    #expect(expected.contains { ($0.map?.total ?? 0) > 0 && $0.worst.count == 5 })
    #expect(expected.contains { !$0.found.isEmpty })
    for (filter, statistics) in zip(filters(), expected) {
      var recorded = filter
      recorded.basis = .recorded
      #expect(
        try QualityCounts(recordedIn: statistics.groups) == store.reader.qualityCounts(recorded))
    }
    try store.withWriter { db in
      try db.execute(
        sql: """
          DROP INDEX records_noted; DELETE FROM grdb_migrations WHERE identifier = '9 noted'
          """)
    }
    try store.close()
    let reader = try RecordReader(path: folder.records)
    for (filter, statistics) in zip(filters(), expected) {
      #expect(try Statistics(filter, reader) == statistics, "\(filter)")
    }
    // Whoever appends makes it.
    let again = try RecordStore(path: folder.records)
    #expect(try again.reader.read { try NotedSchema.isThere($0) })
  }

  @Test func theRecordsThemselvesAreNotRead() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    try fill(store)
    let plans = try store.reader.read { db in
      let join = try NotedSchema.joins(any: "o.sequence", db)[0]
      return try [
        "SELECT r.verdict, r.lot FROM record_overrides o \(join) WHERE r.recorded_at > ''",
        "SELECT \(NotedSchema.verdict(of: "1", db))",
        "SELECT r.sequence FROM \(NotedSchema.table) WHERE \(NotedSchema.condition)",
      ].map { query in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query)
          .map { try $0.decode(String.self, forColumn: "detail") }.joined(separator: "; ")
      }
    }
    for plan in plans { #expect(plan.contains("USING COVERING INDEX records_noted"), "\(plan)") }
  }
}
