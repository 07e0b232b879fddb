import GRDB

/// The migration that brings how many records of each verdict every quarter of an hour has, and which records
/// inspect a part again, so that charts over months need not go through all records.
///
/// Both tables only repeat what the records say; a trigger keeps them, verification compares them. A
/// program that does not know the trigger would take it for a stranger's, so that the version rises.
enum QualitySchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("7 quality", foreignKeyChecks: .immediate) { db in
      try createTables(db)
      try db.execute(
        sql: """
          INSERT INTO record_repeats (sequence, first_sequence) \(repeats);
          CREATE INDEX record_repeats_by_first ON record_repeats (first_sequence);
          INSERT INTO record_quarters (\(columns)) \(quarters());
          """)
      try createTrigger(db)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
  }

  /// The columns of `record_quarters`: its key, then what is counted.
  static let columns =
    "quarter, utc_offset, recipe, recipe_version, station, lot, verdict, visit, inspections, defects"

  /// What a record `r` is for its part, as SQL: 0 where the part has no serial number, 1 for its first
  /// inspection, 2 for a further one.
  static let visit =
    "CASE WHEN r.serial IS NULL THEN 0 WHEN \(first(of: "r")) IS NULL THEN 1 ELSE 2 END"

  /// The quarter of an hour of the time `column`, as SQL: how many there were since 1970, also for times
  /// before.
  static func quarter(_ column: String) -> String {
    // From the year 0, which no record is before, since division cuts towards 0.
    "((CAST(strftime('%s', \(column)) AS INTEGER) + 62167219200) / 900 - 69074688)"
  }

  /// The first inspection, by the same recipe, of the part that `record` inspects again, as SQL; NULL where
  /// there was none. Of a serial number that thousands of records have, such as "none", only the first 16
  /// are looked through, so that appending stays fast.
  static func first(of record: String) -> String {
    """
    (SELECT x.sequence FROM (
      SELECT e.sequence, e.recipe FROM records e INDEXED BY records_by_serial
      WHERE e.serial = \(record).serial AND e.sequence < \(record).sequence
      ORDER BY e.sequence LIMIT 16) x
    WHERE x.recipe = \(record).recipe ORDER BY x.sequence LIMIT 1)
    """
  }

  /// What `record_repeats` has to hold, as a query.
  static let repeats = """
    SELECT sequence, first_sequence FROM (
      SELECT r.sequence AS sequence, \(first(of: "r")) AS first_sequence FROM records r
      WHERE r.serial IS NOT NULL)
    WHERE first_sequence IS NOT NULL
    """

  /// What `record_quarters` has to hold, as a query with its columns; of the records `r` that fulfil
  /// `condition`. Records have an offset from UTC since the chain came.
  static func quarters(where condition: String = "1", hasOffset: Bool = true) -> String {
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
    let tables = [
      ("record_repeats", "SELECT sequence, first_sequence FROM record_repeats", repeats),
      ("record_quarters", "SELECT \(columns) FROM record_quarters", quarters()),
    ]
    for (name, found, expected) in tables {
      let differs = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT * FROM (\(expected)) EXCEPT \(found))
            OR EXISTS (\(found) EXCEPT SELECT * FROM (\(expected)))
          """)
      if differs == true { return name }
    }
    return nil
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
          PRIMARY KEY (
            quarter, utc_offset, recipe, recipe_version, station, lot, verdict, visit)
        ) \(hasStrict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID");
        """)
  }

  private static func createTrigger(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TRIGGER records_into_quarters AFTER INSERT ON records
        BEGIN
          INSERT INTO record_repeats (sequence, first_sequence)
          SELECT NEW.sequence, f.first_sequence
          FROM (SELECT \(first(of: "NEW")) AS first_sequence) f
          WHERE f.first_sequence IS NOT NULL;

          INSERT INTO record_quarters (\(columns))
          VALUES (
            \(quarter("NEW.recorded_at")), coalesce(NEW.utc_offset, 0), NEW.recipe,
            NEW.recipe_version, coalesce(NEW.station, ''), coalesce(NEW.lot, ''), NEW.verdict,
            CASE WHEN NEW.serial IS NULL THEN 0
              WHEN EXISTS (SELECT 1 FROM record_repeats WHERE sequence = NEW.sequence) THEN 2
              ELSE 1 END,
            1, NEW.defect_count)
          ON CONFLICT (
            quarter, utc_offset, recipe, recipe_version, station, lot, verdict, visit)
          DO UPDATE SET
            inspections = inspections + 1, defects = defects + excluded.defects;
        END;
        """)
  }
}
