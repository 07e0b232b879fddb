import Decision
import Wording

/// An explanation for a person at a terminal.
public struct ExplanationText {
  private let explanation: Explanation
  private let words: Words
  private let phrases: ExplanationPhrases

  private init(_ explanation: Explanation, _ words: Words) {
    (self.explanation, self.words) = (explanation, words)
    phrases = ExplanationPhrases(words)
  }

  /// Why the image got its verdict, in the language of `words`, which `explanation` was made in; each
  /// line ends in a line feed. With `all`, candidates that are too weak to count are explained too.
  public static func text(
    _ explanation: Explanation, all: Bool, words: Words = Words(.standard)
  ) -> String {
    ExplanationText(explanation, words).text(all: all)
  }

  private func text(all: Bool) -> String {
    let record = explanation.record
    let verdict = words.term(for: record.verdict)
    let head =
      record.reason.isEmpty
      ? verdict : words.text(.sentencePair, ["label": verdict, "value": words.told(record.reason)])
    var lines = [TerminalText.harmless(head), ""]
    lines += properties
    lines += ["", phrases.count(explanation)]
    for (index, candidate) in explanation.shown(all: all).enumerated() {
      lines.append("")
      lines += detail(candidate, number: index + 1)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var properties: [String] {
    let record = explanation.record
    var rows = [
      (words[.partImage], record.imagePath),
      ("", hash(record.imageSHA256.isEmpty ? nil : record.imageSHA256)),
    ]
    if let template = record.templatePath {
      rows += [(words[.partTemplate], template), ("", hash(record.templateSHA256))]
    }
    rows += [
      (words[.partRecipe], words.recipe(record.recipe, version: record.recipeVersion)),
      ("", hash(record.recipeSHA256)),
    ]
    if !explanation.changedParameters.isEmpty {
      rows.append((words[.explainChanged], explanation.changedParameters.joined(separator: ", ")))
    }
    for model in explanation.models {
      rows += [(words[.explainModel], model.file), ("", hash(model.sha256))]
    }
    rows.append((words[.explainDecision], phrases.decision(explanation)))
    if let alignment = explanation.pose ?? phrases.alignment(explanation) {
      rows.append((words[.explainAlignment], alignment))
    }
    if !record.timings.isEmpty {
      rows.append((words[.explainTimes], phrases.timings(explanation)))
    }
    let width = max(11, (rows.map { TerminalText.width($0.0) }.max() ?? 0) + 2)
    return rows.map {
      TerminalText.padded($0.lowercased(), to: width) + TerminalText.harmless($1)
    }
  }

  private func hash(_ sha256: String?) -> String {
    sha256.map { "SHA-256 \($0)" } ?? words[.explainNotRead]
  }

  private func detail(_ candidate: CandidateExplanation, number: Int) -> [String] {
    let defect = candidate.candidate
    let head = words.text(
      .explainTextHead,
      [
        "class": TerminalText.harmless(words.term(for: defect.defectClass)),
        "confidence": phrases.share(defect.confidence),
        "point": phrases.share(explanation.operatingPoint),
        "standing": phrases.standing(candidate.standing),
      ])
    let box = words.text(
      .explainTextBox, ["box": phrases.box(defect.box), "pixels": phrases.pixels(candidate)])
    var lines = ["\(number)  \(head)", "   " + box]
    switch candidate.ground {
    case .rule(let rule):
      lines.append(
        "   " + words.text(.explainTextRule, ["rule": phrases.rule(candidate, rule)]))
      lines += phrases.facts(candidate, rule, operatingPoint: explanation.operatingPoint)
        .map { "     \($0.name)\n       \($0.value)" }
    case .deviation(let deviation):
      lines.append("   " + phrases.deviation(deviation, defect.confidence))
    case .trees(let score): lines += sum(score, defect.defectClass)
    }
    return lines
  }

  private func sum(_ score: ScoreExplanation, _ defectClass: DefectClass) -> [String] {
    let (terms, total) = phrases.terms(score)
    let width = terms.map { ($0.name?.count ?? 0) + ($0.value?.count ?? 0) + 3 }.max() ?? 0
    func line(_ thousandths: Int, _ measured: String, _ meaning: String) -> String {
      let amount = ExplanationPhrases.amount(thousandths)
      return "     " + TerminalText.padded(amount, to: 9, right: true) + "  "
        + (measured.isEmpty ? "" : TerminalText.padded(measured, to: width) + "  ") + meaning
    }
    let title = words.text(
      .explainTextTrees, ["class": TerminalText.harmless(words.term(for: defectClass))])
    let odds = TerminalText.harmless(phrases.odds(score, defectClass))
    return ["   " + title]
      + terms.map { term in
        line(
          term.thousandths, term.name.map { "\($0) = \(term.value ?? "–")" } ?? "", term.meaning)
      } + [line(total, "", words.text(.explainInAll, ["odds": odds]))]
  }
}
