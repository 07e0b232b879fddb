import Decision
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// What a run tells people on standard output.
enum RunText {
  /// A part that did not pass, on one line; `nil` for a pass.
  static func line(_ record: InspectionRecord) -> String? {
    guard record.verdict != .pass else { return nil }
    let serial = record.serial.map { "  serial \(oneLine($0))" } ?? ""
    return "\(record.verdict.rawValue)  \(oneLine(record.imagePath))\(serial): "
      + oneLine(record.reason)
  }

  /// The end of a run, in lines.
  static func summary(
    _ outcome: RunOutcome, reports: [(format: ReportFormat, path: String)], records: String?,
    workers: Int
  ) -> [String] {
    let tally = outcome.tally
    let counts = [Verdict.pass, .fail, .review, .uninspectable]
      .map { "\(tally.count(of: $0)) \($0.rawValue)" }.joined(separator: ", ")
    var lines = ["\(tally.total) \(tally.total == 1 ? "image" : "images"): \(counts)"]
    if let yield = tally.yield {
      lines.append("yield    \(Words(.english).percentage(yield))")
    }
    let rate = outcome.seconds > 0 ? Double(tally.total) / outcome.seconds : 0
    lines.append(
      String(format: "time     %.2f s, %.1f images/s, ", outcome.seconds, rate)
        + "\(workers) \(workers == 1 ? "worker" : "workers")")
    if let records, tally.total > 0 || outcome.recordError == nil {
      lines.append("records  \(oneLine(records))")
    }
    let lost = Set(outcome.reportErrors.map(\.path))
    for (index, report) in reports.filter({ !lost.contains($0.path) }).enumerated() {
      lines.append((index == 0 ? "reports  " : "         ") + oneLine(report.path))
    }
    return lines
  }

  /// What went wrong beside the verdicts, in lines; none where all went well.
  static func problems(_ outcome: RunOutcome) -> [String] {
    var lines = outcome.reportErrors.map { "not written: \($0)" }
    if let error = outcome.recordError {
      lines.append("broken off: \(error)")
    }
    if outcome.notInspected > 0 {
      lines.append("not inspected: \(outcome.notInspected) of \(outcome.total) images")
    }
    return lines
  }
}
