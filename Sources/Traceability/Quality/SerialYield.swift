import GRDB

/// The first and last verdicts of parts. A part is what has one serial number under one recipe; it belongs to
/// the range of time in which it was inspected first.
public struct SerialYield: Sendable, Equatable {
  /// Parts inspected for the first time.
  public let parts: Int
  /// Those of them that passed then.
  public let passedFirst: Int
  /// Those of them that passed at their last inspection so far, be it after the range of time.
  public let passedLast: Int
  /// Those of them that were inspected again.
  public let repeated: Int
}

extension RecordReader {
  /// The first and last verdicts of the parts whose first inspection `filter` wants. Parts without a
  /// serial number are left out, since nobody knows which of them were inspected again.
  ///
  /// Reads the summary by quarters of an hour, and of the records only those of parts that were inspected
  /// more than once. Where `counts` tells what ``qualityCounts(_:)`` says of `filter`, the summary is not
  /// read again.
  public func serialYield(
    _ filter: QualityFilter = QualityFilter(), counts known: QualityCounts? = nil
  ) throws(RecordStoreError) -> SerialYield {
    try read { db in
      let counts =
        try known
        ?? QualityCounts.sum(
          try QualityCell.all(filter, byLot: false, byTime: false, from: db), path: path)
      let repeats = try Self.repeats(filter, from: db)
      let passedLast = counts.firstPasses + repeats.gained
      guard [passedLast, repeats.parts].allSatisfy({ (0...counts.firstInspections).contains($0) })
      else { throw QualityCounts.misfit(path: path) }
      return SerialYield(
        parts: counts.firstInspections, passedFirst: counts.firstPasses, passedLast: passedLast,
        repeated: repeats.parts)
    }
  }

  /// The parts that were inspected again, and how many more of them passed last than first.
  private static func repeats(
    _ filter: QualityFilter, from db: Database
  ) throws -> (parts: Int, gained: Int) {
    guard let sequences = try filter.sequences(db) else { return (0, 0) }
    let version = try RecordSchema.fileVersion(db)
    let source =
      version >= RecordSchema.firstSummarised ? "record_repeats" : "(\(QualitySchema.repeats))"
    func passed(_ sequence: String, _ verdict: String) -> String {
      filter.basis == .counting && version >= 2
        ? "(coalesce(\(QualityFilter.overriding(sequence)), \(verdict)) = 'pass')"
        : "(\(verdict) = 'pass')"
    }
    let first = passed("p.first_sequence", "r.verdict")
    let last = passed("p.last_sequence", try NotedSchema.verdict(of: "p.last_sequence", db))
    let conditions = filter.conditions()
    var (parts, gained) = (0, 0)
    for records in try NotedSchema.joins(any: "p.first_sequence", db) {
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*), coalesce(sum(\(last) - \(first)), 0)
          FROM (
            SELECT first_sequence, max(sequence) AS last_sequence FROM \(source)
            WHERE first_sequence BETWEEN ? AND ? GROUP BY first_sequence) p
          \(records)
          WHERE \(conditions.sql)
          """,
        arguments: [sequences.lowerBound, sequences.upperBound] + conditions.arguments)
      guard let row else { continue }
      parts += try row.decode(Int.self, atIndex: 0)
      gained += try row.decode(Int.self, atIndex: 1)
    }
    return (parts, gained)
  }
}
