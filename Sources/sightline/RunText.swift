import Decision
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// What a run tells people on standard output.
struct RunText {
  let words: Words

  /// A part that did not pass, on one line; `nil` for a pass.
  func line(_ record: InspectionRecord) -> String? {
    guard record.verdict != .pass else { return nil }
    let serial = record.serial.map { "  " + words.text(.saySerial, ["serial": oneLine($0)]) } ?? ""
    return words.text(
      .sentencePair,
      [
        "label":
          "\(words.term(for: record.verdict))  \(oneLine(record.imagePath))\(serial)",
        "value": oneLine(words.told(record.reason)),
      ])
  }

  /// The end of a run, in lines.
  func summary(
    _ outcome: RunOutcome, reports: [(format: ReportFormat, path: String)], records: String?,
    workers: Int
  ) -> [String] {
    let tally = outcome.tally
    let counts = [Verdict.pass, .fail, .review, .uninspectable].map {
      words.counted(.sayCount, tally.count(of: $0), ["what": words.term(for: $0)])
    }
    var lines = [
      words.text(
        .sentencePair,
        ["label": words.counted(.studyImages, tally.total), "value": words.list(counts)])
    ]
    if let yield = tally.yield { lines.append(labelled(.tuneYield, words.percentage(yield))) }
    let rate = outcome.seconds > 0 ? Double(tally.total) / outcome.seconds : 0
    let time = words.text(
      .sayTimeValue,
      [
        "seconds": String(format: "%.2f", outcome.seconds), "rate": String(format: "%.1f", rate),
        "workers": words.counted(.sayWorkers, workers),
      ])
    lines.append(labelled(.sayTime, time))
    if let records, tally.total > 0 || outcome.recordError == nil {
      lines.append(labelled(.sayRecords, oneLine(records)))
    }
    let lost = Set(outcome.reportErrors.map(\.path))
    for (index, report) in reports.filter({ !lost.contains($0.path) }).enumerated() {
      lines.append(labelled(index == 0 ? .sayReports : nil, oneLine(report.path)))
    }
    return lines
  }

  private func labelled(_ label: Phrase?, _ value: String) -> String {
    TerminalText.padded(label.map { words[$0] } ?? "", to: 9) + value
  }

  /// What went wrong beside the verdicts, in lines; none where all went well.
  func problems(_ outcome: RunOutcome) -> [String] {
    var lines = outcome.reportErrors.map {
      words.text(.sayNotWritten, ["error": words.says($0)])
    }
    if let error = outcome.recordError {
      lines.append(words.text(.sayBrokenOff, ["error": words.sentence(of: error)]))
    }
    if outcome.notInspected > 0 {
      lines.append(
        words.counted(
          .sayNotInspected, outcome.notInspected, ["total": "\(outcome.total)"]))
    }
    return lines
  }
}
