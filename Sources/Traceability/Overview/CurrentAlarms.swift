import Foundation
import GRDB

extension RecordReader {
  /// Kinds of alarms that tell something that happened, and have no end.
  private static let momentary: Set<String> = ["clock"]

  /// The alarms that are on, newest first: those that were raised and not ended since. What merely
  /// happened, as that a clock was set, is on for an hour.
  ///
  /// A station that ended without ending its alarms leaves them on; one that starts ends them with
  /// ``RecordStore/endOpenAlarms(at:)``.
  ///
  /// - Throws: what is wrong with the file.
  public func currentAlarms(at moment: Date) throws(RecordStoreError) -> [StationAlarm] {
    try read { db in
      guard try db.tableExists("station_alarms") else { return [] }
      let newest = try AlarmRow.alarms(
        sql: """
          SELECT \(AlarmRow.columns) FROM station_alarms
          WHERE alarm IN (SELECT max(alarm) FROM station_alarms GROUP BY kind, folder)
          AND state = 'raised' ORDER BY alarm DESC LIMIT 100
          """, [], in: db)
      return newest.filter { alarm in
        !Self.momentary.contains(alarm.kind)
          || moment.timeIntervalSince(alarm.date) < 3600
      }
    }
  }

  /// The newest alarms that began or ended between `since` and `until`, newest first.
  ///
  /// - Throws: what is wrong with the file.
  public func alarms(
    since: Date? = nil, until: Date? = nil, newest limit: Int
  ) throws(RecordStoreError) -> [StationAlarm] {
    try read { db in
      guard try db.tableExists("station_alarms") else { return [] }
      return try AlarmRow.alarms(
        sql: """
          SELECT \(AlarmRow.columns) FROM station_alarms
          WHERE raised_at >= ? AND raised_at < ? ORDER BY alarm DESC LIMIT ?
          """,
        [since.map(RecordTime.text) ?? "", until.map(RecordTime.text) ?? "A", limit], in: db)
    }
  }
}

extension RecordStore {
  /// Ends the alarms that are on, of a station that ended without doing so. A station calls it when it
  /// starts, before it raises any.
  ///
  /// - Throws: what is wrong with the file.
  public func endOpenAlarms(at moment: Date = Date()) throws(RecordStoreError) {
    var entries = StationEntries()
    entries.alarms = try reader.currentAlarms(at: moment).map { alarm in
      var ended = alarm
      (ended.number, ended.date, ended.state) = (nil, moment, .ended)
      return ended
    }
    if !entries.isEmpty { _ = try append(entries) }
  }
}
