import Evaluation
import Foundation
import Pixels

/// What `sightline evaluate --clean` prints: how many copies of good boards got a false defect, and
/// the worst of them.
func cleanBoardReport(_ outcome: CleanBoardTrial.Outcome, operatingPoint: Double) -> String {
  var lines = [
    "copies of good boards: \(outcome.copyCount)",
    "operating point: \(operatingPointText(operatingPoint))",
    "with a false defect: \(outcome.falseAlarms.count) "
      + "(\(String(format: "%.2f", outcome.share * 100)) %)",
  ]
  let worst = outcome.falseAlarms.prefix(10)
  if !worst.isEmpty {
    lines.append(worst.count < outcome.falseAlarms.count ? "the worst ten:" : "these are:")
  }
  lines += worst.map { alarm in
    let perturbation = alarm.perturbation
    let shift = perturbation.motion.shift
    let found = alarm.defects.prefix(3).map { defect in
      let box = defect.box
      return "\(defect.defectClass.rawValue) \(String(format: "%.3f", defect.confidence)) at "
        + "[\(box.x1),\(box.y1),\(box.x2),\(box.y2)]"
    }
    let more = alarm.defects.count - found.count
    let drawn = String(
      format: "shift %.1f,%.1f px, stretch %.1f px, edge noise %.3f, drill wander %.1f px",
      shift.x, shift.y, perturbation.stretch, perturbation.edgeNoise, perturbation.drillWander)
    return "  \(alarm.name) copy \(alarm.copy): \(found.joined(separator: ", "))"
      + "\(more > 0 ? " and \(more) more" : ""); \(drawn)"
  }
  if !outcome.uninspectable.isEmpty {
    lines.append(
      "\(outcome.uninspectable.count) of the copies are uninspectable: a false alarm of another "
        + "kind, and not counted as a false defect")
  }
  if !outcome.unreadable.isEmpty {
    lines.append(
      "\(outcome.unreadable.count) of the listed templates could not be read and are not in these "
        + "numbers")
  }
  return lines.joined(separator: "\n")
}

/// An operating point with two decimals, or as many as it has.
func operatingPointText(_ point: Double) -> String {
  (point * 100).rounded() == point * 100 ? String(format: "%.2f", point) : "\(point)"
}
