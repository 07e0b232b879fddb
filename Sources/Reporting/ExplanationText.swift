import Decision

/// An explanation for a person at a terminal.
public enum ExplanationText {
  /// Why the image got its verdict; each line ends in a line feed. With `all`, candidates that are
  /// too weak to count are explained too.
  public static func text(_ explanation: Explanation, all: Bool) -> String {
    let record = explanation.record
    let reason = record.reason.isEmpty ? "" : ": \(record.reason)"
    var lines = [TerminalText.harmless(record.verdict.rawValue + reason), ""]
    lines += properties(explanation)
    lines += ["", ExplanationPhrases.count(explanation)]
    for (index, candidate) in explanation.shown(all: all).enumerated() {
      lines.append("")
      lines += detail(candidate, number: index + 1, explanation)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func properties(_ explanation: Explanation) -> [String] {
    let record = explanation.record
    var rows = [
      ("image", record.imagePath),
      ("", hash(record.imageSHA256.isEmpty ? nil : record.imageSHA256)),
    ]
    if let template = record.templatePath {
      rows += [("template", template), ("", hash(record.templateSHA256))]
    }
    rows += [
      ("recipe", "\(record.recipe), version \(record.recipeVersion)"),
      ("", hash(record.recipeSHA256)),
    ]
    if !explanation.changedParameters.isEmpty {
      rows.append(("changed", explanation.changedParameters.joined(separator: ", ")))
    }
    for model in explanation.models { rows += [("model", model.file), ("", hash(model.sha256))] }
    rows.append(
      (
        "decision",
        "by \(ExplanationPhrases.ground(explanation)), operating point "
          + ExplanationPhrases.share(explanation.operatingPoint)
      ))
    if let alignment = explanation.pose ?? ExplanationPhrases.alignment(explanation) {
      rows.append(("alignment", alignment))
    }
    if !record.timings.isEmpty { rows.append(("times", ExplanationPhrases.timings(explanation))) }
    return rows.map { TerminalText.padded($0, to: 11) + TerminalText.harmless($1) }
  }

  private static func hash(_ sha256: String?) -> String {
    sha256.map { "SHA-256 \($0)" } ?? "the file was not read"
  }

  private static func detail(
    _ candidate: CandidateExplanation, number: Int, _ explanation: Explanation
  ) -> [String] {
    let defect = candidate.candidate
    var lines = [
      "\(number)  \(TerminalText.harmless(defect.defectClass.rawValue)), confidence "
        + "\(ExplanationPhrases.share(defect.confidence)), operating point "
        + "\(ExplanationPhrases.share(explanation.operatingPoint)): "
        + ExplanationPhrases.standing(candidate.standing),
      "   box \(ExplanationPhrases.box(defect.box)); " + ExplanationPhrases.pixels(candidate),
    ]
    switch candidate.ground {
    case .rule(let rule):
      lines.append("   rule: " + ExplanationPhrases.rule(candidate, rule))
      lines += ExplanationPhrases.facts(
        candidate, rule, operatingPoint: explanation.operatingPoint
      ).map { "     \($0.name)\n       \($0.value)" }
    case .deviation(let deviation):
      lines.append("   " + ExplanationPhrases.deviation(deviation, defect.confidence))
    case .trees(let score): lines += sum(score, defect.defectClass)
    }
    return lines
  }

  private static func sum(_ score: ScoreExplanation, _ defectClass: DefectClass) -> [String] {
    let (terms, total) = ExplanationPhrases.terms(score)
    let width = terms.map { ($0.name?.count ?? 0) + ($0.value?.count ?? 0) + 3 }.max() ?? 0
    func line(_ thousandths: Int, _ measured: String, _ meaning: String) -> String {
      let amount = ExplanationPhrases.amount(thousandths)
      return "     " + TerminalText.padded(amount, to: 9, right: true) + "  "
        + (measured.isEmpty ? "" : TerminalText.padded(measured, to: width) + "  ") + meaning
    }
    return [
      "   trees: \(TerminalText.harmless(defectClass.rawValue)) against no defect, in natural "
        + "log-odds; what each measurement adds:"
    ]
      + terms.map { term in
        line(
          term.thousandths, term.name.map { "\($0) = \(term.value ?? "–")" } ?? "", term.meaning)
      } + [
        line(
          total, "",
          "in all: "
            + TerminalText.harmless(ExplanationPhrases.odds(score, defectClass)))
      ]
  }
}
