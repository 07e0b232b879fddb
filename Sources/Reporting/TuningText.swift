import Decision
import Studies
import Wording

/// A tuning study for a person at a terminal.
public enum TuningText {
  /// Good parts whose margins are listed at most, and parts that change their verdict.
  static let listed = 12

  /// What the study says in the language of `words`; each line ends in a line feed.
  public static func text(_ study: TuningStudy, words: Words = Words(.standard)) -> String {
    [
      parts(study, words), settings(study, words), points(study, words), boxes(study, words),
      margins(study, words), changes(study, words), proposal(study, words),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func parts(_ study: TuningStudy, _ words: Words) -> String {
    let counts = study.current.counts
    let unknown = counts.total - counts.good - counts.bad
    var out = words.text(
      unknown > 0 ? .tuneTextPartsUnknown : .tuneTextParts,
      [
        "images": words.counted(.studyImages, counts.total), "good": "\(counts.good)",
        "bad": "\(counts.bad)", "unknown": "\(unknown)",
      ])
    if counts.uninspectable > 0 {
      out = words.counted(.tuneTextLost, counts.uninspectable, ["parts": out])
    }
    return out + "\n"
  }

  private static func mark(_ index: Int, _ study: TuningStudy) -> String {
    (index == 0 ? "*" : " ") + (index == study.proposed ? ">" : " ")
  }

  /// A row for each setting with the operating point that suits it.
  private static func settings(_ study: TuningStudy, _ words: Words) -> String {
    guard study.settings.count > 1 else { return "" }
    var rows = [
      [""] + study.parameters.map(\.key) + [
        words[.tunePoint], words[.tuneYield], words[.tuneFalseRejects], words[.tuneEscapes],
        words[.tuneGap],
      ]
    ]
    for (index, setting) in study.settings.enumerated() {
      let limits = setting.proposedLimits
      let counts = setting.proposal?.counts ?? setting.counts
      rows.append(
        [mark(index, study)] + setting.values + [StudyPhrases.level(limits.operatingPoint)]
          + StudyCells.counts(counts, words)
          + [setting.proposal.map { StudyPhrases.level($0.gapEnd - $0.gapStart) } ?? "–"])
    }
    let known = study.proposed != nil
    return words[known ? .tuneTextSettingsBest : .tuneTextSettings] + "\n"
      + TextTable.lines(rows) + "* " + words[.tuneTextAsItIs]
      + (known ? "   > " + words[.tuneProposed] : "") + "\n"
  }

  /// A row for each of some operating points of the chosen setting.
  private static func points(_ study: TuningStudy, _ words: Words) -> String {
    let setting = study.chosen
    let hasBand = setting.limits.reviewBand > 0
    var rows = [
      [
        "", words[.tunePoint], words[.tuneYield], words[.tuneFalseRejects], words[.tuneEscapes],
      ] + (hasBand ? [words[.tuneToReview]] : [])
    ]
    for row in StudyCells.points(study) {
      let counts = VerdictCounts(setting.parts, limits: row.limits)
      rows.append(
        [
          (row.isCurrent ? "*" : " ") + (row.isProposed ? ">" : " "),
          StudyPhrases.level(row.limits.operatingPoint),
        ]
          + StudyCells.counts(counts, words) + (hasBand ? ["\(counts.toReview)"] : []))
    }
    let isOther = study.settings.count > 1 && study.proposed != 0 && study.proposed != nil
    return words[isOther ? .tuneTextPointsProposed : .tuneTextPoints] + "\n"
      + TextTable.lines(rows) + "* " + words[.tuneCurrent]
      + (study.proposed == nil ? "" : "   > " + words[.tuneProposed]) + "\n"
  }

  private static func boxes(_ study: TuningStudy, _ words: Words) -> String {
    let rows = StudyCells.boxes(study, words)
    return rows.isEmpty
      ? "" : words[.tuneBoxes].lowercased() + "\n" + TextTable.lines(rows)
  }

  private static func margins(_ study: TuningStudy, _ words: Words) -> String {
    let margins = study.margins(of: study.chosen, limits: study.chosen.proposedLimits)
    guard !margins.isEmpty else { return "" }
    let shown = margins.filter { $0.part.score != nil }.prefix(listed)
    var rows =
      shown.isEmpty
      ? []
      : [["  " + words[.partImage].lowercased(), words[.studyScore], words[.tuneTextMargin]]]
    for margin in shown {
      rows.append([
        "  \(margin.part.name)", words.score(margin.part.score),
        StudyPhrases.level(margin.margin)
          + (margin.margin <= 0 ? "  " + words[.tuneTextFails] : ""),
      ])
    }
    let rest = StudyCells.otherMargins(margins, listed: shown.count, words)
    let more = shown.isEmpty ? rest : words.text(.tuneTextAnd, ["parts": rest])
    return StudyCells.marginTitle(study, words).lowercased() + "\n" + TextTable.lines(rows)
      + (rest.isEmpty ? "" : "  \(more)\n")
  }

  private static func changes(_ study: TuningStudy, _ words: Words) -> String {
    guard study.proposed != nil else { return "" }
    let changes = study.changes
    guard !changes.isEmpty else { return words[.tuneTextNoChange] + "\n" }
    var rows = [
      [
        "  " + words[.partImage].lowercased(), words[.tuneIs], words[.studyVerdict],
        words[.studyScore],
      ]
    ]
    for change in changes.prefix(listed) {
      let verdicts = [change.oldVerdict, change.newVerdict].map { words.term(for: $0) }
      rows.append([
        "  \(change.part.name)", StudyCells.truth(change.part, words),
        verdicts.joined(separator: " → "),
        "\(words.score(change.oldScore)) → \(words.score(change.part.score))",
      ])
    }
    let rest = changes.count - listed
    let title = words.text(
      .tuneTextChanges, ["parts": words.counted(.studyParts, changes.count)])
    return title + "\n" + TextTable.lines(rows)
      + (rest > 0 ? "  " + words.counted(.tuneTextMore, rest) + "\n" : "")
  }

  private static func proposal(_ study: TuningStudy, _ words: Words) -> String {
    StudyCells.answers(study, words).map { TerminalText.harmless($0) + "\n" }.joined()
      + (study.proposed == nil
        ? "" : words.text(.tuneTextRule, ["rule": words[.tuneRule]]) + "\n")
  }
}
