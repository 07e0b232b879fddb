import Decision
import GRDB

/// What a records file holds in numbers, brought up to date by what was appended since.
public struct RecordTally: Sendable, Equatable {
  /// The newest record that is counted.
  public private(set) var newest: Int64 = 0
  /// Records by verdict, as recorded.
  public private(set) var verdicts: [Verdict: Int] = [:]
  /// Defects by class.
  public private(set) var defects: [DefectClass: Int] = [:]

  /// Nothing is counted yet.
  public init() {}

  /// Counts what was appended since; calls `fresh` with the timings of each such record, oldest first,
  /// except where all are counted for the first time.
  ///
  /// - Throws: what is wrong with the file; what was counted before stays.
  public mutating func update(
    from reader: RecordReader, fresh: (InspectionRecord) -> Void = { _ in }
  ) throws {
    if newest == 0 {
      self = try reader.wholeTally()
      return
    }
    var next = self
    try reader.forEachRecord(
      matching: RecordQuery(order: .oldestFirst, after: newest)
    ) { record in
      next.verdicts[record.verdict, default: 0] += 1
      for defect in record.defects { next.defects[defect.defectClass, default: 0] += 1 }
      next.newest = record.sequence ?? next.newest
      fresh(record)
    }
    self = next
  }

  fileprivate init(
    newest: Int64, verdicts: [Verdict: Int], defects: [DefectClass: Int]
  ) {
    (self.newest, self.verdicts, self.defects) = (newest, verdicts, defects)
  }
}

extension RecordReader {
  /// All records, counted by their indices.
  fileprivate func wholeTally() throws(RecordStoreError) -> RecordTally {
    try read { db in
      var verdicts: [Verdict: Int] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT verdict, count(*) FROM records GROUP BY verdict")
      {
        let text = try row.decode(String.self, atIndex: 0)
        guard let verdict = Verdict(rawValue: text) else {
          throw DamagedRecord(sequence: 0, column: "verdict", value: text)
        }
        verdicts[verdict] = try row.decode(atIndex: 1)
      }
      var defects: [DefectClass: Int] = [:]
      let classes = try Row.fetchAll(
        db, sql: "SELECT class, count(*) FROM record_defects GROUP BY class")
      for row in classes {
        defects[DefectClass(rawValue: try row.decode(atIndex: 0))] = try row.decode(atIndex: 1)
      }
      let newest = try Int64.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM records")
      return RecordTally(newest: newest ?? 0, verdicts: verdicts, defects: defects)
    }
  }
}
