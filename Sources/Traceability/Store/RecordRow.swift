import Decision
import Foundation
import GRDB
import Pixels

/// A record as rows of the tables, both ways.
enum RecordRow {
  /// The columns of a record in a file of `version` in the order in which `record(_:from:)` reads
  /// them; `r` is the record. Its settings are looked up for each row found: joined, they might lead.
  /// The ones after its own say whether there are overrides, how good the picture was, and what came
  /// with the chain.
  static func columns(of version: Int64) -> String {
    let overridden =
      version >= 2
      ? "EXISTS (SELECT 1 FROM record_overrides o WHERE o.sequence = r.sequence)" : "0"
    let chained = version >= RecordSchema.firstChained
    return "\(ownColumns), \(overridden), \(version >= 3 ? "r.health" : "NULL"), "
      + (chained ? laterColumns : "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0")
  }

  private static let laterColumns = """
    r.utc_offset, r.arrived_at, r.image_bytes, r.image_width, r.image_height, r.camera, \
    (SELECT model_sha256 FROM decision_settings d WHERE d.decision_id = r.decision_id), \
    (SELECT thresholds FROM decision_settings d WHERE d.decision_id = r.decision_id), \
    EXISTS (SELECT 1 FROM record_parents p WHERE p.sequence = r.sequence)
    """

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

  /// Writes `record` as number `sequence`, which must be the next one, with its defects and parents,
  /// and returns the digest of its values, with which it is to go into the chain.
  static func insert(
    _ record: InspectionRecord, sequence: Int64, settings: inout SettingsRows, into db: Database
  ) throws -> ChainHash {
    try settings.look(for: record, in: db)
    let values = try Self.values(of: record, sequence: sequence)
    try db.cachedStatement(sql: insertion).execute(
      arguments: StatementArguments(
        values + [settings.settingsID.databaseValue, settings.decisionID.databaseValue]))
    var encoding = ChainEncoding()
    ChainContent.begin(.inspection, &encoding)
    for value in values { encoding.put(value) }
    encoding.append(settings.encoded)
    try insertList(
      defectInsertion, sequence: sequence,
      record.defects.enumerated().map { Self.values(of: $1, ordinal: $0 + 1) }, &encoding, db)
    try insertList(
      parentInsertion, sequence: sequence,
      record.parents.enumerated().map { index, parent in
        [(index + 1).databaseValue, parent.serial.databaseValue, parent.lot.databaseValue]
      }, &encoding, db)
    return ChainHash(of: encoding)
  }

  /// The values of ``ChainContent/inspection``.
  private static func values(
    of record: InspectionRecord, sequence: Int64
  ) throws -> [DatabaseValue] {
    [
      sequence.databaseValue, RecordTime.text(record.recordedAt).databaseValue,
      record.utcOffset.databaseValue, record.arrivedAt.map(RecordTime.text).databaseValue,
      record.imagePath.databaseValue, record.imageSHA256.databaseValue,
      record.imageBytes.databaseValue, (record.imageSize?.width).databaseValue,
      (record.imageSize?.height).databaseValue, record.templatePath.databaseValue,
      record.templateSHA256.databaseValue, record.verdict.rawValue.databaseValue,
      record.reason.databaseValue, try text(of: record.timings).databaseValue,
      record.recipe.databaseValue, record.recipeVersion.databaseValue,
      record.software.databaseValue, record.station.databaseValue, record.camera.databaseValue,
      record.operator.databaseValue, record.lot.databaseValue, record.serial.databaseValue,
      try HealthRow.text(record.health).databaseValue, record.defects.count.databaseValue,
    ]
  }

  /// The values of ``ChainContent/defect``.
  private static func values(of defect: Defect, ordinal: Int) -> [DatabaseValue] {
    let box = defect.box
    return [
      ordinal.databaseValue, defect.defectClass.rawValue.databaseValue,
      defect.confidence.databaseValue, box.x1.databaseValue, box.y1.databaseValue,
      box.x2.databaseValue, box.y2.databaseValue, defect.area.databaseValue,
    ]
  }

  private static let insertion = insertion(
    "records", ChainContent.inspection + ["settings_id", "decision_id"])
  private static let defectInsertion = insertion(
    "record_defects", ["sequence"] + ChainContent.defect)
  private static let parentInsertion = insertion(
    "record_parents", ["sequence"] + ChainContent.parent)

  private static func insertion(_ table: String, _ columns: [String]) -> String {
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }

  private static func insertList(
    _ insertion: String, sequence: Int64, _ rows: [[DatabaseValue]],
    _ encoding: inout ChainEncoding, _ db: Database
  ) throws {
    encoding.putList(count: rows.count)
    guard !rows.isEmpty else { return }
    let statement = try db.cachedStatement(sql: insertion)
    for row in rows {
      try statement.execute(arguments: StatementArguments([sequence.databaseValue] + row))
      encoding.putList(count: row.count)
      for value in row { encoding.put(value) }
    }
  }

  /// `timings` as JSON. Of the names of stages, which are the program's own, hardly any needs more
  /// than quotes; for those that do there is an encoder.
  private static func text(of timings: [StageTiming]) throws -> String {
    func isPlain(_ name: String) -> Bool {
      name.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
    guard timings.allSatisfy({ isPlain($0.stage) && $0.milliseconds.isFinite }) else {
      let stored = timings.map { StoredTiming(stage: $0.stage, ms: $0.milliseconds) }
      return String(decoding: try JSONEncoder.stable.encode(stored), as: UTF8.self)
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

  /// What ``text(of:)`` wrote; `nil` where it is nothing of the kind.
  static func timings(_ text: String) -> [StageTiming]? {
    if let timings = plainTimings(text) { return timings }
    let stored = try? JSONDecoder().decode([StoredTiming].self, from: Data(text.utf8))
    return stored?.map { StageTiming(stage: $0.stage, milliseconds: $0.ms) }
  }

  private static func plainTimings(_ text: String) -> [StageTiming]? {
    var json = PlainJSON(text)
    var timings: [StageTiming] = []
    guard json.take("[") else { return nil }
    while json.take("{\"stage\":") {
      guard let stage = json.text(), json.take(",\"ms\":"), let value = json.number(),
        json.take("}")
      else { return nil }
      timings.append(StageTiming(stage: stage, milliseconds: value))
      if !json.take(",") { break }
    }
    return json.take("]") && json.isAtEnd ? timings : nil
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
    guard let timings = Self.timings(timingText) else {
      throw DamagedRecord(sequence: sequence, column: "timings", value: timingText)
    }
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
    var record = try InspectionRecord(
      sequence: sequence, recordedAt: recordedAt, imagePath: row.decode(atIndex: 2),
      imageSHA256: row.decode(atIndex: 3), templatePath: row.decode(atIndex: 4),
      templateSHA256: row.decode(atIndex: 5), verdict: verdict, reason: row.decode(atIndex: 7),
      defects: defects, timings: timings,
      recipe: row.decode(atIndex: 9), recipeVersion: row.decode(atIndex: 10),
      recipeSHA256: row.decode(atIndex: 11), effectiveParameters: row.decode(atIndex: 12),
      software: row.decode(atIndex: 13), station: row.decode(atIndex: 14),
      operator: row.decode(atIndex: 15), lot: row.decode(atIndex: 16),
      serial: row.decode(atIndex: 17), health: health, overrides: overrides)
    try readLater(row, from: db, into: &record, sequence: sequence)
    return record
  }

  /// What came with the chain; nothing in older records.
  private static func readLater(
    _ row: Row, from db: Database, into record: inout InspectionRecord, sequence: Int64
  ) throws {
    record.utcOffset = try row.decode(atIndex: 21)
    if let text: String = try row.decode(atIndex: 22) {
      guard let arrivedAt = RecordTime.date(text) else {
        throw DamagedRecord(sequence: sequence, column: "arrived_at", value: text)
      }
      record.arrivedAt = arrivedAt
    }
    record.imageBytes = try row.decode(atIndex: 23)
    let width: Int? = try row.decode(atIndex: 24)
    let height: Int? = try row.decode(atIndex: 25)
    if let width, let height {
      guard width >= 0, height >= 0 else {
        throw DamagedRecord(sequence: sequence, column: "image_width", value: "\(width)")
      }
      record.imageSize = PixelSize(width: width, height: height)
    }
    record.camera = try row.decode(atIndex: 26)
    // What was not told of a pair of which the other was told is empty.
    let model: String? = try row.decode(atIndex: 27)
    record.modelSHA256 = model == "" ? nil : model
    let thresholds: String? = try row.decode(atIndex: 28)
    record.thresholds = thresholds == "" ? nil : thresholds
    guard try row.decode(Bool.self, atIndex: 29) else { return }
    record.parents = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT serial, lot FROM record_parents WHERE sequence = ? ORDER BY ordinal"),
      arguments: [sequence]
    ).map { try PartParent(serial: $0.decode(atIndex: 0), lot: $0.decode(atIndex: 1)) }
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
