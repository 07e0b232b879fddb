import Decision
import Quality
import Studies

/// A repeatability study as one page that loads nothing.
public struct RepeatabilityPage {
  private let study: RepeatabilityStudy
  private let origin: StudyOrigin
  /// How the pictures came to be, in a sentence.
  private let pictures: String

  /// The page of `study`; `pictures` says in a sentence how its pictures came to be.
  public init(_ study: RepeatabilityStudy, origin: StudyOrigin, pictures: String) {
    (self.study, self.origin, self.pictures) = (study, origin, pictures)
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  /// The page's text.
  var html: String {
    let answers = RepeatabilityCells.answers(study).map {
      "<p class=\"answer \($0.isGood ? "good" : "bad")\">\(escaped($0.text))</p>\n"
    }
    return StudyDocument.html(
      title: origin.recipe, eyebrow: "Repeatability study", origin: origin,
      facts: [
        (
          "Studied",
          "\(StudyPhrases.count(study.parts.count, "part")), "
            + StudyPhrases.count(study.pictureCount, "picture")
        ), ("Pictures", pictures),
      ],
      masthead: answers.joined(),
      sections: [
        parts, differing, defects,
        gauge("Gauge study of areas", study.areaGauge, unit: "px²", least: 1, part: "defect"),
        gauge("Gauge study of scores", study.scoreGauge, unit: "", least: 0.01, part: "part"),
        agreement,
      ].joined())
  }

  private var parts: String {
    StudyDocument.section(
      "Verdicts",
      note: "A part's score on a picture is the highest confidence of any candidate.",
      table(
        RepeatabilityCells.partTitles,
        RepeatabilityCells.parts(study).map { ($0.part.isAgreed ? "" : "out", $0.cells) }))
  }

  private var differing: String {
    let rows = study.disagreements.flatMap { part in
      part.all.map {
        (
          style: "",
          cells: [
            part.name, $0.name, $0.verdict.rawValue, StudyPhrases.score($0.score), $0.reason,
          ]
        )
      }
    }
    guard !rows.isEmpty else { return "" }
    return StudyDocument.section(
      "Parts with different verdicts",
      table(["part", "picture", "verdict", "score", "reason"], rows, words: true))
  }

  private var defects: String {
    guard !study.defects.isEmpty else { return "" }
    let rows = RepeatabilityCells.defects(study).map { row in
      (row.defect.isSteady(study.areaLimit) ? "" : "out", row.cells)
    }
    return StudyDocument.section(
      "Areas of defects",
      note:
        "A defect is followed over the pictures of its part by boxes that meet. Variation is the "
        + "standard deviation divided by the mean; below \(StudyPhrases.tick(study.areaLimit)) is "
        + "asked for, the green range."
        + (study.defects.count > RepeatabilityChart.rowLimit
          ? " The chart shows the \(RepeatabilityChart.rowLimit) that vary most." : ""),
      (RepeatabilityChart.html(study) ?? "") + table(RepeatabilityCells.defectTitles, rows))
  }

  private func gauge(
    _ title: String, _ gauge: RepeatabilityStudy.Gauge, unit: String, least: Double,
    part: String
  ) -> String {
    switch gauge {
    case .failure(let error):
      return StudyDocument.section(title, note: "None: \(error).", "")
    case .success(let study):
      let rows = RepeatabilityCells.gauge(study, unit: unit).map { (style: "", cells: $0) }
      return StudyDocument.section(
        title,
        note: RepeatabilityCells.verdict(study, least: least)
          + ". Each \(part) is a part of the study, each picture "
          + "a trial; AIAG MSA, 4th edition, by analysis of variance.",
        table(RepeatabilityCells.gaugeTitles(study), rows))
    }
  }

  private var agreement: String {
    StudyDocument.section(
      "Agreement of the verdicts",
      note:
        "Limits are those of Clopper and Pearson for 95 %. Kappa is 1 where all agree and 0 where "
        + "they agree as often as by chance; it is not defined where only one verdict occurs.",
      table(
        ["measure", "value", "between"],
        RepeatabilityCells.agreement(study).map { ("", $0) }))
  }

  private func table(
    _ head: [String], _ rows: [(style: String, cells: [String])], words: Bool = false
  ) -> String {
    StudyDocument.table(
      head.map { $0.prefix(1).uppercased() + $0.dropFirst() }, rows, words: words)
  }
}
