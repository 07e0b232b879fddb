import GRDB

/// The records of one kind that all their values stand in one row, in the order of their numbers, and
/// the digest of each.
struct RowDigests {
  private let kind: ChainKind
  private let columnCount: Int
  private let rows: RawRows
  private var encoding = ChainEncoding()

  /// The overrides of `db` from number `first` on.
  static func overrides(_ db: Database, from first: Int64) throws -> RowDigests {
    try RowDigests(
      db, .override, "record_overrides", key: "override", ChainContent.override, from: first)
  }

  /// The deletions of images that `db` tells of, from number `first` on.
  static func prunings(_ db: Database, from first: Int64) throws -> RowDigests {
    try RowDigests(
      db, .pruning, "record_prunings", key: "pruning", ChainContent.pruning, from: first)
  }

  private init(
    _ db: Database, _ kind: ChainKind, _ table: String, key: String, _ columns: [String],
    from first: Int64
  ) throws {
    self.kind = kind
    columnCount = columns.count
    let list = columns.joined(separator: ", ")
    rows = try RawRows(
      db, sql: "SELECT \(list) FROM \(table) WHERE \(key) >= \(first) ORDER BY \(key)")
  }

  /// The number of the record that is next; `nil` where there is none.
  var number: Int64? { rows.hasRow ? rows.integer(0) : nil }

  /// The digest of the record that is next, which has been passed then.
  mutating func take() throws -> ChainHash {
    ChainContent.begin(kind, &encoding)
    for column in 0..<columnCount { rows.encode(column, into: &encoding) }
    try rows.advance()
    return ChainHash(of: encoding)
  }
}

/// The inspections of a file in the order of their sequence numbers, and the digest of each. Rows of
/// other tables that belong to none of them are noticed.
struct InspectionDigests {
  private let records: RawRows
  private let defects: RawRows
  private let parents: RawRows
  private var encoding = ChainEncoding()
  private var list = ChainEncoding()

  /// The inspections of `db` from number `first` on.
  init(_ db: Database, from first: Int64) throws {
    func rows(_ table: String, _ columns: [String], order: String) throws -> RawRows {
      let list = columns.joined(separator: ", ")
      return try RawRows(
        db, sql: "SELECT \(list) FROM \(table) WHERE sequence >= \(first) ORDER BY \(order)")
    }
    records = try rows(
      "records", ChainContent.inspection + ["settings_id", "decision_id"], order: "sequence")
    defects = try rows(
      "record_defects", ["sequence"] + ChainContent.defect, order: "sequence, ordinal")
    parents = try rows(
      "record_parents", ["sequence"] + ChainContent.parent, order: "sequence, ordinal")
  }

  /// The number of the record that is next; `nil` where there is none.
  var number: Int64? { records.hasRow ? records.integer(0) : nil }

  /// When the record that is next was made, as the file has it.
  var recordedAt: String { records.text(1) }

  /// A row of another table that belongs to no record before the next.
  var stray: (table: String, sequence: Int64)? {
    let next = number ?? .max
    if defects.hasRow, defects.integer(0) < next { return ("record_defects", defects.integer(0)) }
    if parents.hasRow, parents.integer(0) < next { return ("record_parents", parents.integer(0)) }
    return nil
  }

  /// The digest of the record that is next, which has been passed then; with `number`, the digest that
  /// it would have with that sequence number.
  mutating func take(
    as number: Int64? = nil, settings: inout SettingsDigests, in db: Database
  ) throws -> ChainHash {
    let sequence = records.integer(0)
    let columns = ChainContent.inspection.count
    ChainContent.begin(.inspection, &encoding)
    encoding.put(number ?? sequence)
    for column in 1..<columns { records.encode(column, into: &encoding) }
    encoding.append(
      try settings.encoded(
        settings: records.integer(columns),
        decision: records.isNull(columns + 1) ? nil : records.integer(columns + 1), in: db))
    try Self.encodeList(defects, of: sequence, ChainContent.defect, &list, into: &encoding)
    try Self.encodeList(parents, of: sequence, ChainContent.parent, &list, into: &encoding)
    try records.advance()
    return ChainHash(of: encoding)
  }

  private static func encodeList(
    _ rows: RawRows, of sequence: Int64, _ columns: [String], _ list: inout ChainEncoding,
    into encoding: inout ChainEncoding
  ) throws {
    list.removeAll()
    var count = 0
    while rows.hasRow, rows.integer(0) == sequence {
      count += 1
      list.putList(count: columns.count)
      for column in 1...columns.count { rows.encode(column, into: &list) }
      try rows.advance()
    }
    encoding.putList(count: count)
    encoding.append(list.bytes)
  }
}

/// The settings that records share, as they stand in the chain. Each is read and hashed once; files
/// have few of them.
struct SettingsDigests {
  private var recipes: [Int64: (recipeSHA256: String, parametersSHA256: ChainHash)] = [:]
  private var decisions: [Int64: (modelSHA256: String, thresholdsSHA256: ChainHash)] = [:]
  private var last: (settings: Int64, decision: Int64?, encoded: [UInt8])?

  /// The values of ``ChainContent/settings`` of a record that refers to these rows, encoded; of rows
  /// that do not exist, what no record has.
  mutating func encoded(settings: Int64, decision: Int64?, in db: Database) throws -> [UInt8] {
    if let last, last.settings == settings, last.decision == decision { return last.encoded }
    let recipe =
      try recipes[settings]
      ?? Self.row("recipe_settings", "settings_id", settings, "recipe_sha256, parameters", db)
    var chosen: (String, ChainHash)?
    if let decision {
      chosen =
        try decisions[decision]
        ?? Self.row("decision_settings", "decision_id", decision, "model_sha256, thresholds", db)
      decisions[decision] = chosen
    }
    guard let recipe, decision == nil || chosen != nil else { return [] }
    recipes[settings] = recipe
    let encoded = SettingsRows.encoded(
      recipeSHA256: recipe.0, parametersSHA256: recipe.1, decision: chosen)
    last = (settings, decision, encoded)
    return encoded
  }

  /// How many different settings there were.
  var count: (recipes: Int, decisions: Int) { (recipes.count, decisions.count) }

  private static func row(
    _ table: String, _ key: String, _ id: Int64, _ columns: String, _ db: Database
  ) throws -> (String, ChainHash)? {
    let rows = try RawRows(db, sql: "SELECT \(columns) FROM \(table) WHERE \(key) = \(id)")
    guard rows.hasRow, rows.isText(0), rows.isText(1) else { return nil }
    return (rows.text(0), rows.withBytes(1) { ChainHash(of: Array($0)) })
  }
}
