import Evaluation
import Foundation
import Pixels
import Reporting
import Wording

/// What `sightline evaluate --clean` prints: how many copies of good boards got a false defect, and
/// the worst of them. The numbers that Benchmarks/measure.py reads stand in lines that are the same in
/// every language.
func cleanBoardReport(
  _ outcome: CleanBoardTrial.Outcome, operatingPoint: Double, words: Words
) -> String {
  var lines = [
    "copies of good boards: \(outcome.copyCount)",
    "operating point: \(operatingPointText(operatingPoint))",
    "with a false defect: \(outcome.falseAlarms.count) "
      + "(\(String(format: "%.2f", outcome.share * 100)) %)",
  ]
  let worst = outcome.falseAlarms.prefix(10)
  if !worst.isEmpty {
    lines.append(words[worst.count < outcome.falseAlarms.count ? .sayWorstTen : .sayTheseAre])
  }
  lines += worst.map { "  " + line($0, words) }
  if !outcome.uninspectable.isEmpty {
    lines.append(
      "\(outcome.uninspectable.count) of the copies are uninspectable: a false alarm of another "
        + "kind, and not counted as a false defect")
  }
  if !outcome.unreadable.isEmpty {
    lines.append(words.text(.sayTemplatesUnread, ["count": "\(outcome.unreadable.count)"]))
  }
  return lines.joined(separator: "\n")
}

/// Which copy it is, what was found on it, and what was done to it.
private func line(_ alarm: CleanBoardTrial.FalseAlarm, _ words: Words) -> String {
  let perturbation = alarm.perturbation
  let shift = perturbation.motion.shift
  let found = alarm.defects.prefix(3).map { defect in
    let box = defect.box
    return words.text(
      .sayFalseDefect,
      [
        "class": words.term(for: defect.defectClass),
        "confidence": String(format: "%.3f", defect.confidence),
        "box": "[\(box.x1),\(box.y1),\(box.x2),\(box.y2)]",
      ])
  }
  func number(_ value: Double) -> String { String(format: "%.1f", value) }
  let drawn = words.text(
    .sayCopyDrawn,
    [
      "shift": "\(number(shift.x)),\(number(shift.y))", "stretch": number(perturbation.stretch),
      "noise": String(format: "%.3f", perturbation.edgeNoise),
      "wander": number(perturbation.drillWander),
    ])
  let more = alarm.defects.count - found.count
  return words.text(
    more > 0 ? .sayCopyFoundMore : .sayCopyFound,
    [
      "name": alarm.name, "copy": "\(alarm.copy)", "found": words.list(found),
      "more": "\(more)", "drawn": drawn,
    ])
}

/// An operating point with two decimals, or as many as it has.
func operatingPointText(_ point: Double) -> String {
  (point * 100).rounded() == point * 100 ? String(format: "%.2f", point) : "\(point)"
}
