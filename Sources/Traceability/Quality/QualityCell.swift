import Decision
import Foundation
import GRDB

/// The inspections of a quarter of an hour with one verdict.
struct QualityCell {
  /// Quarters of an hour since 1970, UTC.
  var quarter: Int64
  /// How far local time was ahead of UTC, in seconds; 0 where it was not recorded.
  var utcOffset: Int64
  /// The lot; empty where none was told, or where lots do not matter.
  var lot: String
  var verdict: Verdict
  /// Whether they were the first of their parts.
  var isFirst: Bool
  /// May be negative: what an override takes away.
  var inspections: Int
  var defects: Int
  /// Whether it changes what was recorded into what counts.
  var isCorrection = false

  /// Seconds of a quarter of an hour.
  static let length: Int64 = 900

  /// When the quarter begins by the clock on the wall, in seconds since 1970 by that clock.
  var localStart: Int64 { quarter * Self.length + utcOffset }
}

extension QualityCell {
  /// The cells of all records that `filter` wants, ordered by time; lots apart where `byLot`. Where time does
  /// not matter, `byTime` is false and all are of quarter 0.
  ///
  /// Whole quarters of an hour come from their table, the ends of the range from the records.
  static func all(
    _ filter: QualityFilter, byLot: Bool, byTime: Bool = true, from db: Database
  ) throws -> [QualityCell] {
    var cells: [QualityCell] = []
    let version = try RecordSchema.fileVersion(db)
    let isSummarised = version >= RecordSchema.firstSummarised
    for part in parts(of: filter, isSummarised: isSummarised) {
      var source = "record_quarters"
      var arguments = StatementArguments()
      var conditions = QualityConditions()
      switch part {
      case .summary(let first, let last):
        if let first { conditions.add("quarter >= ?", [first]) }
        if let last { conditions.add("quarter < ?", [last]) }
        filter.addLabels(to: &conditions, "")
      case .records(let filter):
        let inner = filter.conditions()
        let hasOffset = version >= RecordSchema.firstChained
        source = "(\(QualitySchema.quarters(where: inner.sql, hasOffset: hasOffset)))"
        arguments += inner.arguments
      }
      arguments += conditions.arguments
      let time = byTime ? "quarter, utc_offset" : "0, 0"
      let lot = byLot ? "lot" : "''"
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(time), \(lot), verdict, visit = 1, sum(inspections), sum(defects)
          FROM \(source) WHERE \(conditions.sql) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1
          """, arguments: arguments)
      while let row = try rows.next() { cells.append(try QualityCell(row)) }
    }
    if filter.basis == .counting {
      cells += try overridden(filter, byLot: byLot, byTime: byTime, from: db)
      cells.sort { $0.quarter < $1.quarter }
    }
    return cells
  }

  private enum Part {
    /// Quarters from the first (included) to the last (not included).
    case summary(first: Int64?, last: Int64?)
    case records(QualityFilter)
  }

  private static func parts(of filter: QualityFilter, isSummarised: Bool) -> [Part] {
    guard isSummarised else { return [.records(filter)] }
    // Times of records are whole milliseconds.
    func quarters(_ date: Date, _ rule: FloatingPointRoundingRule) -> Int64 {
      let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
      return Int64((milliseconds / Double(1000 * length)).rounded(rule))
    }
    func date(_ quarter: Int64) -> Date {
      Date(timeIntervalSince1970: Double(quarter * length))
    }
    let since = filter.since.map(RecordTime.rounded)
    let until = filter.until.map(RecordTime.rounded)
    let first = since.map { quarters($0, .up) }
    let last = until.map { quarters($0, .down) }
    if let first, let last, first >= last { return [.records(filter)] }
    var parts: [Part] = []
    if let since, let first, since < date(first) {
      var edge = filter
      edge.until = date(first)
      parts.append(.records(edge))
    }
    parts.append(.summary(first: first, last: last))
    if let until, let last, date(last) < until {
      var edge = filter
      edge.since = date(last)
      parts.append(.records(edge))
    }
    return parts
  }

  /// What overrides change: for each kind of override a cell that takes the recorded verdicts away, and one
  /// that adds those that count.
  private static func overridden(
    _ filter: QualityFilter, byLot: Bool, byTime: Bool, from db: Database
  ) throws -> [QualityCell] {
    let version = try RecordSchema.fileVersion(db)
    guard version >= 2, let sequences = try filter.sequences(db) else { return [] }
    let conditions = filter.conditions()
    let offset = version >= RecordSchema.firstChained ? "coalesce(r.utc_offset, 0)" : "0"
    let visit =
      version >= RecordSchema.firstSummarised ? QualitySchema.summarisedVisit : QualitySchema.visit
    let time = byTime ? "\(QualitySchema.quarter("r.recorded_at")), \(offset)" : "0, 0"
    let rows = try NotedSchema.joins(any: "o.sequence", db).flatMap { records in
      try Row.fetchAll(
        db,
        sql: """
          SELECT
            \(time),
            \(byLot ? "coalesce(r.lot, '')" : "''"), r.verdict, \(visit) = 1, count(*),
            sum(r.defect_count), o.new_verdict
          FROM (
            SELECT max(override) AS latest FROM record_overrides
            WHERE sequence BETWEEN ? AND ? GROUP BY sequence) l
          CROSS JOIN record_overrides o ON o.override = l.latest
          \(records)
          WHERE \(conditions.sql) GROUP BY 1, 2, 3, 4, 5, 8
          """,
        arguments: [sequences.lowerBound, sequences.upperBound] + conditions.arguments)
    }
    return try rows.flatMap { row in
      var old = try QualityCell(row)
      old.isCorrection = true
      var new = old
      new.verdict = try verdict(row.decode(atIndex: 7))
      if new.verdict == .pass { new.defects = 0 }
      old.inspections = -old.inspections
      old.defects = -old.defects
      return [old, new]
    }
  }

  private init(_ row: Row) throws {
    quarter = try row.decode(atIndex: 0)
    utcOffset = try row.decode(atIndex: 1)
    lot = try row.decode(atIndex: 2)
    verdict = try Self.verdict(row.decode(atIndex: 3))
    isFirst = try row.decode(atIndex: 4)
    inspections = try row.decode(atIndex: 5)
    defects = try row.decode(atIndex: 6)
  }

  private static func verdict(_ text: String) throws -> Verdict {
    guard let verdict = Verdict(rawValue: text) else {
      throw DamagedRecord(sequence: 0, column: "verdict", value: text)
    }
    return verdict
  }
}
