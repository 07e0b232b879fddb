import Decision
import GRDB

/// What waits for a person's decision.
public struct ReviewQueue: Sendable, Equatable {
  /// Which parts are in it.
  public enum Selection: Sendable, Equatable {
    /// Parts with one of these verdicts that nobody accepted or rejected, and whose verdict nobody
    /// changed otherwise.
    case undecided([Verdict])
    /// Parts that others decided about lately and this person did not: what reviewers are compared by.
    case decidedByOthers(than: String)
  }

  /// One part of the queue.
  public struct Item: Sendable, Equatable {
    /// The record.
    public var record: InspectionRecord
    /// What was decided about it so far, oldest first: of an undecided part that somebody was unsure.
    public var decisions: [ReviewDecision]
  }

  /// The parts, newest first.
  public var items: [Item]
  /// How many there are in all, counted up to ``countLimit``.
  public var count: Int
  /// Whether there are more than ``count``.
  public var isMore: Bool

  /// How far parts are counted.
  public static let countLimit = 1000
}

extension RecordReader {
  /// The newest parts that wait for a decision.
  ///
  /// - Parameters:
  ///   - selection: which.
  ///   - limit: so many are told; all are counted.
  /// - Returns: the parts and how many there are.
  /// - Throws: what is wrong with the file.
  public func reviewQueue(
    _ selection: ReviewQueue.Selection, limit: Int
  ) throws(RecordStoreError) -> ReviewQueue {
    precondition(limit >= 0, "a queue of \(limit) parts")
    return try read { db in
      let hasReviews = try db.tableExists("record_reviews")
      let most = ReviewQueue.countLimit + 1
      var numbers: [Int64] = []
      switch selection {
      case .undecided(let verdicts):
        for verdict in verdicts {
          numbers += try Int64.fetchAll(
            db.cachedStatement(sql: Self.undecided(hasReviews: hasReviews)),
            arguments: [verdict.rawValue, most])
        }
        numbers.sort(by: >)
      case .decidedByOthers(let person):
        guard hasReviews else { break }
        numbers = try Int64.fetchAll(
          db.cachedStatement(sql: Self.decidedByOthers), arguments: [person, person, most])
      }
      let items = try numbers.prefix(limit).map { number in
        try ReviewQueue.Item(
          record: Self.record(number, from: db), decisions: Self.reviews(of: number, in: db))
      }
      return ReviewQueue(
        items: items, count: min(numbers.count, ReviewQueue.countLimit),
        isMore: numbers.count > ReviewQueue.countLimit)
    }
  }

  private static func record(_ number: Int64, from db: Database) throws -> InspectionRecord {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT \(RecordRow.columns(of: RecordSchema.fileVersion(db))) "
          + "FROM records r WHERE r.sequence = ?"),
      arguments: [number])
    guard let row else {
      throw DamagedRecord(sequence: number, column: "the record", value: "missing")
    }
    return try RecordRow.record(row, from: db)
  }

  // The index on verdicts yields the records in order; each is looked up in two small tables.
  private static func undecided(hasReviews: Bool) -> String {
    let unreviewed =
      hasReviews
      ? """
      AND NOT EXISTS (
        SELECT 1 FROM record_reviews w
        WHERE w.sequence = r.sequence AND w.decision <> 'unsure')
      """ : ""
    return """
      SELECT r.sequence FROM records r INDEXED BY records_by_verdict WHERE r.verdict = ?
      AND NOT EXISTS (SELECT 1 FROM record_overrides o WHERE o.sequence = r.sequence)
      \(unreviewed)
      ORDER BY r.sequence DESC LIMIT ?
      """
  }

  private static let decidedByOthers = """
    SELECT DISTINCT w.sequence FROM record_reviews w
    WHERE w.reviewer <> ? AND w.decision <> 'unsure'
    AND w.review > (SELECT coalesce(max(review), 0) FROM record_reviews) - 2000
    AND NOT EXISTS (
      SELECT 1 FROM record_reviews m WHERE m.sequence = w.sequence AND m.reviewer = ?)
    ORDER BY w.sequence DESC LIMIT ?
    """
}
