import Decision
import Foundation
import GRDB

/// What a glance at the line tells, as of one moment.
public struct LineOverview: Sendable, Equatable {
  /// The newest record; `nil` where nothing was inspected yet.
  public var newest: InspectionRecord?
  /// The newest records with their verdicts, newest first.
  public var recent: [Glance]
  /// Inspections of the last hour.
  public var hour: YieldCount
  /// When the shift began.
  public var shiftBegin: Date
  /// Inspections of the shift.
  public var shift: YieldCount
  /// Inspections of the newest record's lot; `nil` where it has none.
  public var lot: YieldCount?
  /// Inspections a minute, over the last ``rateMinutes``.
  public var partsAMinute: Double
  /// The alarms that are on, newest first.
  public var alarms: [StationAlarm]

  /// A record as it stands in a row of many.
  public struct Glance: Sendable, Equatable {
    /// The record's number.
    public var sequence: Int64
    /// The recorded verdict.
    public var verdict: Verdict
  }

  /// Over how many minutes parts are counted for ``partsAMinute``.
  public static let rateMinutes = 5
  /// How many records are in ``recent`` at most.
  public static let recentCount = 20
}

extension RecordReader {
  /// What a glance at the line tells at `moment`. `counting` remembers what it counted, so that asking
  /// again after each part costs little.
  ///
  /// - Throws: what is wrong with the file.
  public func lineOverview(
    at moment: Date, shifts: ShiftPlan, counting: RunningCount
  ) throws(RecordStoreError) -> LineOverview {
    let newest = try records(matching: RecordQuery(limit: 1)).first
    let recent = try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT sequence, verdict FROM records ORDER BY sequence DESC LIMIT ?"),
        arguments: [LineOverview.recentCount]
      ).compactMap { row in
        try Verdict(rawValue: row.decode(atIndex: 1)).map {
          LineOverview.Glance(sequence: try row.decode(atIndex: 0), verdict: $0)
        }
      }
    }
    let shiftBegin = shifts.begin(of: moment)
    let minutes = Double(LineOverview.rateMinutes)
    let lately = try counts(
      matching: RecordQuery(
        since: moment.addingTimeInterval(-60 * minutes), until: moment.addingTimeInterval(1)))
    return LineOverview(
      newest: newest, recent: recent,
      hour: try yieldCount(
        matching: RecordQuery(since: moment.addingTimeInterval(-3600))),
      shiftBegin: shiftBegin, shift: try counting.yieldCount(since: shiftBegin),
      lot: try newest?.lot.map { lot throws(RecordStoreError) in
        try counting.yieldCount(lot: lot)
      },
      partsAMinute: Double(lately.values.reduce(0, +)) / minutes,
      alarms: try currentAlarms(at: moment))
  }
}
