import Decision
import Studies

/// A tuning study for a person at a terminal.
public enum TuningText {
  /// Good parts whose margins are listed at most, and parts that change their verdict.
  static let listed = 12

  /// What the study says; each line ends in a line feed.
  public static func text(_ study: TuningStudy) -> String {
    [
      parts(study), settings(study), points(study), boxes(study), margins(study), changes(study),
      proposal(study),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func parts(_ study: TuningStudy) -> String {
    let counts = study.current.counts
    let unknown = counts.total - counts.good - counts.bad
    var out = "\(StudyPhrases.count(counts.total, "image")): \(counts.good) good, \(counts.bad) bad"
    if unknown > 0 { out += ", \(unknown) of which nothing is known" }
    if counts.uninspectable > 0 { out += "; \(counts.uninspectable) uninspectable" }
    return out + "\n"
  }

  private static func mark(_ index: Int, _ study: TuningStudy) -> String {
    (index == 0 ? "*" : " ") + (index == study.proposed ? ">" : " ")
  }

  /// A row for each setting with the operating point that suits it.
  private static func settings(_ study: TuningStudy) -> String {
    guard study.settings.count > 1 else { return "" }
    var rows = [
      [""] + study.parameters.map(\.key) + [
        "operating point", "yield", "false rejects", "escapes", "gap",
      ]
    ]
    for (index, setting) in study.settings.enumerated() {
      let limits = setting.proposedLimits
      let counts = setting.proposal?.counts ?? setting.counts
      rows.append(
        [mark(index, study)] + setting.values + [StudyPhrases.level(limits.operatingPoint)]
          + StudyCells.counts(counts)
          + [setting.proposal.map { StudyPhrases.level($0.gapEnd - $0.gapStart) } ?? "–"])
    }
    let known = study.proposed != nil
    return
      (known
      ? "settings, each with the operating point that suits it\n"
      : "settings, with the operating point as it is\n")
      + TextTable.lines(rows) + "* the recipe as it is" + (known ? "   > proposed\n" : "\n")
  }

  /// A row for each of some operating points of the chosen setting.
  private static func points(_ study: TuningStudy) -> String {
    let setting = study.chosen
    let hasBand = setting.limits.reviewBand > 0
    var rows = [
      ["", "operating point", "yield", "false rejects", "escapes"] + (hasBand ? ["to review"] : [])
    ]
    for row in StudyCells.points(study) {
      let counts = VerdictCounts(setting.parts, limits: row.limits)
      rows.append(
        [
          (row.isCurrent ? "*" : " ") + (row.isProposed ? ">" : " "),
          StudyPhrases.level(row.limits.operatingPoint),
        ]
          + StudyCells.counts(counts) + (hasBand ? ["\(counts.toReview)"] : []))
    }
    let title =
      study.settings.count > 1 && study.proposed != 0 && study.proposed != nil
      ? "operating points with the proposed setting\n" : "operating points\n"
    return title + TextTable.lines(rows)
      + "* current" + (study.proposed == nil ? "\n" : "   > proposed\n")
  }

  private static func boxes(_ study: TuningStudy) -> String {
    let rows = StudyCells.boxes(study)
    return rows.isEmpty ? "" : "boxes against the truth\n" + TextTable.lines(rows)
  }

  private static func margins(_ study: TuningStudy) -> String {
    let margins = study.margins(of: study.chosen, limits: study.chosen.proposedLimits)
    guard !margins.isEmpty else { return "" }
    let shown = margins.filter { $0.part.score != nil }.prefix(listed)
    var rows = shown.isEmpty ? [] : [["  image", "score", "margin"]]
    for margin in shown {
      rows.append([
        "  \(margin.part.name)", StudyPhrases.score(margin.part.score),
        StudyPhrases.level(margin.margin) + (margin.margin <= 0 ? "  fails" : ""),
      ])
    }
    let rest = StudyCells.otherMargins(margins, listed: shown.count)
    return StudyCells.marginTitle(study).lowercased() + "\n" + TextTable.lines(rows)
      + (rest.isEmpty ? "" : "  \(shown.isEmpty ? "" : "and ")\(rest)\n")
  }

  private static func changes(_ study: TuningStudy) -> String {
    guard study.proposed != nil else { return "" }
    let changes = study.changes
    guard !changes.isEmpty else { return "no part changes its verdict with the proposal\n" }
    var rows = [["  image", "is", "verdict", "score"]]
    for change in changes.prefix(listed) {
      rows.append([
        "  \(change.part.name)", StudyCells.truth(change.part),
        "\(change.oldVerdict.rawValue) → \(change.newVerdict.rawValue)",
        "\(StudyPhrases.score(change.oldScore)) → \(StudyPhrases.score(change.part.score))",
      ])
    }
    let rest = changes.count - listed
    return "\(StudyPhrases.count(changes.count, "part")) would change verdict\n"
      + TextTable.lines(rows) + (rest > 0 ? "  and \(rest) more\n" : "")
  }

  private static func proposal(_ study: TuningStudy) -> String {
    StudyCells.answers(study).map { TerminalText.harmless($0) + "\n" }.joined()
      + (study.proposed == nil ? "" : "rule: \(StudyCells.rule)\n")
  }
}
