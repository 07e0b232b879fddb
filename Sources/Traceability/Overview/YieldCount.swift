import Decision
import GRDB

/// How many inspections of a period or a lot have which verdict.
public struct YieldCount: Sendable, Equatable {
  /// Inspections by the verdict that was recorded; verdicts that do not occur are left out.
  public var recorded: [Verdict: Int]
  /// Inspections by the verdict that counts now: the recorded one, or that of the latest override.
  public var counting: [Verdict: Int]

  /// See the properties.
  public init(recorded: [Verdict: Int] = [:], counting: [Verdict: Int] = [:]) {
    (self.recorded, self.counting) = (recorded, counting)
  }

  /// All inspections.
  public var count: Int { recorded.values.reduce(0, +) }
  /// Those for which `pass` counts.
  public var passCount: Int { counting[.pass] ?? 0 }
  /// The share for which `pass` counts, 0 to 1; `nil` where nothing was inspected.
  public var yield: Double? { count > 0 ? Double(passCount) / Double(count) : nil }
}

extension RecordReader {
  /// Counts what `query` wants by verdict. Of the query, serial number, lot, times and `after` matter.
  ///
  /// - Throws: what is wrong with the file.
  public func yieldCount(
    matching query: RecordQuery
  ) throws(RecordStoreError) -> YieldCount {
    let recorded = try counts(matching: query)
    let counting = try counting(recorded, matching: query)
    return YieldCount(recorded: recorded, counting: counting)
  }

  /// `recorded`, which ``counts(matching:)`` told of `query`, with overrides taken into account.
  func counting(
    _ recorded: [Verdict: Int], matching query: RecordQuery
  ) throws(RecordStoreError) -> [Verdict: Int] {
    try read { db in
      guard try RecordSchema.fileVersion(db) >= 2 else { return recorded }
      var conditions: [String] = []
      var arguments = StatementArguments()
      // Only records of the period or lot: those between its first and its last.
      if let since = query.since {
        // Without such a block nothing is greater than NULL, and no record is of the period.
        conditions.append(
          "o.sequence > (SELECT min(block) * \(RecordSchema.blockLength) "
            + "FROM record_blocks WHERE last_at >= ?) AND r.recorded_at >= ?")
        arguments += [RecordTime.text(since), RecordTime.text(since)]
      }
      if let until = query.until {
        conditions.append("r.recorded_at < ?")
        arguments += [RecordTime.text(until)]
      }
      if let lot = query.lot {
        conditions.append(
          "o.sequence >= (SELECT min(sequence) FROM records WHERE lot = ?) AND r.lot = ?")
        arguments += [lot, lot]
      }
      if let serial = query.serial {
        conditions.append("r.serial = ?")
        arguments += [serial]
      }
      if let after = query.after {
        conditions.append("o.sequence \(query.order == .newestFirst ? "<" : ">") ?")
        arguments += [after]
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT r.verdict, o.new_verdict, count(*) FROM record_overrides o
          CROSS JOIN records r NOT INDEXED ON r.sequence = o.sequence
          WHERE NOT EXISTS (
            SELECT 1 FROM record_overrides l
            WHERE l.sequence = o.sequence AND l.override > o.override)
          \(conditions.map { "AND " + $0 }.joined(separator: " "))
          GROUP BY r.verdict, o.new_verdict
          """, arguments: arguments)
      var counting = recorded
      for row in rows {
        guard let old = Verdict(rawValue: try row.decode(atIndex: 0)),
          let new = Verdict(rawValue: try row.decode(atIndex: 1))
        else { continue }
        let count = try row.decode(Int.self, atIndex: 2)
        counting[old, default: 0] -= count
        counting[new, default: 0] += count
      }
      return counting.filter { $0.value != 0 }
    }
  }
}
