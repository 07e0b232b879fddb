import Decision
import Evaluation
import Foundation
import Reporting
import Wording

/// Scores as tables in Markdown, with headings in the language of `words`.
struct AccuracyText {
  let words: Words
  /// The confidence from which on a detection counts.
  let point: Double

  /// A row for each group and one for all, then what was taken for what.
  func table(_ validation: CrossValidation) -> String {
    let titles = [
      words[.sayGroup], words[.sayTruth], "AP", words.text(.sayScoreAt, ["point": "\(point)"]),
      words[.tunePrecision], words[.sayRecall],
    ]
    var lines = [
      "| \(titles.joined(separator: " | ")) |", "|---|---|---|---|---|---|",
    ]
    for (name, score) in validation.groups { lines.append(row(name, score)) }
    lines.append(row(words[.repeatAll], validation.pooled))
    return (lines + ["", confusion(validation.pooled)]).joined(separator: "\n")
  }

  private func row(_ name: String, _ score: DetectionScore) -> String {
    let (precision, recall, f) = score.operating(at: point)
    let numbers = [score.averagePrecision, f, precision, recall].map { String(format: "%.4f", $0) }
    return "| \(name) | \(score.truthCount) | \(numbers.joined(separator: " | ")) |"
  }

  /// A row for each class that was there, a column for each that was said.
  private func confusion(_ score: DetectionScore) -> String {
    let classes: [DefectClass?] = DefectClass.boardClasses + [nil]
    let counts = score.confusion(at: point)
    func name(_ value: DefectClass?, _ none: Phrase) -> String {
      value.map { words.term(for: $0) } ?? words[none]
    }
    let titles = [words[.sayTruth]] + classes.map { name($0, .sayMissed) }
    var lines = [
      "| \(titles.joined(separator: " | ")) |",
      "|---|" + classes.map { _ in "---|" }.joined(),
    ]
    for truth in classes {
      let cells = classes.map { detected in
        truth == nil && detected == nil
          ? "" : "\(counts[.init(truth: truth, detected: detected)] ?? 0)"
      }
      lines.append("| \(name(truth, .sayNoDefect)) | \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }
}
