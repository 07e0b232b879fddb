import Foundation
import GRDB

/// Measured values of a subgroup.
public struct MeasuredSubgroup: Sendable, Equatable {
  /// The subgroup, with what all its inspections found.
  public let subgroup: QualitySubgroup
  /// The values that were read, in the order of the records.
  public let values: [MeasuredValue]
}

extension RecordReader {
  /// The quantities that the newest records that `filter` wants have: values of the pictures' health, then
  /// times by stage, each in the order of the records, then those that every record has.
  public func measuredQuantities(
    _ filter: QualityFilter = QualityFilter()
  ) throws(RecordStoreError) -> [MeasuredQuantity] {
    try read { db in
      guard let sequences = try filter.sequences(db) else { return [] }
      let conditions = filter.conditions()
      let health = MeasuredQuantity.health("").column(version: try RecordSchema.fileVersion(db))
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(health), r.timings FROM records r NOT INDEXED
          WHERE r.sequence BETWEEN ? AND ? AND \(conditions.sql)
          ORDER BY r.sequence DESC LIMIT 20
          """,
        arguments: [sequences.lowerBound, sequences.upperBound] + conditions.arguments)
      var (names, stages): ([String], [String]) = ([], [])
      for row in rows {
        let text: String? = try row.decode(atIndex: 0)
        for name in text.flatMap(HealthRow.health)?.measurements.map(\.name) ?? []
        where !names.contains(name) { names.append(name) }
        for stage in RecordRow.timings(try row.decode(atIndex: 1))?.map(\.stage) ?? []
        where !stages.contains(stage) { stages.append(stage) }
      }
      if rows.isEmpty { return [] }
      return names.map { .health($0) } + stages.map { .timing($0) }
        + (stages.isEmpty ? [] : [.totalTime]) + [.defectArea]
    }
  }

  /// The values of `quantity` of the first `size` records (1...25) in each subgroup that have it: subgroups
  /// of parts made one after the other, as X̄ and R charts want them. A subgroup with fewer has those it
  /// has.
  ///
  /// Reads a few records of each subgroup, by time or by lot; a month of hours takes some tens of
  /// milliseconds. Where `subgroups` tells what ``qualitySubgroups(_:by:)`` says of `filter`, that is not
  /// read again.
  public func measuredSubgroups(
    of quantity: MeasuredQuantity, _ filter: QualityFilter = QualityFilter(),
    by subgrouping: Subgrouping, size: Int = 5, subgroups known: [QualitySubgroup]? = nil
  ) throws(RecordStoreError) -> [MeasuredSubgroup] {
    precondition((1...25).contains(size), "subgroups of \(size) values")
    return try read { db in
      let column = quantity.column(version: try RecordSchema.fileVersion(db))
      return try (known ?? subgroups(filter, subgrouping, from: db)).map { subgroup in
        var own = filter
        own.since = max(filter.since ?? .distantPast, subgroup.span.lowerBound)
        own.until = min(filter.until ?? .distantFuture, subgroup.span.upperBound)
        if let lot = subgroup.lot { own.lot = lot }
        var conditions = own.conditions()
        if subgrouping == .lot, subgroup.lot == nil {
          conditions.add("coalesce(r.lot, '') = ''")
        }
        // More than are wanted, since not every record has the value.
        let (table, order) =
          own.lot == nil
          ? ("records r INDEXED BY records_by_recorded_at", "r.recorded_at")
          : ("records r INDEXED BY records_by_lot", "r.sequence")
        let rows = try Row.fetchCursor(
          db.cachedStatement(
            sql: """
              SELECT r.sequence, r.recorded_at, \(column) FROM \(table)
              WHERE \(conditions.sql) ORDER BY \(order) LIMIT \(10 * size)
              """), arguments: conditions.arguments)
        var values: [MeasuredValue] = []
        while values.count < size, let row = try rows.next() {
          if let value = try Self.value(quantity, row) { values.append(value) }
        }
        return MeasuredSubgroup(
          subgroup: subgroup, values: values.sorted { $0.sequence < $1.sequence })
      }
    }
  }

  /// The values of `quantity` of the records that `filter` wants, in their order: all where the range of
  /// time has at most `limit` records, otherwise of one record in each of `limit` equally long runs of
  /// sequence numbers, the first in it that has the value. So histogram and drift are those of a sample
  /// spread evenly over the range.
  public func measuredValues(
    of quantity: MeasuredQuantity, _ filter: QualityFilter = QualityFilter(), limit: Int = 2000
  ) throws(RecordStoreError) -> [MeasuredValue] {
    precondition(limit >= 1, "a limit of \(limit)")
    return try read { db in
      let version = try RecordSchema.fileVersion(db)
      guard let sequences = try Self.ends(filter, db) else { return [] }
      let conditions = filter.conditions()
      let statement = try db.cachedStatement(
        sql: """
          SELECT r.sequence, r.recorded_at, \(quantity.column(version: version))
          FROM records r NOT INDEXED WHERE r.sequence BETWEEN ? AND ? AND \(conditions.sql)
          ORDER BY r.sequence
          """)
      let count = sequences.upperBound - sequences.lowerBound + 1
      let runs = min(Int64(limit), count)
      var values: [MeasuredValue] = []
      for run in 0..<runs {
        let first = sequences.lowerBound + count * run / runs
        let last = sequences.lowerBound + count * (run + 1) / runs - 1
        let rows = try Row.fetchCursor(
          statement, arguments: [first, last] + conditions.arguments)
        while let row = try rows.next() {
          guard let value = try Self.value(quantity, row) else { continue }
          values.append(value)
          break
        }
      }
      return values
    }
  }

  /// The values of `quantity` of the newest `count` records (at least 1) that `filter` wants and that have it,
  /// in their order: neighbours, as moving ranges want them. Goes back 100 times as many records at most.
  ///
  /// - Throws: what is wrong with the file.
  public func newestValues(
    of quantity: MeasuredQuantity, _ filter: QualityFilter = QualityFilter(), count: Int
  ) throws(RecordStoreError) -> [MeasuredValue] {
    precondition(count >= 1, "\(count) values")
    return try read { db in
      let version = try RecordSchema.fileVersion(db)
      guard let sequences = try filter.sequences(db) else { return [] }
      let conditions = filter.conditions()
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT r.sequence, r.recorded_at, \(quantity.column(version: version))
            FROM records r NOT INDEXED WHERE r.sequence BETWEEN ? AND ? AND \(conditions.sql)
            ORDER BY r.sequence DESC LIMIT \(100 * count)
            """),
        arguments: [sequences.lowerBound, sequences.upperBound] + conditions.arguments)
      var values: [MeasuredValue] = []
      while values.count < count, let row = try rows.next() {
        if let value = try Self.value(quantity, row) { values.append(value) }
      }
      return values.reversed()
    }
  }

  /// The first and last record in the range of time; `nil` where there is none.
  private static func ends(_ filter: QualityFilter, _ db: Database) throws -> ClosedRange<Int64>? {
    guard let range = try filter.sequences(db) else { return nil }
    let times = QualityFilter(since: filter.since, until: filter.until).conditions()
    func end(_ direction: String) throws -> Int64? {
      try Int64.fetchOne(
        db,
        sql: """
          SELECT r.sequence FROM records r NOT INDEXED
          WHERE r.sequence BETWEEN ? AND ? AND \(times.sql)
          ORDER BY r.sequence \(direction) LIMIT 1
          """, arguments: [range.lowerBound, range.upperBound] + times.arguments)
    }
    guard let first = try end("ASC"), let last = try end("DESC") else { return nil }
    return first...last
  }

  private static func value(_ quantity: MeasuredQuantity, _ row: Row) throws -> MeasuredValue? {
    let sequence: Int64 = try row.decode(atIndex: 0)
    let time: String = try row.decode(atIndex: 1)
    guard let recordedAt = RecordTime.date(time) else {
      throw DamagedRecord(sequence: sequence, column: "recorded_at", value: time)
    }
    return try quantity.value(in: row, at: 2).map {
      MeasuredValue(sequence: sequence, recordedAt: recordedAt, value: $0)
    }
  }
}
