import Foundation
import Traceability

/// How fast a station is, by those of its records that came through a watched folder; all times in
/// milliseconds, ascending. A batch tells how fast files are read, not how fast parts come.
struct StationPace: Sendable {
  /// From the arrival of an image to its inspection.
  let waits: [Double]
  /// What inspecting a part took, all stages.
  let work: [Double]
  /// From one arrival to the next.
  let intervals: [Double]
  /// How much of the takt is left: 1 − 95th percentile of the work ÷ takt; `nil` where there is nothing to
  /// measure.
  let margin: Double?

  /// Of `records`, oldest first; `takt` where it is told.
  init(_ records: [InspectionRecord], takt: Duration?) {
    func total(_ record: InspectionRecord) -> Double {
      record.timings.reduce(0) { $0 + $1.milliseconds }
    }
    let arrived = records.compactMap { record in record.arrivedAt.map { (record, $0) } }
    waits = arrived.map { record, arrival in
      max(0, record.recordedAt.timeIntervalSince(arrival) * 1000 - total(record))
    }.sorted()
    work = arrived.map(\.0).filter { !$0.timings.isEmpty }.map(total).sorted()
    let arrivals = arrived.map(\.1).sorted()
    intervals = zip(arrivals, arrivals.dropFirst()).map {
      $1.timeIntervalSince($0) * 1000
    }.sorted()
    let period = takt.map { $0 / .milliseconds(1) } ?? intervals.median
    if let period, period > 0, let slow = work.percentile(95) {
      margin = 1 - slow / period
    } else {
      margin = nil
    }
  }
}

extension [Double] {
  /// The median of ascending values; the mean of the two in the middle where their number is even.
  var median: Double? {
    guard !isEmpty else { return nil }
    return (self[(count - 1) / 2] + self[count / 2]) / 2
  }

  /// The smallest of ascending values that at least `percent` of 100 do not exceed (nearest rank).
  func percentile(_ percent: Double) -> Double? {
    guard !isEmpty else { return nil }
    let rank = Int((percent / 100 * Double(count)).rounded(.up))
    return self[Swift.min(Swift.max(rank, 1), count) - 1]
  }
}
