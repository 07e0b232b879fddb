import GRDB

/// The table of what people decided about parts, whether or not that changed the verdict: who agreed with
/// whom is only known when agreement is kept too. What changes a verdict is an override beside it, which
/// is in the chain.
///
/// It only adds to the file; records are read without it, so that `user_version` stays.
enum ReviewSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("6 reviews", foreignKeyChecks: .immediate) { db in
      let strict = try RecordSchema.hasStrictTables(db) ? "STRICT" : ""
      try db.execute(
        sql: """
          CREATE TABLE record_reviews (
            review INTEGER PRIMARY KEY,
            sequence INTEGER NOT NULL REFERENCES records,
            recorded_at TEXT NOT NULL,
            decision TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            reason TEXT NOT NULL,
            override INTEGER REFERENCES record_overrides
          ) \(strict);

          CREATE INDEX record_reviews_by_sequence ON record_reviews (sequence);

          CREATE TRIGGER record_reviews_refuse_update BEFORE UPDATE ON record_reviews
          BEGIN
            SELECT RAISE(ABORT, 'decisions of reviewers are never changed or deleted');
          END;

          CREATE TRIGGER record_reviews_refuse_delete BEFORE DELETE ON record_reviews
          BEGIN
            SELECT RAISE(ABORT, 'decisions of reviewers are never changed or deleted');
          END;

          CREATE TRIGGER record_reviews_in_order BEFORE INSERT ON record_reviews
          WHEN NEW.review IS NOT (SELECT coalesce(max(review), 0) + 1 FROM record_reviews)
          BEGIN
            SELECT RAISE(ABORT, 'decisions of reviewers are appended in order and without gaps');
          END;

          CREATE VIEW reviews (
            review, sequence, recorded_at, decision, reviewer, reason, override
          ) AS SELECT
            review, sequence, recorded_at, decision, reviewer, reason, override
          FROM record_reviews;
          """)
    }
  }
}
