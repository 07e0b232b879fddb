import Decision
import Foundation
import GRDB
import Synchronization

/// Counts lots and shifts that go on: what was counted once is not read again. Safe to use from several
/// threads.
public final class RunningCount: Sendable {
  private struct Counted {
    var lot: String?
    var since: Date?
    /// The last record that was counted.
    var newest: Int64
    var recorded: [Verdict: Int]
  }

  private let reader: RecordReader
  private let counted = Mutex<[Counted]>([])

  /// So many lots and shifts are remembered.
  private static let capacity = 8

  /// Counts records of `reader`.
  public init(_ reader: RecordReader) { self.reader = reader }

  /// Inspections of a lot, of a time on, or both, by verdict, as
  /// ``RecordReader/yieldCount(matching:)`` counts them.
  ///
  /// - Throws: what is wrong with the file.
  public func yieldCount(
    lot: String? = nil, since: Date? = nil
  ) throws(RecordStoreError) -> YieldCount {
    let newest = try reader.latestSequence()
    var entry = Counted(lot: lot, since: since, newest: 0, recorded: [:])
    // A file with fewer records than were counted is another one.
    let known = counted.withLock { list in
      list.first { $0.lot == lot && $0.since == since && $0.newest <= newest }
    }
    if let known { entry = known }
    if entry.newest < newest {
      let more = try reader.counts(
        lot: lot, since: since, after: entry.newest, upTo: newest)
      for (verdict, count) in more { entry.recorded[verdict, default: 0] += count }
      entry.newest = newest
      let counted = entry
      self.counted.withLock { list in
        list.removeAll { $0.lot == lot && $0.since == since }
        list.append(counted)
        if list.count > Self.capacity { list.removeFirst() }
      }
    }
    return YieldCount(
      recorded: entry.recorded,
      counting: try reader.counting(
        entry.recorded, matching: RecordQuery(lot: lot, since: since)))
  }
}

extension RecordReader {
  /// Counts by recorded verdict the records with numbers above `after`, up to and with `last`.
  fileprivate func counts(
    lot: String?, since: Date?, after: Int64, upTo last: Int64
  ) throws(RecordStoreError) -> [Verdict: Int] {
    var conditions = ["r.sequence > ? AND r.sequence <= ?"]
    var arguments: StatementArguments = [after, last]
    if let lot {
      conditions.append("r.lot = ?")
      arguments += [lot]
    }
    if let since {
      conditions.append("r.recorded_at >= ?")
      arguments += [RecordTime.text(since)]
    }
    // The few newest are found by their numbers, all of a lot or shift by its index.
    let index =
      after > 0
      ? "NOT INDEXED"
      : "INDEXED BY \(lot == nil ? "records_by_recorded_at" : "records_by_lot")"
    return try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT r.verdict, count(*) FROM records r \(index) "
            + "WHERE \(conditions.joined(separator: " AND ")) GROUP BY r.verdict"),
        arguments: arguments)
      var counts: [Verdict: Int] = [:]
      for row in rows {
        let text = try row.decode(String.self, atIndex: 0)
        guard let verdict = Verdict(rawValue: text) else {
          throw DamagedRecord(sequence: last, column: "verdict", value: text)
        }
        counts[verdict] = try row.decode(Int.self, atIndex: 1)
      }
      return counts
    }
  }
}
