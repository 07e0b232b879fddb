import GRDB

/// The tables of the watch station: which file each of its records is about and what became of it,
/// how far verdicts were told to others, and alarms.
///
/// They only add to the file; records are read without them, so that `user_version` stays.
enum ArrivalSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("arrivals", foreignKeyChecks: .immediate) { db in
      let hasStrict = try RecordSchema.hasStrictTables(db)
      try createTables(
        db, strict: hasStrict ? "STRICT" : "",
        strictWithoutRowID: hasStrict ? "STRICT, WITHOUT ROWID" : "WITHOUT ROWID")
    }
  }

  // The device is no part of the unique index: its number may be another one after a restart of the
  // machine, and the file is still the same.
  private static func createTables(
    _ db: Database, strict: String, strictWithoutRowID: String
  ) throws {
    try db.execute(
      sql: """
        CREATE TABLE record_arrivals (
          sequence INTEGER PRIMARY KEY REFERENCES records,
          folder BLOB NOT NULL,
          name BLOB NOT NULL,
          device INTEGER NOT NULL,
          inode INTEGER NOT NULL,
          modified_ns INTEGER NOT NULL,
          size INTEGER NOT NULL,
          image_sha256 TEXT NOT NULL,
          arrived_at TEXT NOT NULL,
          same_bytes_as INTEGER,
          is_quarantined INTEGER NOT NULL,
          ending TEXT,
          moved_to BLOB
        ) \(strict);

        CREATE UNIQUE INDEX record_arrivals_by_file
        ON record_arrivals (name, folder, inode, modified_ns, size, image_sha256);
        CREATE INDEX record_arrivals_without_ending
        ON record_arrivals (sequence) WHERE ending IS NULL;

        CREATE TABLE station_marks (
          mark TEXT PRIMARY KEY,
          sequence INTEGER NOT NULL
        ) \(strictWithoutRowID);

        CREATE TABLE station_alarms (
          alarm INTEGER PRIMARY KEY,
          raised_at TEXT NOT NULL,
          kind TEXT NOT NULL,
          folder TEXT,
          sentence TEXT NOT NULL,
          state TEXT NOT NULL
        ) \(strict);

        CREATE VIEW arrivals (
          sequence, folder, name, device, inode, modified_ns, size, image_sha256, arrived_at,
          same_bytes_as, is_quarantined, ending, moved_to
        ) AS SELECT
          sequence, folder, name, device, inode, modified_ns, size, image_sha256, arrived_at,
          same_bytes_as, is_quarantined, ending, moved_to
        FROM record_arrivals;

        CREATE VIEW alarms (alarm, raised_at, kind, folder, sentence, state)
        AS SELECT alarm, raised_at, kind, folder, sentence, state FROM station_alarms;
        """)
  }
}
