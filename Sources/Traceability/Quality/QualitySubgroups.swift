import Foundation
import GRDB

/// The inspections of an hour, shift, day or lot.
public struct QualitySubgroup: Sendable, Equatable {
  /// When it begins: the hour, shift or day; of a lot, the quarter of an hour of its first inspection.
  public let start: Date
  /// How far local time was ahead of UTC at its first inspection, in seconds.
  public let utcOffset: Int
  /// The lot, where they are put together by lot and one was told.
  public let lot: String?
  /// What was found, by the verdicts that the filter's basis asks for.
  public let counts: QualityCounts
  /// What was found by the recorded verdicts, whatever people decided afterwards.
  public let recorded: QualityCounts

  /// The first and last quarter of an hour with an inspection.
  let quarters: ClosedRange<Int64>

  /// The time between whose ends all its inspections lie, in whole quarters of an hour.
  public var span: Range<Date> {
    func date(_ quarter: Int64) -> Date {
      Date(timeIntervalSince1970: Double(quarter * QualityCell.length))
    }
    return date(quarters.lowerBound)..<date(quarters.upperBound + 1)
  }
}

extension RecordReader {
  /// The inspections that `filter` wants in subgroups, in the order of time, without empty ones. Reads a
  /// summary by quarters of an hour: a month takes some milliseconds, however many records it has.
  ///
  /// In files of older versions, which have no summary, it goes through the records.
  public func qualitySubgroups(
    _ filter: QualityFilter = QualityFilter(), by subgrouping: Subgrouping
  ) throws(RecordStoreError) -> [QualitySubgroup] {
    try read { db in try subgroups(filter, subgrouping, from: db) }
  }

  /// What was found by all inspections that `filter` wants.
  public func qualityCounts(
    _ filter: QualityFilter = QualityFilter()
  ) throws(RecordStoreError) -> QualityCounts {
    try read { db in
      try QualityCounts.sum(
        try QualityCell.all(filter, byLot: false, byTime: false, from: db), path: path)
    }
  }

  func subgroups(
    _ filter: QualityFilter, _ subgrouping: Subgrouping, from db: Database
  ) throws -> [QualitySubgroup] {
    struct Key: Hashable {
      var start: Int64?
      var lot: String
    }
    struct Group {
      var start: Int64?
      var utcOffset: Int64
      var quarters: ClosedRange<Int64>
      var counts = QualityCounts()
      var recorded = QualityCounts()
    }
    var places: [Key: Int] = [:]
    var groups: [(lot: String, group: Group)] = []
    for cell in try QualityCell.all(filter, byLot: subgrouping == .lot, from: db) {
      let key = Key(start: subgrouping.start(of: cell.localStart), lot: cell.lot)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(
          (
            cell.lot,
            Group(
              start: key.start, utcOffset: cell.utcOffset, quarters: cell.quarter...cell.quarter)
          ))
      }
      let quarters = groups[place].group.quarters
      groups[place].group.quarters =
        min(quarters.lowerBound, cell.quarter)...max(quarters.upperBound, cell.quarter)
      groups[place].group.counts.add(cell)
      if !cell.isCorrection { groups[place].group.recorded.add(cell) }
    }
    return try groups.map { lot, group in
      try group.counts.check(path: path)
      let start = group.start.map { $0 - group.utcOffset }
      return QualitySubgroup(
        start: Date(
          timeIntervalSince1970: Double(start ?? group.quarters.lowerBound * QualityCell.length)),
        utcOffset: Int(group.utcOffset),
        lot: subgrouping == .lot && !lot.isEmpty ? lot : nil, counts: group.counts,
        recorded: group.recorded, quarters: group.quarters)
    }
  }
}
