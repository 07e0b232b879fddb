import GRDB

/// The table of who did what, which is only appended to.
///
/// It only adds to the file; records are read without it, so that `user_version` stays.
enum AuditSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("8 audit", foreignKeyChecks: .immediate) { db in
      let strict = try RecordSchema.hasStrictTables(db) ? "STRICT" : ""
      try db.execute(
        sql: """
          CREATE TABLE record_audit (
            audit INTEGER PRIMARY KEY,
            recorded_at TEXT NOT NULL,
            action TEXT NOT NULL,
            actor TEXT NOT NULL,
            source TEXT NOT NULL,
            subject TEXT NOT NULL
          ) \(strict);

          CREATE VIEW audit (audit, recorded_at, action, actor, source, subject)
          AS SELECT audit, recorded_at, action, actor, source, subject FROM record_audit;
          """)
      // REPLACE deletes without firing DELETE triggers, hence the check of the number.
      for action in ["UPDATE", "DELETE"] {
        try db.execute(
          sql: """
            CREATE TRIGGER record_audit_refuse_\(action.lowercased())
            BEFORE \(action) ON record_audit
            BEGIN
              SELECT RAISE(ABORT, 'the audit is never changed or deleted');
            END;
            """)
      }
      try db.execute(
        sql: """
          CREATE TRIGGER record_audit_in_order BEFORE INSERT ON record_audit
          WHEN NEW.audit IS NOT (SELECT coalesce(max(audit), 0) + 1 FROM record_audit)
          BEGIN
            SELECT RAISE(ABORT, 'the audit is appended in order and without gaps');
          END;
          """)
    }
  }

  /// Whether the file has the table; files that nobody brought up to date have not.
  static func isThere(_ db: Database) throws -> Bool {
    try db.tableExists("record_audit")
  }
}
