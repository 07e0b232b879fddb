import GRDB

/// The second migration: people's overrides of verdicts, and the verdict that counts in the view of
/// inspections.
enum OverrideSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("2 overrides", foreignKeyChecks: .immediate) { db in
      try createTable(db)
      try createTriggers(db)
      try createViews(db)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
  }

  private static func createTable(_ db: Database) throws {
    let strict = try RecordSchema.hasStrictTables(db) ? "STRICT" : ""
    try db.execute(
      sql: """
        CREATE TABLE record_overrides (
          override INTEGER PRIMARY KEY,
          sequence INTEGER NOT NULL REFERENCES records,
          recorded_at TEXT NOT NULL,
          old_verdict TEXT NOT NULL,
          new_verdict TEXT NOT NULL,
          operator TEXT NOT NULL,
          reason TEXT NOT NULL
        ) \(strict);

        CREATE INDEX record_overrides_by_sequence ON record_overrides (sequence);
        """)
  }

  // As for records: REPLACE deletes without firing DELETE triggers, hence the check of the number.
  private static func createTriggers(_ db: Database) throws {
    for action in ["UPDATE", "DELETE"] {
      try db.execute(
        sql: """
          CREATE TRIGGER record_overrides_refuse_\(action.lowercased())
          BEFORE \(action) ON record_overrides
          BEGIN
            SELECT RAISE(ABORT, 'overrides of verdicts are never changed or deleted');
          END;
          """)
    }
    try db.execute(
      sql: """
        CREATE TRIGGER record_overrides_in_order BEFORE INSERT ON record_overrides
        WHEN NEW.override IS NOT (SELECT coalesce(max(override), 0) + 1 FROM record_overrides)
        BEGIN
          SELECT RAISE(ABORT, 'overrides of verdicts are appended in order and without gaps');
        END;

        CREATE TRIGGER record_overrides_of_a_verdict BEFORE INSERT ON record_overrides
        WHEN NEW.new_verdict = NEW.old_verdict OR NEW.old_verdict IS NOT coalesce(
          (SELECT new_verdict FROM record_overrides
            WHERE sequence = NEW.sequence ORDER BY override DESC LIMIT 1),
          (SELECT verdict FROM records WHERE sequence = NEW.sequence))
        BEGIN
          SELECT RAISE(ABORT, 'an override changes the verdict that counts for a record');
        END;

        CREATE TRIGGER record_overrides_by_somebody BEFORE INSERT ON record_overrides
        WHEN trim(NEW.operator) = '' OR trim(NEW.reason) = ''
        BEGIN
          SELECT RAISE(ABORT, 'an override says who decided and why');
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
          final_verdict
        ) AS SELECT
          sequence, recorded_at, image_path, image_sha256, verdict, reason, recipe,
          recipe_version, recipe_sha256, software, station, operator, lot, serial, defect_count,
          coalesce(
            (SELECT o.new_verdict FROM record_overrides o
              WHERE o.sequence = records.sequence ORDER BY o.override DESC LIMIT 1),
            verdict)
        FROM records JOIN recipe_settings USING (settings_id);

        CREATE VIEW overrides (
          override, sequence, recorded_at, old_verdict, new_verdict, operator, reason
        ) AS SELECT
          override, sequence, recorded_at, old_verdict, new_verdict, operator, reason
        FROM record_overrides;
        """)
  }
}
