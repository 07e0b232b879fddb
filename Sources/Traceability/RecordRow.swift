import Decision
import Foundation
import GRDB
import Pixels

/// A record as rows of the tables, both ways.
enum RecordRow {
  /// The columns of a record in a file of `version` in the order in which `record(_:from:)` reads
  /// them; `r` is the record. Its settings are looked up for each row found: joined, they might lead.
  /// The last ones say whether there are overrides, and how good the picture was.
  static func columns(of version: Int64) -> String {
    let overridden =
      version >= 2
      ? "EXISTS (SELECT 1 FROM record_overrides o WHERE o.sequence = r.sequence)" : "0"
    return "\(ownColumns), \(overridden), \(version >= 3 ? "r.health" : "NULL")"
  }

  private static let ownColumns = """
    r.sequence, r.recorded_at, r.image_path, r.image_sha256, r.template_path, r.template_sha256, \
    r.verdict, r.reason, r.timings, r.recipe, r.recipe_version, \
    (SELECT recipe_sha256 FROM recipe_settings s WHERE s.settings_id = r.settings_id), \
    (SELECT parameters FROM recipe_settings s WHERE s.settings_id = r.settings_id), \
    r.software, r.station, r.operator, r.lot, r.serial, r.defect_count
    """

  private struct StoredTiming: Codable {
    var stage: String
    var ms: Double
  }

  /// Writes `record` as number `sequence`, which must be the next one, with its defects.
  /// `settings` is what ``settingsID(of:in:)`` gives for it, where that is known already.
  static func insert(
    _ record: InspectionRecord, sequence: Int64, settings: Int64? = nil, into db: Database
  ) throws {
    let settings = try settings ?? settingsID(of: record, in: db)
    try insertRecord(record, sequence: sequence, settings: settings, into: db)
    guard !record.defects.isEmpty else { return }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO record_defects (sequence, ordinal, class, confidence, x1, y1, x2, y2, area)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, defect) in record.defects.enumerated() {
      let box = defect.box
      try statement.execute(arguments: [
        sequence, index + 1, defect.defectClass.rawValue, defect.confidence, box.x1, box.y1,
        box.x2, box.y2, defect.area,
      ])
    }
  }

  private static func insertRecord(
    _ record: InspectionRecord, sequence: Int64, settings: Int64, into db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO records (
          sequence, recorded_at, image_path, image_sha256, template_path, template_sha256,
          verdict, reason, timings, recipe, recipe_version, settings_id, software, station,
          operator, lot, serial, defect_count, health)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      sequence, RecordTime.text(record.recordedAt), record.imagePath, record.imageSHA256,
      record.templatePath, record.templateSHA256, record.verdict.rawValue, record.reason,
      try text(of: record.timings), record.recipe,
      record.recipeVersion, settings, record.software, record.station, record.operator,
      record.lot, record.serial, record.defects.count, try HealthRow.text(record.health),
    ])
  }

  /// `timings` as JSON. Of the names of stages, which are the program's own, hardly any needs more
  /// than quotes; for those that do there is an encoder.
  private static func text(of timings: [StageTiming]) throws -> String {
    func isPlain(_ name: String) -> Bool {
      name.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
    guard timings.allSatisfy({ isPlain($0.stage) && $0.milliseconds.isFinite }) else {
      let stored = timings.map { StoredTiming(stage: $0.stage, ms: $0.milliseconds) }
      return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
    }
    var text = "["
    for (i, timing) in timings.enumerated() {
      text += i == 0 ? "{\"stage\":\"" : ",{\"stage\":\""
      text += timing.stage
      text += "\",\"ms\":"
      text += timing.milliseconds.description
      text += "}"
    }
    return text + "]"
  }

  /// The number of the settings that `record` was made with, which thousands share and which are
  /// kept once.
  static func settingsID(of record: InspectionRecord, in db: Database) throws -> Int64 {
    let arguments: StatementArguments = [record.recipeSHA256, record.effectiveParameters]
    let find = try db.cachedStatement(
      sql: "SELECT settings_id FROM recipe_settings WHERE recipe_sha256 = ? AND parameters = ?")
    if let known = try Int64.fetchOne(find, arguments: arguments) { return known }
    let add = try db.cachedStatement(
      sql: "INSERT INTO recipe_settings (recipe_sha256, parameters) VALUES (?, ?)")
    try add.execute(arguments: arguments)
    return db.lastInsertedRowID
  }

  /// The record in `row`, which has `columns`, with its defects from `db`. Throws
  /// `DamagedRecord` or GRDB's decoding error where the values make no record.
  static func record(_ row: Row, from db: Database) throws -> InspectionRecord {
    let sequence = try row.decode(Int64.self, atIndex: 0)
    let timeText = try row.decode(String.self, atIndex: 1)
    guard let recordedAt = RecordTime.date(timeText) else {
      throw DamagedRecord(sequence: sequence, column: "recorded_at", value: timeText)
    }
    let verdictText = try row.decode(String.self, atIndex: 6)
    guard let verdict = Verdict(rawValue: verdictText) else {
      throw DamagedRecord(sequence: sequence, column: "verdict", value: verdictText)
    }
    let timingText = try row.decode(String.self, atIndex: 8)
    guard
      let timings = try? JSONDecoder().decode([StoredTiming].self, from: Data(timingText.utf8))
    else { throw DamagedRecord(sequence: sequence, column: "timings", value: timingText) }
    let defectCount = try row.decode(Int.self, atIndex: 18)
    let defects = defectCount == 0 ? [] : try defects(of: sequence, from: db)
    guard defects.count == defectCount else {
      throw DamagedRecord(
        sequence: sequence, column: "defect_count",
        value: "\(defectCount), but there are \(defects.count)")
    }
    let overrides =
      try row.decode(Bool.self, atIndex: 19)
      ? OverrideRow.overrides(of: sequence, from: db) : []
    let healthText: String? = try row.decode(atIndex: 20)
    let health = healthText.flatMap(HealthRow.health)
    if let healthText, health == nil {
      throw DamagedRecord(sequence: sequence, column: "health", value: healthText)
    }
    return try InspectionRecord(
      sequence: sequence, recordedAt: recordedAt, imagePath: row.decode(atIndex: 2),
      imageSHA256: row.decode(atIndex: 3), templatePath: row.decode(atIndex: 4),
      templateSHA256: row.decode(atIndex: 5), verdict: verdict, reason: row.decode(atIndex: 7),
      defects: defects,
      timings: timings.map { StageTiming(stage: $0.stage, milliseconds: $0.ms) },
      recipe: row.decode(atIndex: 9), recipeVersion: row.decode(atIndex: 10),
      recipeSHA256: row.decode(atIndex: 11), effectiveParameters: row.decode(atIndex: 12),
      software: row.decode(atIndex: 13), station: row.decode(atIndex: 14),
      operator: row.decode(atIndex: 15), lot: row.decode(atIndex: 16),
      serial: row.decode(atIndex: 17), health: health, overrides: overrides)
  }

  private static func defects(of sequence: Int64, from db: Database) throws -> [Defect] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT class, confidence, area, x1, y1, x2, y2
        FROM record_defects WHERE sequence = ? ORDER BY ordinal
        """)
    var defects: [Defect] = []
    let rows = try Row.fetchCursor(statement, arguments: [sequence])
    while let row = try rows.next() {
      let box = try PixelBox(
        x1: row.decode(atIndex: 3), y1: row.decode(atIndex: 4), x2: row.decode(atIndex: 5),
        y2: row.decode(atIndex: 6))
      defects.append(
        try Defect(
          defectClass: DefectClass(rawValue: row.decode(atIndex: 0)),
          confidence: row.decode(atIndex: 1), area: row.decode(atIndex: 2), box: box))
    }
    return defects
  }
}

/// A value in the file that no program of ours wrote there. A row does not know its file; the
/// reader makes a `RecordStoreError` of this.
struct DamagedRecord: Error, CustomStringConvertible {
  var sequence: Int64
  var column: String
  var value: String

  var description: String { "record \(sequence): \(column) is \(value)" }
}
