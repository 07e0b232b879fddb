import Decision
import Foundation
import GRDB

extension RecordStore {
  /// Commits durably what a person decided about the record `sequence`. Where another verdict counts
  /// from now on, that is an override in the chain of records, committed with it.
  ///
  /// - Parameters:
  ///   - answer: what was decided.
  ///   - sequence: the record's number.
  ///   - reviewer: who decided; not blank.
  ///   - reason: why; not blank.
  ///   - source: from where, for the audit: an address or `command line`.
  ///   - date: when.
  /// - Returns: the decision as it was recorded.
  /// - Throws: that there is no such record, that reviewer or reason cannot be recorded, or what is wrong
  ///   with the file; nothing was recorded then.
  public func decide(
    _ answer: ReviewDecision.Answer, about sequence: Int64, reviewer: String, reason: String,
    from source: String = "command line", at date: Date = Date()
  ) throws(RecordStoreError) -> ReviewDecision {
    try checkDecision([("operator", reviewer), ("reason", reason)], at: date)
    let location = path
    return try withRecordErrors(path: path) {
      try withWriter { db in
        var decided: ReviewDecision?
        try db.inTransaction(.immediate) {
          let old = try Self.countingVerdict(of: sequence, in: db, path: location)
          var number: Int64?
          if let verdict = answer.verdict, verdict != old {
            number = try Self.append(
              VerdictOverride(
                sequence: sequence, oldVerdict: old, newVerdict: verdict, operator: reviewer,
                reason: reason, recordedAt: date), from: source, to: db
            ).number
          }
          let newest = try Int64.fetchOne(
            db, sql: "SELECT coalesce(max(review), 0) FROM record_reviews")
          let made = ReviewDecision(
            number: (newest ?? 0) + 1, sequence: sequence, recordedAt: RecordTime.rounded(date),
            answer: answer, reviewer: reviewer, reason: reason, override: number)
          try ReviewRow.insert(made, into: db)
          decided = made
          return .commit
        }
        guard let decided else { preconditionFailure("a committed decision is there") }
        return decided
      }
    }
  }
}

extension RecordReader {
  /// What people decided about the record `sequence`, oldest first.
  ///
  /// - Throws: what is wrong with the file.
  public func reviews(of sequence: Int64) throws(RecordStoreError) -> [ReviewDecision] {
    try read { db in try Self.reviews(of: sequence, in: db) }
  }

  /// The latest decisions about parts that at least two people decided about, each person's last one
  /// about each part, in the order of the records.
  ///
  /// - Parameter limit: so many decisions at most are looked at, the newest.
  /// - Returns: the decisions.
  /// - Throws: what is wrong with the file.
  public func sharedReviews(limit: Int = 20_000) throws(RecordStoreError) -> [ReviewDecision] {
    try read { db in
      guard try db.tableExists("record_reviews") else { return [] }
      return try Row.fetchAll(
        db.cachedStatement(
          sql: """
            WITH newest AS (
              SELECT max(review) AS review, sequence, reviewer FROM record_reviews
              WHERE review > (SELECT coalesce(max(review), 0) FROM record_reviews) - ?
              GROUP BY sequence, reviewer),
            shared AS (SELECT sequence FROM newest GROUP BY sequence HAVING count(*) > 1)
            SELECT \(ReviewRow.columns) FROM record_reviews
            WHERE review IN (
              SELECT review FROM newest WHERE sequence IN (SELECT sequence FROM shared))
            ORDER BY sequence, review
            """),
        arguments: [limit]
      ).map(ReviewRow.decision)
    }
  }

  static func reviews(of sequence: Int64, in db: Database) throws -> [ReviewDecision] {
    guard try db.tableExists("record_reviews") else { return [] }
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(ReviewRow.columns) FROM record_reviews WHERE sequence = ? ORDER BY review
          """),
      arguments: [sequence]
    ).map(ReviewRow.decision)
  }
}
