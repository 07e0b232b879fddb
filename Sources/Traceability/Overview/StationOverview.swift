import Foundation
import GRDB

/// How a station does, as its newest records tell.
public struct StationOverview: Sendable, Equatable {
  /// The newest records, oldest first, at most ``recordCount``.
  public var records: [InspectionRecord]
  /// The newest beginnings and ends of alarms, newest first.
  public var alarms: [StationAlarm]
  /// Recorded files of which it is not recorded yet what became of them.
  public var unendedCount: Int
  /// The version of the file's tables.
  public var schemaVersion: Int64

  /// So many records are looked at.
  public static let recordCount = 200
}

extension RecordReader {
  /// How the station does that writes the file.
  ///
  /// - Throws: what is wrong with the file.
  public func stationOverview() throws(RecordStoreError) -> StationOverview {
    let records = try records(matching: RecordQuery(limit: StationOverview.recordCount))
    let (unended, version) = try read { db in
      let hasArrivals = try db.tableExists("record_arrivals")
      let count =
        hasArrivals
        ? try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM record_arrivals INDEXED BY record_arrivals_without_ending
            WHERE ending IS NULL
            """) ?? 0 : 0
      return (count, try RecordSchema.fileVersion(db))
    }
    return StationOverview(
      records: records.reversed(), alarms: try alarms(newest: 20), unendedCount: unended,
      schemaVersion: version)
  }
}
