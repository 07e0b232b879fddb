import Decision
import Foundation
import GRDB

/// What a watch station commits together: one disk flush serves all of it.
public struct StationEntries: Sendable {
  /// New arrivals in the order in which they get their numbers.
  public var arrivals: [Arrival] = []
  /// Alarms in their order.
  public var alarms: [StationAlarm] = []
  /// What became of files, by the number of their record.
  public var endings: [(sequence: Int64, ending: ArrivalEnding)] = []
  /// How far something has come, by name: the number of the last record that is done with.
  public var marks: [String: Int64] = [:]

  /// What is for the audit, in its order.
  public var audit: [AuditEntry] = []

  /// Nothing yet.
  public init() {}

  /// Whether there is nothing to commit.
  public var isEmpty: Bool {
    arrivals.isEmpty && alarms.isEmpty && endings.isEmpty && marks.isEmpty && audit.isEmpty
  }
}

extension RecordStore {
  /// Commits `entries` durably, all or nothing. An arrival that is recorded already is not recorded
  /// again.
  ///
  /// - Returns: what became of each arrival, in their order.
  /// - Throws: what is wrong with the file; nothing was recorded then.
  ///
  /// Arrivals are to be committed by one process and one thread only.
  public func append(_ entries: StationEntries) throws(RecordStoreError) -> [RecordedArrival] {
    var outcomes: [RecordedArrival?] = []
    var fresh: [Int] = []
    var files: Set<FileContent> = []
    for (index, arrival) in entries.arrivals.enumerated() {
      let content = FileContent(arrival)
      let known = try knownArrivals(of: arrival.file)
        .first { $0.sha256 == arrival.record.imageSHA256 }
      outcomes.append(known.map { .known(sequence: $0.sequence) })
      if known == nil, files.insert(content).inserted { fresh.append(index) }
    }
    var sameBytes: [Int64?] = []
    let recorded = try append(contentsOf: fresh.map { entries.arrivals[$0].record }) {
      db, recorded in
      for (index, record) in zip(fresh, recorded) {
        let earlier = try ArrivalRow.earlier(than: record, in: db)
        sameBytes.append(earlier)
        try ArrivalRow.insert(entries.arrivals[index], record, sameBytesAs: earlier, into: db)
      }
      for (sequence, ending) in entries.endings {
        try ArrivalRow.end(sequence, ending, in: db)
      }
      for (mark, sequence) in entries.marks {
        try db.cachedStatement(
          sql: """
            INSERT INTO station_marks (mark, sequence) VALUES (?, ?)
            ON CONFLICT (mark) DO UPDATE SET sequence = excluded.sequence
            """
        ).execute(arguments: [mark, sequence])
      }
      for alarm in entries.alarms { try AlarmRow.insert(alarm, into: db) }
      for entry in entries.audit { _ = try AuditRow.insert(entry, into: db) }
    }
    for (place, index) in fresh.enumerated() {
      outcomes[index] = .new(recorded[place], sameBytesAs: sameBytes[place])
    }
    // One file twice in a group: the second is known by the first.
    return zip(entries.arrivals, outcomes).map { arrival, outcome in
      if let outcome { return outcome }
      let first = fresh.firstIndex {
        FileContent(entries.arrivals[$0]) == FileContent(arrival)
      }
      return .known(sequence: first.flatMap { recorded[$0].sequence } ?? 0)
    }
  }

  /// The records of `file` as it is: same folder, name, number, time and size. Several where it was
  /// overwritten so fast that only the bytes differ; none for a new arrival.
  public func knownArrivals(of file: ArrivedFile) throws(RecordStoreError) -> [KnownArrival] {
    try reader.read { db in try ArrivalRow.known(file, in: db) }
  }

  /// The file and the record of the arrival `sequence`; `nil` where that is none.
  public func arrival(
    sequence: Int64
  ) throws(RecordStoreError) -> (file: ArrivedFile, known: KnownArrival)? {
    try reader.read { db in try ArrivalRow.arrival(sequence, in: db) }
  }

  /// Arrivals of which it is not recorded what became of the file, oldest first.
  public func arrivalsWithoutEnding(
    after sequence: Int64, limit: Int
  ) throws(RecordStoreError) -> [(file: ArrivedFile, known: KnownArrival)] {
    try reader.read { db in try ArrivalRow.withoutEnding(after: sequence, limit: limit, in: db) }
  }

  /// How far `mark` has come; `nil` where it was never set.
  public func mark(_ mark: String) throws(RecordStoreError) -> Int64? {
    try reader.read { db in
      try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT sequence FROM station_marks WHERE mark = ?"),
        arguments: [mark])
    }
  }

  /// The numbers of the records of arrivals behind `sequence`, oldest first, at most `limit`.
  public func arrivalSequences(
    after sequence: Int64, limit: Int
  ) throws(RecordStoreError) -> [Int64] {
    try reader.read { db in
      try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT sequence FROM record_arrivals WHERE sequence > ? ORDER BY sequence LIMIT ?
            """),
        arguments: [sequence, limit])
    }
  }

  /// Alarms behind the one with number `number`, oldest first, at most `limit`.
  public func alarms(
    after number: Int64 = 0, limit: Int
  ) throws(RecordStoreError) -> [StationAlarm] {
    try reader.read { db in try AlarmRow.alarms(after: number, limit: limit, in: db) }
  }

  /// The number of the newest alarm; 0 where there is none.
  public func latestAlarm() throws(RecordStoreError) -> Int64 {
    try reader.read { db in
      try Int64.fetchOne(db, sql: "SELECT coalesce(max(alarm), 0) FROM station_alarms") ?? 0
    }
  }
}

/// What makes two arrivals one.
private struct FileContent: Hashable {
  var file: ArrivedFile
  var sha256: String

  init(_ arrival: Arrival) {
    file = arrival.file
    file.device = 0
    sha256 = arrival.record.imageSHA256
  }
}
