import GRDB

/// A query as SQL over the tables, with the index it runs on.
///
/// One condition drives: its index yields the sequence numbers in order, the others filter. Which
/// one is fixed here, by how few records usually meet it, rather than left to SQLite, which would
/// decide by statistics that nobody keeps. Where the driving index alone does not yield the order
/// (several verdicts, all versions of a recipe) or a range of time is asked for, the search goes
/// block by block over `record_blocks` and skips blocks wholly outside the range.
struct RecordSelection {
  /// From `FROM` to the end of `WHERE`; `r` is the record.
  private(set) var source = ""
  /// For the placeholders in `source`, in order.
  private(set) var arguments = StatementArguments()
  /// What sorts newest or oldest first.
  private(set) var ordering = ""

  private var conditions: [String] = []

  private init() {}

  /// For the records that `query` wants, in its order, without its limit, of a file that has the index of
  /// records that did not pass, or has not.
  init(_ query: RecordQuery, isNoted: Bool) {
    let driver = Driver(query)
    let byBlocks = driver.needsBlocks(query)
    let driving = driver == .defectClass ? "d" : "r"
    if byBlocks { addBlocks(query) }
    if driver == .defectClass {
      addDefectClass(query)
      // What is not wanted is left out without reading its record.
      if isNoted { add(NotedSchema.condition) }
    }
    if byBlocks {
      let length = RecordSchema.blockLength
      add("\(driving).sequence > b.block * \(length)")
      add("\(driving).sequence <= (b.block + 1) * \(length)")
    }
    if let after = query.after {
      add("\(driving).sequence \(query.order == .newestFirst ? "<" : ">") ?", [after])
    }
    if driver == .defectClass || driver == .verdict { addRecipeRange(query, driving) }
    addConditions(query, driver: driver)
    source =
      "FROM " + (byBlocks ? "record_blocks b CROSS JOIN " : "")
      + driver.table(isNoted: isNoted) + where_
    let direction = query.order == .newestFirst ? "DESC" : "ASC"
    ordering =
      "ORDER BY " + (byBlocks ? "b.block \(direction), " : "")
      + "\(driving).sequence \(direction)"
  }

  /// For counting the records that `query` wants, whatever their order.
  init(counting query: RecordQuery, isNoted: Bool) {
    let driver = Driver(query)
    guard driver == .sequence else {
      self.init(query, isNoted: isNoted)
      return
    }
    self.init()
    let index =
      query.since == nil && query.until == nil ? "records_by_verdict" : "records_by_recorded_at"
    if let after = query.after {
      add("r.sequence \(query.order == .newestFirst ? "<" : ">") ?", [after])
    }
    addConditions(query, driver: driver)
    source = "FROM records r INDEXED BY \(index)" + where_
  }

  // MARK: - Conditions

  private var where_: String {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  private mutating func add(_ condition: String, _ values: StatementArguments = []) {
    conditions.append(condition)
    arguments += values
  }

  private mutating func addBlocks(_ query: RecordQuery) {
    if let since = query.since { add("b.last_at >= ?", [RecordTime.text(since)]) }
    if let until = query.until { add("b.first_at < ?", [RecordTime.text(until)]) }
    if let after = query.after {
      let comparison = query.order == .newestFirst ? "<=" : ">="
      add("b.block \(comparison) ? / \(RecordSchema.blockLength)", [max(0, after - 1)])
    }
  }

  // The first of a record's defects of the class stands for the record.
  private mutating func addDefectClass(_ query: RecordQuery) {
    add("d.class = ?", [query.defectClass?.rawValue])
    add("r.sequence = d.sequence")
    add(
      """
      NOT EXISTS (SELECT 1 FROM record_defects e \
      WHERE e.sequence = d.sequence AND e.class = d.class AND e.ordinal < d.ordinal)
      """)
  }

  // A version is in use for a while, then never again: the search need not go through all records of
  // the class or verdict, only through those between the version's first and last.
  private mutating func addRecipeRange(_ query: RecordQuery, _ driving: String) {
    guard let recipe = query.recipe, let version = recipe.version else { return }
    func end(_ direction: String) -> String {
      """
      (SELECT sequence FROM records INDEXED BY records_by_recipe \
      WHERE recipe = ? AND recipe_version = ? ORDER BY sequence \(direction) LIMIT 1)
      """
    }
    add("\(driving).sequence >= \(end("ASC"))", [recipe.name, version])
    add("\(driving).sequence <= \(end("DESC"))", [recipe.name, version])
  }

  private mutating func addConditions(_ query: RecordQuery, driver: Driver) {
    if let serial = query.serial { add("r.serial = ?", [serial]) }
    if let hash = query.imageSHA256 { add("r.image_sha256 = ?", [hash]) }
    if let lot = query.lot { add("r.lot = ?", [lot]) }
    if let defectClass = query.defectClass, driver != .defectClass {
      add(
        "EXISTS (SELECT 1 FROM record_defects d WHERE d.sequence = r.sequence AND d.class = ?)",
        [defectClass.rawValue])
    }
    if let verdicts = query.restrictingVerdicts {
      let places = verdicts.map { _ in "?" }.joined(separator: ", ")
      add("r.verdict IN (\(places))", StatementArguments(verdicts))
    }
    if let recipe = query.recipe { addRecipe(recipe, drives: driver == .recipe) }
    if let since = query.since { add("r.recorded_at >= ?", [RecordTime.text(since)]) }
    if let until = query.until { add("r.recorded_at < ?", [RecordTime.text(until)]) }
  }

  private mutating func addRecipe(_ recipe: RecordQuery.RecipeSelector, drives: Bool) {
    add("r.recipe = ?", [recipe.name])
    if let version = recipe.version {
      add("r.recipe_version = ?", [version])
    } else if drives {
      // All versions there are, each found by one step in the index; the search by recipe, version
      // and range of sequence numbers wants them by value.
      add(
        """
        r.recipe_version IN (
          WITH RECURSIVE versions (version) AS (
            SELECT min(recipe_version) FROM records WHERE recipe = ?
            UNION ALL
            SELECT (
              SELECT min(recipe_version) FROM records
              WHERE recipe = ? AND recipe_version > versions.version)
            FROM versions WHERE versions.version IS NOT NULL)
          SELECT version FROM versions WHERE version IS NOT NULL)
        """, [recipe.name, recipe.name])
    }
  }
}

/// The condition whose index yields the records.
private enum Driver {
  case serial, image, lot, defectClass, verdict, recipe, sequence

  init(_ query: RecordQuery) {
    self =
      if query.serial != nil {
        .serial
      } else if query.imageSHA256 != nil {
        .image
      } else if query.lot != nil {
        .lot
      } else if query.defectClass != nil {
        .defectClass
      } else if let verdicts = query.restrictingVerdicts, !verdicts.contains("pass") {
        .verdict
      } else if query.recipe != nil {
        .recipe
      } else if query.restrictingVerdicts != nil {
        .verdict
      } else {
        .sequence
      }
  }

  /// The tables searched, the driving one first.
  func table(isNoted: Bool) -> String {
    switch self {
    case .serial: "records r INDEXED BY records_by_serial"
    case .image: "records r INDEXED BY records_by_image"
    case .lot: "records r INDEXED BY records_by_lot"
    case .defectClass:
      "record_defects d INDEXED BY record_defects_by_class CROSS JOIN "
        + (isNoted ? NotedSchema.table : "records r NOT INDEXED")
    case .verdict: "records r INDEXED BY records_by_verdict"
    case .recipe: "records r INDEXED BY records_by_recipe"
    case .sequence: "records r NOT INDEXED"
    }
  }

  // A serial, an image or a lot has few records, close together: no block needs skipping.
  func needsBlocks(_ query: RecordQuery) -> Bool {
    let hasTime = query.since != nil || query.until != nil
    switch self {
    case .serial, .image, .lot: return false
    case .defectClass, .sequence: return hasTime
    case .verdict: return hasTime || (query.restrictingVerdicts?.count ?? 0) > 1
    case .recipe: return hasTime || query.recipe?.version == nil
    }
  }
}

extension RecordQuery {
  /// The wanted verdicts as stored, in a fixed order; `nil` where every verdict is wanted.
  fileprivate var restrictingVerdicts: [String]? {
    guard !verdicts.isEmpty else { return nil }
    let chosen = verdicts.map(\.rawValue).sorted()
    return chosen == ["fail", "pass", "review", "uninspectable"] ? nil : chosen
  }
}
