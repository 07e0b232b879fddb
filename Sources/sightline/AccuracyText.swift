import Decision
import Evaluation
import Foundation

/// Scores as tables in Markdown.
enum AccuracyText {
  /// A row for each group and one for all, then what was taken for what.
  static func table(_ validation: CrossValidation, point: Double) -> String {
    var lines = [
      "| group | truth | AP | F at \(point) | precision | recall |", "|---|---|---|---|---|---|",
    ]
    for (name, score) in validation.groups { lines.append(row(name, score, point)) }
    lines.append(row("all", validation.pooled, point))
    return (lines + ["", confusion(validation.pooled, point)]).joined(separator: "\n")
  }

  private static func row(_ name: String, _ score: DetectionScore, _ point: Double) -> String {
    let (precision, recall, f) = score.operating(at: point)
    let numbers = [score.averagePrecision, f, precision, recall].map { String(format: "%.4f", $0) }
    return "| \(name) | \(score.truthCount) | \(numbers.joined(separator: " | ")) |"
  }

  /// A row for each class that was there, a column for each that was said.
  static func confusion(_ score: DetectionScore, _ point: Double) -> String {
    let classes: [DefectClass?] = DefectClass.boardClasses + [nil]
    let counts = score.confusion(at: point)
    func name(_ value: DefectClass?, _ none: String) -> String { value?.rawValue ?? none }
    var lines = [
      "| truth | " + classes.map { name($0, "missed") }.joined(separator: " | ") + " |",
      "|---|" + classes.map { _ in "---|" }.joined(),
    ]
    for truth in classes {
      let cells = classes.map { detected in
        truth == nil && detected == nil
          ? "" : "\(counts[.init(truth: truth, detected: detected)] ?? 0)"
      }
      lines.append("| \(name(truth, "no defect")) | \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }
}
