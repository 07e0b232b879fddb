import Decision
import Foundation
import GRDB

/// An arrival as a row of its table, both ways.
enum ArrivalRow {
  static func insert(
    _ arrival: Arrival, _ record: InspectionRecord, sameBytesAs earlier: Int64?,
    into db: Database
  ) throws {
    let file = arrival.file
    try db.cachedStatement(
      sql: """
        INSERT INTO record_arrivals (
          sequence, folder, name, device, inode, modified_ns, size, image_sha256, arrived_at,
          same_bytes_as, is_quarantined, ending)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      record.sequence, Data(file.folder), Data(file.name), Int64(bitPattern: file.device),
      Int64(bitPattern: file.inode), file.modified, file.size, record.imageSHA256,
      RecordTime.text(arrival.arrivedAt), earlier, arrival.isQuarantined,
      arrival.isToStay ? ArrivalEnding.kept.name : nil,
    ])
  }

  /// The newest record of the same bytes before `record`; `nil` where there is none.
  static func earlier(than record: InspectionRecord, in db: Database) throws -> Int64? {
    guard !record.imageSHA256.isEmpty else { return nil }
    return try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT sequence FROM records WHERE image_sha256 = ? AND sequence < ?
          ORDER BY sequence DESC LIMIT 1
          """),
      arguments: [record.imageSHA256, record.sequence])
  }

  static func end(_ sequence: Int64, _ ending: ArrivalEnding, in db: Database) throws {
    try db.cachedStatement(
      sql: "UPDATE record_arrivals SET ending = ?, moved_to = ? WHERE sequence = ?"
    ).execute(arguments: [ending.name, ending.path.map { Data($0) }, sequence])
  }

  private static let knownColumns = """
    a.sequence, a.image_sha256, \
    (SELECT verdict FROM records r WHERE r.sequence = a.sequence), \
    a.is_quarantined, a.ending, a.moved_to
    """

  static func known(_ file: ArrivedFile, in db: Database) throws -> [KnownArrival] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(knownColumns) FROM record_arrivals a
          WHERE a.name = ? AND a.folder = ? AND a.inode = ? AND a.modified_ns = ? AND a.size = ?
          ORDER BY a.sequence
          """),
      arguments: [
        Data(file.name), Data(file.folder), Int64(bitPattern: file.inode), file.modified, file.size,
      ]
    ).map { try known($0) }
  }

  /// The file and record of the arrival `sequence`; `nil` where there is none.
  static func arrival(
    _ sequence: Int64, in db: Database
  ) throws -> (file: ArrivedFile, known: KnownArrival)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(knownColumns), a.folder, a.name, a.device, a.inode, a.modified_ns, a.size
          FROM record_arrivals a WHERE a.sequence = ?
          """),
      arguments: [sequence]
    ).map(arrival)
  }

  static func withoutEnding(
    after sequence: Int64, limit: Int, in db: Database
  ) throws -> [(file: ArrivedFile, known: KnownArrival)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(knownColumns), a.folder, a.name, a.device, a.inode, a.modified_ns, a.size
          FROM record_arrivals a WHERE a.ending IS NULL AND a.sequence > ?
          ORDER BY a.sequence LIMIT ?
          """),
      arguments: [sequence, limit]
    ).map(arrival)
  }

  private static func arrival(_ row: Row) throws -> (file: ArrivedFile, known: KnownArrival) {
    let file = ArrivedFile(
      folder: try bytes(row, 6), name: try bytes(row, 7),
      device: UInt64(bitPattern: try row.decode(Int64.self, atIndex: 8)),
      inode: UInt64(bitPattern: try row.decode(Int64.self, atIndex: 9)),
      modified: try row.decode(Int64.self, atIndex: 10),
      size: try row.decode(Int64.self, atIndex: 11))
    return (file, try known(row))
  }

  private static func bytes(_ row: Row, _ index: Int) throws -> [UInt8] {
    [UInt8](try row.decode(Data.self, atIndex: index))
  }

  private static func known(_ row: Row) throws -> KnownArrival {
    let sequence = try row.decode(Int64.self, atIndex: 0)
    let verdictText = try row.decode(String.self, atIndex: 2)
    guard let verdict = Verdict(rawValue: verdictText) else {
      throw DamagedRecord(sequence: sequence, column: "verdict", value: verdictText)
    }
    let endingName: String? = try row.decode(atIndex: 4)
    let path: Data? = try row.decode(atIndex: 5)
    return KnownArrival(
      sequence: sequence, sha256: try row.decode(String.self, atIndex: 1), verdict: verdict,
      isQuarantined: try row.decode(Bool.self, atIndex: 3),
      ending: endingName.flatMap { ArrivalEnding(name: $0, path: path.map { [UInt8]($0) }) })
  }
}

/// An alarm as a row of its table, both ways.
enum AlarmRow {
  static func insert(_ alarm: StationAlarm, into db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO station_alarms (raised_at, kind, folder, sentence, state) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      RecordTime.text(alarm.date), alarm.kind, alarm.folder, alarm.sentence, alarm.state.rawValue,
    ])
  }

  static let columns = "alarm, raised_at, kind, folder, sentence, state"

  static func alarms(
    after number: Int64, limit: Int, in db: Database
  ) throws -> [StationAlarm] {
    try alarms(
      sql: "SELECT \(columns) FROM station_alarms WHERE alarm > ? ORDER BY alarm LIMIT ?",
      [number, limit], in: db)
  }

  /// The alarms of a statement that selects ``columns``.
  static func alarms(
    sql: String, _ arguments: StatementArguments, in db: Database
  ) throws -> [StationAlarm] {
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
      let number = try row.decode(Int64.self, atIndex: 0)
      let (time, state) = try (
        row.decode(String.self, atIndex: 1), row.decode(String.self, atIndex: 5)
      )
      guard let date = RecordTime.date(time), let state = StationAlarm.State(rawValue: state)
      else { throw DamagedRecord(sequence: number, column: "station_alarms", value: time) }
      return StationAlarm(
        number: number, date: date, kind: try row.decode(atIndex: 2),
        folder: try row.decode(atIndex: 3), sentence: try row.decode(atIndex: 4), state: state)
    }
  }
}
