import Quality
import Studies

/// A repeatability study for a person at a terminal.
public enum RepeatabilityText {
  /// What the study says; each line ends in a line feed.
  public static func text(_ study: RepeatabilityStudy) -> String {
    var out =
      "\(StudyPhrases.count(study.parts.count, "part")), "
      + "\(StudyPhrases.count(study.pictureCount, "picture"))\n\n"
    out += TextTable.lines(
      [RepeatabilityCells.partTitles]
        + RepeatabilityCells.parts(study).map { row in
          row.cells + (row.part.isAgreed ? [] : ["differs"])
        }, right: [1])
    for part in study.disagreements {
      out += "\n\(TerminalText.harmless(part.name)) is not always the same:\n"
      out += TextTable.lines(
        part.all.map {
          ["  \($0.name)", $0.verdict.rawValue, StudyPhrases.score($0.score), $0.reason]
        })
    }
    if !study.defects.isEmpty {
      out += "\ndefects over the pictures of their part\n"
      out += TextTable.lines(
        [RepeatabilityCells.defectTitles]
          + RepeatabilityCells.defects(study).map { row in
            row.cells + (row.defect.isSteady(study.areaLimit) ? [] : ["varies"])
          }, right: [0, 1, 4, 5])
    }
    out += "\nagreement of the verdicts, with 95 % limits\n"
    out += TextTable.lines(RepeatabilityCells.agreement(study))
    out += "\ngauge study of areas: " + gauge(study.areaGauge, unit: "px²", least: 1)
    out += "\ngauge study of scores: " + gauge(study.scoreGauge, unit: "", least: 0.01)
    out += "\n"
    for answer in RepeatabilityCells.answers(study) { out += answer.text + "\n" }
    return out
  }

  private static func gauge(
    _ gauge: RepeatabilityStudy.Gauge, unit: String, least: Double
  ) -> String {
    switch gauge {
    case .failure(let error): return "none, \(error)\n"
    case .success(let study):
      return RepeatabilityCells.verdict(study, least: least) + "\n"
        + TextTable.lines(
          [RepeatabilityCells.gaugeTitles(study)] + RepeatabilityCells.gauge(study, unit: unit),
          right: [1, 2, 3])
    }
  }
}
