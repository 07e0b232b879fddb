import Quality
import Studies
import Wording

/// A repeatability study for a person at a terminal.
public enum RepeatabilityText {
  /// What the study says in the language of `words`; each line ends in a line feed.
  public static func text(_ study: RepeatabilityStudy, words: Words = Words(.standard)) -> String {
    var out = RepeatabilityCells.extent(study, words) + "\n\n"
    out += TextTable.lines(
      [RepeatabilityCells.partTitles(words)]
        + RepeatabilityCells.parts(study, words).map { row in
          row.cells + (row.part.isAgreed ? [] : [words[.repeatTextDiffers]])
        }, right: [1])
    for part in study.disagreements {
      let name = TerminalText.harmless(part.name)
      out += "\n" + words.text(.repeatTextNotSame, ["part": name]) + "\n"
      out += TextTable.lines(
        part.all.map {
          [
            "  \($0.name)", words.term(for: $0.verdict), words.score($0.score),
            words.told($0.reason),
          ]
        })
    }
    if !study.defects.isEmpty {
      out += "\n" + words[.repeatTextDefects] + "\n"
      out += TextTable.lines(
        [RepeatabilityCells.defectTitles(words)]
          + RepeatabilityCells.defects(study, words).map { row in
            row.cells + (row.defect.isSteady(study.areaLimit) ? [] : [words[.repeatTextVaries]])
          }, right: [0, 1, 4, 5])
    }
    out += "\n" + words[.repeatTextAgreement] + "\n"
    out += TextTable.lines(RepeatabilityCells.agreement(study, words))
    out += "\n" + gauge(.repeatGaugeAreas, study.areaGauge, unit: "px²", least: 1, words)
    out += "\n" + gauge(.repeatGaugeScores, study.scoreGauge, unit: "", least: 0.01, words)
    out += "\n"
    for answer in RepeatabilityCells.answers(study, words) { out += answer.text + "\n" }
    return out
  }

  private static func gauge(
    _ title: Phrase, _ gauge: RepeatabilityStudy.Gauge, unit: String, least: Double,
    _ words: Words
  ) -> String {
    let text =
      switch gauge {
      case .failure(let error):
        words.text(
          .repeatTextNone, ["reason": RepeatabilityCells.reason(error, words)])
      case .success(let study): RepeatabilityCells.verdict(study, least: least, words)
      }
    let head = words.text(.sentencePair, ["label": words[title].lowercased(), "value": text])
    guard case .success(let study) = gauge else { return head + "\n" }
    return head + "\n"
      + TextTable.lines(
        [RepeatabilityCells.gaugeTitles(study, words)]
          + RepeatabilityCells.gauge(study, unit: unit, words), right: [1, 2, 3])
  }
}
