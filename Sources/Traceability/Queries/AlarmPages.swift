import GRDB

extension RecordReader {
  /// Alarms as they began and ended, newest first, at most `limit` that are older than number `number`;
  /// none in a file that no station has written to.
  ///
  /// - Throws: what is wrong with the file.
  public func alarms(
    before number: Int64 = .max, limit: Int
  ) throws(RecordStoreError) -> [StationAlarm] {
    try read { db in
      guard try db.tableExists("station_alarms") else { return [] }
      return try AlarmRow.alarms(
        sql: """
          SELECT \(AlarmRow.columns) FROM station_alarms
          WHERE alarm < ? ORDER BY alarm DESC LIMIT ?
          """, [number, limit], in: db)
    }
  }

  /// The numbers of the newest record and of the newest alarm and override; 0 where there is none.
  ///
  /// - Throws: what is wrong with the file.
  public func newestNumbers() throws(RecordStoreError) -> NewestNumbers {
    try read { db in
      let hasAlarms = try db.tableExists("station_alarms")
      let hasOverrides = try RecordSchema.fileVersion(db) >= 2
      func newest(_ column: String, _ table: String) throws -> Int64 {
        try Int64.fetchOne(
          db.cachedStatement(sql: "SELECT coalesce(max(\(column)), 0) FROM \(table)")) ?? 0
      }
      return NewestNumbers(
        record: try newest("sequence", "records"),
        alarm: hasAlarms ? try newest("alarm", "station_alarms") : 0,
        override: hasOverrides ? try newest("override", "record_overrides") : 0)
    }
  }
}

/// How far a records file has come.
public struct NewestNumbers: Sendable, Equatable {
  /// Of the newest record.
  public var record: Int64
  /// Of the newest alarm.
  public var alarm: Int64
  /// Of the newest override.
  public var override: Int64
}
