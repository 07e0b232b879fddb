import GRDB

/// The settings that thousands of records share, which are kept once: their row numbers, and how they
/// stand in the chain. Remembers those of the last record, which nearly always are the next one's too.
struct SettingsRows {
  /// The row in `recipe_settings`.
  private(set) var settingsID: Int64 = 0
  /// The row in `decision_settings`; `nil` for a record that tells neither model nor thresholds.
  private(set) var decisionID: Int64?
  /// The values of ``ChainContent/settings``, encoded.
  private(set) var encoded: [UInt8] = []

  private var recipeSHA256: String?
  private var parameters = ""
  private var modelSHA256: String?
  private var thresholds: String?

  /// Finds the rows for `record`, or adds them.
  mutating func look(for record: InspectionRecord, in db: Database) throws {
    guard
      recipeSHA256 != record.recipeSHA256 || parameters != record.effectiveParameters
        || modelSHA256 != record.modelSHA256 || thresholds != record.thresholds
    else { return }
    // Where this throws, nothing is remembered.
    recipeSHA256 = nil
    settingsID = try Self.row(
      "recipe_settings", ["recipe_sha256", "parameters"], key: "settings_id",
      [record.recipeSHA256, record.effectiveParameters], in: db)
    decisionID = nil
    if record.modelSHA256 != nil || record.thresholds != nil {
      decisionID = try Self.row(
        "decision_settings", ["model_sha256", "thresholds"], key: "decision_id",
        [record.modelSHA256 ?? "", record.thresholds ?? ""], in: db)
    }
    encoded = Self.encoded(
      recipeSHA256: record.recipeSHA256,
      parametersSHA256: ChainHash(of: Array(record.effectiveParameters.utf8)),
      decision: decisionID == nil
        ? nil
        : (record.modelSHA256 ?? "", ChainHash(of: Array((record.thresholds ?? "").utf8))))
    recipeSHA256 = record.recipeSHA256
    parameters = record.effectiveParameters
    modelSHA256 = record.modelSHA256
    thresholds = record.thresholds
  }

  /// Forgets what the last record had: its transaction may have been taken back.
  mutating func forget() { recipeSHA256 = nil }

  /// The settings of a record as they stand in the chain.
  static func encoded(
    recipeSHA256: String, parametersSHA256: ChainHash,
    decision: (modelSHA256: String, thresholdsSHA256: ChainHash)?
  ) -> [UInt8] {
    var encoding = ChainEncoding()
    encoding.put(recipeSHA256)
    encoding.put(parametersSHA256.hexadecimal)
    encoding.put(decision?.modelSHA256)
    encoding.put(decision?.thresholdsSHA256.hexadecimal)
    return encoding.bytes
  }

  private static func row(
    _ table: String, _ columns: [String], key: String, _ values: StatementArguments,
    in db: Database
  ) throws -> Int64 {
    let find = try db.cachedStatement(
      sql: "SELECT \(key) FROM \(table) WHERE \(columns[0]) = ? AND \(columns[1]) = ?")
    if let known = try Int64.fetchOne(find, arguments: values) { return known }
    let add = try db.cachedStatement(
      sql: "INSERT INTO \(table) (\(columns[0]), \(columns[1])) VALUES (?, ?)")
    try add.execute(arguments: values)
    return db.lastInsertedRowID
  }
}
