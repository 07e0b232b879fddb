import GRDB

/// The tables, indices, triggers and views of a records file, as migrations.
///
/// No shipped migration changes; none names an application type. A change of the schema is a new
/// migration at the end that also raises `user_version`, and `version` here with it.
enum RecordSchema {
  /// Marks a file as ours (`PRAGMA application_id`): the letters SLIN.
  static let applicationID: Int64 = 0x534C_494E

  /// What `user_version` is after the last migration.
  static let version: Int64 = 5

  /// The `user_version` with which the chain came; files of older versions have none.
  static let firstChained: Int64 = 4

  /// The `user_version` with which the summaries for statistics came.
  static let firstSummarised: Int64 = 5

  /// The oldest `user_version` that can be read without bringing the file up to date: archives may
  /// not be written.
  static let oldestReadable: Int64 = 1

  /// How many consecutive sequence numbers one row of `record_blocks` summarises.
  static let blockLength: Int64 = 2048

  /// All migrations, oldest first.
  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // Immediate checks: the deferred ones read the whole file after each migration.
    migrator.registerMigration("1 records", foreignKeyChecks: .immediate) { db in
      try createTables(db)
      try createIndices(db)
      try createTriggers(db)
      try createViews(db)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    OverrideSchema.register(in: &migrator)
    HealthRow.register(in: &migrator)
    ChainSchema.register(in: &migrator)
    ArrivalSchema.register(in: &migrator)
    ReviewSchema.register(in: &migrator)
    QualitySchema.register(in: &migrator)
    AuditSchema.register(in: &migrator)
    NotedSchema.register(in: &migrator)
    return migrator
  }

  /// The version of the file: overrides came with 2, the health of pictures with 3,
  /// the chain with 4, summaries with 5.
  static func fileVersion(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Strict tables came with SQLite 3.37; older ones read the file only without them.
  static func hasStrictTables(_ db: Database) throws -> Bool {
    let sqlite = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
    let parts = sqlite.split(separator: ".").compactMap { Int($0) }
    return parts.count >= 2 && (parts[0], parts[1]) >= (3, 37)
  }

  private static func createTables(_ db: Database) throws {
    let hasStrict = try hasStrictTables(db)
    let strict = hasStrict ? "STRICT" : ""
    let strictWithoutRowID = hasStrict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID"

    try db.execute(
      sql: """
        CREATE TABLE recipe_settings (
          settings_id INTEGER PRIMARY KEY,
          recipe_sha256 TEXT NOT NULL,
          parameters TEXT NOT NULL,
          UNIQUE (recipe_sha256, parameters)
        ) \(strict);

        CREATE TABLE records (
          sequence INTEGER PRIMARY KEY,
          recorded_at TEXT NOT NULL,
          image_path TEXT NOT NULL,
          image_sha256 TEXT NOT NULL,
          template_path TEXT,
          template_sha256 TEXT,
          verdict TEXT NOT NULL,
          reason TEXT NOT NULL,
          timings TEXT NOT NULL,
          recipe TEXT NOT NULL,
          recipe_version INTEGER NOT NULL,
          settings_id INTEGER NOT NULL REFERENCES recipe_settings,
          software TEXT NOT NULL,
          station TEXT,
          operator TEXT,
          lot TEXT,
          serial TEXT,
          defect_count INTEGER NOT NULL
        ) \(strict);

        CREATE TABLE record_defects (
          sequence INTEGER NOT NULL REFERENCES records,
          ordinal INTEGER NOT NULL,
          class TEXT NOT NULL,
          confidence REAL NOT NULL,
          x1 INTEGER NOT NULL,
          y1 INTEGER NOT NULL,
          x2 INTEGER NOT NULL,
          y2 INTEGER NOT NULL,
          area INTEGER NOT NULL,
          PRIMARY KEY (sequence, ordinal)
        ) \(strictWithoutRowID);

        CREATE TABLE record_blocks (
          block INTEGER PRIMARY KEY,
          first_at TEXT NOT NULL,
          last_at TEXT NOT NULL
        ) \(strict);
        """)
  }

  // Each index ends in the sequence number (the rowid), so that what has one serial, lot, image,
  // verdict, recipe version or class comes out in order without being sorted. Ranges of time go
  // through record_blocks: the clock may be set back, so time is not in the order of the sequence,
  // and an index on time alone would have to be sorted and does not combine with the others.
  // The index on recorded_at serves counts, and those who query the views by time.
  private static func createIndices(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE INDEX records_by_recorded_at ON records (recorded_at, verdict);
        CREATE INDEX records_by_serial ON records (serial) WHERE serial IS NOT NULL;
        CREATE INDEX records_by_lot ON records (lot) WHERE lot IS NOT NULL;
        CREATE INDEX records_by_image ON records (image_sha256);
        CREATE INDEX records_by_verdict ON records (verdict);
        CREATE INDEX records_by_recipe ON records (recipe, recipe_version);
        CREATE INDEX record_defects_by_class ON record_defects (class, sequence);
        """)
  }

  // REPLACE deletes without firing DELETE triggers, hence the checks before INSERT: a record takes
  // the next sequence number and no other, a defect a free place among those its record counts.
  private static func createTriggers(_ db: Database) throws {
    for table in ["records", "record_defects", "recipe_settings"] {
      for action in ["UPDATE", "DELETE"] {
        try db.execute(
          sql: """
            CREATE TRIGGER \(table)_refuse_\(action.lowercased()) BEFORE \(action) ON \(table)
            BEGIN
              SELECT RAISE(ABORT, 'inspection records are never changed or deleted');
            END;
            """)
      }
    }
    try db.execute(
      sql: """
        CREATE TRIGGER records_in_order BEFORE INSERT ON records
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM records)
        BEGIN
          SELECT RAISE(ABORT, 'inspection records are appended in order and without gaps');
        END;

        CREATE TRIGGER record_defects_as_counted BEFORE INSERT ON record_defects
        WHEN NEW.ordinal < 1
          OR NEW.ordinal > (SELECT defect_count FROM records WHERE sequence = NEW.sequence)
          OR EXISTS (
            SELECT 1 FROM record_defects
            WHERE sequence = NEW.sequence AND ordinal = NEW.ordinal)
        BEGIN
          SELECT RAISE(ABORT, 'the defects of a record are written once, with the record');
        END;

        CREATE TRIGGER recipe_settings_once BEFORE INSERT ON recipe_settings
        WHEN EXISTS (
          SELECT 1 FROM recipe_settings
          WHERE settings_id = NEW.settings_id
            OR (recipe_sha256 = NEW.recipe_sha256 AND parameters = NEW.parameters))
        BEGIN
          SELECT RAISE(ABORT, 'recipe settings are written once');
        END;

        CREATE TRIGGER records_into_blocks AFTER INSERT ON records
        BEGIN
          INSERT INTO record_blocks (block, first_at, last_at)
          VALUES ((NEW.sequence - 1) / 2048, NEW.recorded_at, NEW.recorded_at)
          ON CONFLICT (block) DO UPDATE SET
            first_at = min(first_at, excluded.first_at),
            last_at = max(last_at, excluded.last_at);
        END;
        """)
  }

  private static func createViews(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE VIEW inspections (
          sequence, recorded_at, image_path, image_sha256, verdict, reason, recipe,
          recipe_version, recipe_sha256, software, station, operator, lot, serial, defect_count
        ) AS SELECT
          sequence, recorded_at, image_path, image_sha256, verdict, reason, recipe,
          recipe_version, recipe_sha256, software, station, operator, lot, serial, defect_count
        FROM records JOIN recipe_settings USING (settings_id);

        CREATE VIEW defects (sequence, class, confidence, x1, y1, x2, y2, area)
        AS SELECT sequence, class, confidence, x1, y1, x2, y2, area
        FROM record_defects;
        """)
  }
}
