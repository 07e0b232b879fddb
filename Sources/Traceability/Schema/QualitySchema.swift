import GRDB

/// The migration that brings how many records of each verdict every quarter of an hour has, and which
/// records inspect a part again, so that charts over months need not go through all records.
///
/// Both tables only repeat what the records say: ``QualityWriter`` keeps them, verification compares them.
/// A program that does not know them would append without them, so that the version rises.
enum QualitySchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("7 quality", foreignKeyChecks: .immediate) { db in
      try createTables(db)
      try db.execute(
        sql: """
          INSERT INTO record_repeats (sequence, first_sequence) \(repeats);
          CREATE INDEX record_repeats_by_first ON record_repeats (first_sequence);
          INSERT INTO record_quarters (\(columns)) \(quarters(visit: summarisedVisit));
          PRAGMA user_version = 5;
          """)
    }
  }

  /// What makes a row of `record_quarters`.
  static let keys = [
    "quarter", "utc_offset", "recipe", "recipe_version", "station", "lot", "verdict", "visit",
  ]
  /// The columns of `record_quarters`: its key, then what is counted.
  static let columns = (keys + ["inspections", "defects"]).joined(separator: ", ")

  /// What a record `r` is for its part, as SQL: 0 where the part has no serial number, 1 for its first
  /// inspection, 2 for a further one.
  static let visit =
    "CASE WHEN r.serial IS NULL THEN 0 WHEN \(first(of: "r")) IS NULL THEN 1 ELSE 2 END"

  /// The same, with what `record_repeats` says.
  static let summarisedVisit = """
    CASE WHEN r.serial IS NULL THEN 0
      WHEN EXISTS (SELECT 1 FROM record_repeats p WHERE p.sequence = r.sequence) THEN 2
      ELSE 1 END
    """

  /// The quarter of an hour of the time `column`, as SQL: how many there were since 1970, also for times
  /// before.
  static func quarter(_ column: String) -> String {
    // From the year 0, which no record is before, since division cuts towards 0.
    "((CAST(strftime('%s', \(column)) AS INTEGER) + 62167219200) / 900 - 69074688)"
  }

  /// The first inspection, by the same recipe, of the part that `record` inspects again, as SQL; NULL where
  /// there was none.
  private static func first(of record: String) -> String {
    "("
      + first(
        serial: "\(record).serial", sequence: "\(record).sequence", recipe: "\(record).recipe")
      + ")"
  }

  /// The first record with this serial number and recipe before `sequence`, as a query. Of a serial number
  /// that thousands of records have, such as "none", only the first 16 are looked through, so that
  /// appending stays fast.
  static func first(serial: String, sequence: String, recipe: String) -> String {
    """
    SELECT x.sequence FROM (
      SELECT e.sequence, e.recipe FROM records e INDEXED BY records_by_serial
      WHERE e.serial = \(serial) AND e.sequence < \(sequence)
      ORDER BY e.sequence LIMIT 16) x
    WHERE x.recipe = \(recipe) ORDER BY x.sequence LIMIT 1
    """
  }

  /// What `record_repeats` has to hold, as a query.
  static let repeats = """
    SELECT sequence, first_sequence FROM (
      SELECT r.sequence AS sequence, \(first(of: "r")) AS first_sequence
      FROM (
        SELECT serial FROM records INDEXED BY records_by_serial
        WHERE serial IS NOT NULL GROUP BY serial HAVING count(*) > 1) s
      CROSS JOIN records r INDEXED BY records_by_serial ON r.serial = s.serial)
    WHERE first_sequence IS NOT NULL
    """

  /// What `record_quarters` has to hold, as a query with its columns; of the records `r` that fulfil
  /// `condition`. Records have an offset from UTC since the chain came.
  static func quarters(
    where condition: String = "1", visit: String = visit, hasOffset: Bool = true
  ) -> String {
    """
    SELECT
      \(quarter("r.recorded_at")) AS quarter,
      \(hasOffset ? "coalesce(r.utc_offset, 0)" : "0") AS utc_offset,
      r.recipe AS recipe, r.recipe_version AS recipe_version, coalesce(r.station, '') AS station,
      coalesce(r.lot, '') AS lot, r.verdict AS verdict, \(visit) AS visit,
      count(*) AS inspections, sum(r.defect_count) AS defects
    FROM records r WHERE \(condition)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    """
  }

  /// The first of the two tables that does not hold what the records say; `nil` where both do. Goes
  /// through all records; memory does not grow with them.
  static func firstDifference(_ db: Database) throws -> String? {
    func matches(_ expected: String, _ table: String, _ keys: [String], _ values: [String]) throws
      -> Bool
    {
      let same = (keys + values).map { "t.\($0) = x.\($0)" }.joined(separator: " AND ")
      return try Bool.fetchOne(
        db,
        sql: """
          SELECT count(*) = count(t.\(keys[0])) AND count(*) = (SELECT count(*) FROM \(table))
          FROM (\(expected)) x LEFT JOIN \(table) t ON \(same)
          """) ?? false
    }
    guard try matches(repeats, "record_repeats", ["sequence"], ["first_sequence"]) else {
      return "record_repeats"
    }
    let expected = quarters(visit: summarisedVisit)
    return try matches(expected, "record_quarters", keys, ["inspections", "defects"])
      ? nil : "record_quarters"
  }

  private static func createTables(_ db: Database) throws {
    let hasStrict = try RecordSchema.hasStrictTables(db)
    try db.execute(
      sql: """
        CREATE TABLE record_repeats (
          sequence INTEGER PRIMARY KEY,
          first_sequence INTEGER NOT NULL
        ) \(hasStrict ? "STRICT" : "");

        CREATE TABLE record_quarters (
          quarter INTEGER NOT NULL,
          utc_offset INTEGER NOT NULL,
          recipe TEXT NOT NULL,
          recipe_version INTEGER NOT NULL,
          station TEXT NOT NULL,
          lot TEXT NOT NULL,
          verdict TEXT NOT NULL,
          visit INTEGER NOT NULL,
          inspections INTEGER NOT NULL,
          defects INTEGER NOT NULL,
          PRIMARY KEY (\(keys.joined(separator: ", ")))
        ) \(hasStrict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID");
        """)
  }
}
