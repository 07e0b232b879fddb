import GRDB

/// The fourth migration: what a record tells beyond the inspection, the chain of all records, which
/// older records are put into, and the table of deleted images.
enum ChainSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("4 chain", foreignKeyChecks: .immediate) { db in
      try addColumns(db)
      try createTables(db)
      try createTriggers(db)
      try createViews(db)
      try db.execute(
        sql: "INSERT INTO record_file (only, file_id) VALUES (1, lower(hex(randomblob(16))))")
      try ChainAdoption.adopt(db)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
  }

  private static func addColumns(_ db: Database) throws {
    let strict = try RecordSchema.hasStrictTables(db) ? "STRICT" : ""
    try db.execute(
      sql: """
        CREATE TABLE decision_settings (
          decision_id INTEGER PRIMARY KEY,
          model_sha256 TEXT NOT NULL,
          thresholds TEXT NOT NULL,
          UNIQUE (model_sha256, thresholds)
        ) \(strict);

        ALTER TABLE records ADD COLUMN utc_offset INTEGER;
        ALTER TABLE records ADD COLUMN arrived_at TEXT;
        ALTER TABLE records ADD COLUMN image_bytes INTEGER;
        ALTER TABLE records ADD COLUMN image_width INTEGER;
        ALTER TABLE records ADD COLUMN image_height INTEGER;
        ALTER TABLE records ADD COLUMN camera TEXT;
        ALTER TABLE records ADD COLUMN decision_id INTEGER REFERENCES decision_settings;
        """)
  }

  private static func createTables(_ db: Database) throws {
    let hasStrict = try RecordSchema.hasStrictTables(db)
    let strict = hasStrict ? "STRICT" : ""
    let strictWithoutRowID = hasStrict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID"
    try db.execute(
      sql: """
        CREATE TABLE record_parents (
          sequence INTEGER NOT NULL REFERENCES records,
          ordinal INTEGER NOT NULL,
          serial TEXT,
          lot TEXT,
          PRIMARY KEY (sequence, ordinal)
        ) \(strictWithoutRowID);

        CREATE INDEX record_parents_by_serial ON record_parents (serial, sequence)
          WHERE serial IS NOT NULL;
        CREATE INDEX record_parents_by_lot ON record_parents (lot, sequence)
          WHERE lot IS NOT NULL;

        CREATE TABLE record_prunings (
          pruning INTEGER PRIMARY KEY,
          sequence INTEGER NOT NULL REFERENCES records,
          recorded_at TEXT NOT NULL,
          image_path TEXT NOT NULL,
          image_sha256 TEXT NOT NULL,
          operator TEXT NOT NULL,
          reason TEXT NOT NULL
        ) \(strict);

        CREATE INDEX record_prunings_by_sequence ON record_prunings (sequence);
        CREATE INDEX record_prunings_by_image ON record_prunings (image_sha256);

        CREATE TABLE record_file (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          file_id TEXT NOT NULL
        ) \(strict);

        CREATE TABLE record_chain (
          position INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          number INTEGER NOT NULL,
          adopted INTEGER NOT NULL,
          previous BLOB NOT NULL,
          hash BLOB NOT NULL
        ) \(strict);

        CREATE UNIQUE INDEX record_chain_by_number ON record_chain (number, kind);
        """)
  }

  // REPLACE deletes without firing DELETE triggers, hence the checks before INSERT.
  private static func createTriggers(_ db: Database) throws {
    let tables = [
      "decision_settings", "record_parents", "record_prunings", "record_file", "record_chain",
    ]
    for table in tables {
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
        CREATE TRIGGER decision_settings_once BEFORE INSERT ON decision_settings
        WHEN EXISTS (
          SELECT 1 FROM decision_settings
          WHERE decision_id = NEW.decision_id
            OR (model_sha256 = NEW.model_sha256 AND thresholds = NEW.thresholds))
        BEGIN
          SELECT RAISE(ABORT, 'decision settings are written once');
        END;

        CREATE TRIGGER record_parents_of_the_newest BEFORE INSERT ON record_parents
        WHEN NEW.sequence IS NOT (SELECT max(sequence) FROM records)
          OR EXISTS (
            SELECT 1 FROM record_chain WHERE number = NEW.sequence AND kind = 'inspection')
          OR EXISTS (
            SELECT 1 FROM record_parents
            WHERE sequence = NEW.sequence AND ordinal = NEW.ordinal)
        BEGIN
          SELECT RAISE(ABORT, 'what a part was made from is written once, with its record');
        END;

        CREATE TRIGGER record_prunings_in_order BEFORE INSERT ON record_prunings
        WHEN NEW.pruning IS NOT (SELECT coalesce(max(pruning), 0) + 1 FROM record_prunings)
        BEGIN
          SELECT RAISE(ABORT, 'deletions of images are appended in order and without gaps');
        END;

        CREATE TRIGGER record_file_once BEFORE INSERT ON record_file
        WHEN EXISTS (SELECT 1 FROM record_file)
        BEGIN
          SELECT RAISE(ABORT, 'the identity of the file is written once');
        END;

        CREATE TRIGGER record_chain_in_order BEFORE INSERT ON record_chain
        WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM record_chain)
          OR (NEW.position > 1 AND NEW.previous IS NOT
            (SELECT hash FROM record_chain WHERE position = NEW.position - 1))
          OR EXISTS (
            SELECT 1 FROM record_chain WHERE number = NEW.number AND kind = NEW.kind)
        BEGIN
          SELECT RAISE(ABORT, 'the chain is appended in order, each link to the one before');
        END;
        """)
  }

  private static func createViews(_ db: Database) throws {
    try db.execute(
      sql: """
        DROP VIEW inspections;

        CREATE VIEW inspections (
          sequence, recorded_at, image_path, image_sha256, verdict, reason, recipe,
          recipe_version, recipe_sha256, software, station, operator, lot, serial, defect_count,
          final_verdict, camera, arrived_at, utc_offset, image_bytes, image_width, image_height,
          model_sha256
        ) AS SELECT
          sequence, recorded_at, image_path, image_sha256, verdict, reason, recipe,
          recipe_version, recipe_sha256, software, station, operator, lot, serial, defect_count,
          coalesce(
            (SELECT o.new_verdict FROM record_overrides o
              WHERE o.sequence = records.sequence ORDER BY o.override DESC LIMIT 1),
            verdict),
          camera, arrived_at, utc_offset, image_bytes, image_width, image_height,
          (SELECT nullif(d.model_sha256, '') FROM decision_settings d
            WHERE d.decision_id = records.decision_id)
        FROM records JOIN recipe_settings USING (settings_id);

        CREATE VIEW chain (position, kind, number, adopted, previous, hash)
        AS SELECT position, kind, number, adopted, lower(hex(previous)), lower(hex(hash))
        FROM record_chain;

        CREATE VIEW prunings (
          pruning, sequence, recorded_at, image_path, image_sha256, operator, reason
        ) AS SELECT
          pruning, sequence, recorded_at, image_path, image_sha256, operator, reason
        FROM record_prunings;

        CREATE VIEW parents (sequence, serial, lot)
        AS SELECT sequence, serial, lot FROM record_parents;
        """)
  }
}
