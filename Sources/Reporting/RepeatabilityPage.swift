import Decision
import Quality
import Studies
import Wording

/// A repeatability study as one page that loads nothing.
public struct RepeatabilityPage {
  private let study: RepeatabilityStudy
  private let origin: StudyOrigin
  /// How the pictures came to be, in a sentence.
  private let pictures: String
  private let words: Words

  /// The page of `study`; `pictures` says in a sentence how its pictures came to be, in
  /// the language of `words` like the page.
  public init(
    _ study: RepeatabilityStudy, origin: StudyOrigin, pictures: String,
    words: Words = Words(.standard)
  ) {
    (self.study, self.origin, self.pictures) = (study, origin, pictures)
    self.words = words
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    try OutputFile.writePage(html, to: path)
  }

  /// The page's text.
  var html: String {
    let answers = RepeatabilityCells.answers(study, words).map {
      "<p class=\"answer \($0.isGood ? "good" : "bad")\">\(escaped($0.text))</p>\n"
    }
    return StudyDocument.html(
      title: origin.recipe, eyebrow: words[.repeatTitle], origin: origin,
      facts: [
        (words[.repeatStudied], RepeatabilityCells.extent(study, words)),
        (words[.repeatPictures], pictures),
      ],
      masthead: answers.joined(),
      sections: [
        parts, differing, defects,
        gauge(
          .repeatGaugeAreas, .repeatGaugeNoteDefects, study.areaGauge, unit: "px²", least: 1),
        gauge(.repeatGaugeScores, .repeatGaugeNoteParts, study.scoreGauge, unit: "", least: 0.01),
        agreement,
      ].joined(), words: words)
  }

  private var parts: String {
    StudyDocument.section(
      words[.repeatVerdicts], note: words[.repeatVerdictsNote],
      table(
        RepeatabilityCells.partTitles(words),
        RepeatabilityCells.parts(study, words).map { ($0.part.isAgreed ? "" : "out", $0.cells) }))
  }

  private var differing: String {
    let rows = study.disagreements.flatMap { part in
      part.all.map {
        (
          style: "",
          cells: [
            part.name, $0.name, words.term(for: $0.verdict), words.score($0.score),
            words.told($0.reason),
          ]
        )
      }
    }
    guard !rows.isEmpty else { return "" }
    return StudyDocument.section(
      words[.repeatDiffering],
      table(
        [
          words[.repeatPart], words[.repeatPicture], words[.studyVerdict], words[.studyScore],
          words[.studyReason],
        ], rows, sentences: true))
  }

  private var defects: String {
    guard !study.defects.isEmpty else { return "" }
    let rows = RepeatabilityCells.defects(study, words).map { row in
      (row.defect.isSteady(study.areaLimit) ? "" : "out", row.cells)
    }
    return StudyDocument.section(
      words[.repeatAreas],
      note: words.sentences([
        words.text(.repeatAreasNote, ["limit": words.tick(study.areaLimit)]),
        study.defects.count > RepeatabilityChart.rowLimit
          ? words.counted(.repeatChartMost, RepeatabilityChart.rowLimit) : "",
      ]),
      (RepeatabilityChart.html(study, words) ?? "")
        + table(RepeatabilityCells.defectTitles(words), rows))
  }

  private func gauge(
    _ title: Phrase, _ note: Phrase, _ gauge: RepeatabilityStudy.Gauge, unit: String,
    least: Double
  ) -> String {
    switch gauge {
    case .failure(let error):
      let reason = RepeatabilityCells.reason(error, words)
      return StudyDocument.section(
        words[title], note: words.text(.repeatGaugeNone, ["reason": reason]), "")
    case .success(let study):
      let rows = RepeatabilityCells.gauge(study, unit: unit, words).map { (style: "", cells: $0) }
      let verdict = RepeatabilityCells.verdict(study, least: least, words)
      return StudyDocument.section(
        words[title], note: words.text(note, ["verdict": verdict]),
        table(RepeatabilityCells.gaugeTitles(study, words), rows))
    }
  }

  private var agreement: String {
    StudyDocument.section(
      words[.repeatAgreement], note: words[.repeatAgreementNote],
      table(
        [words[.repeatMeasure], words[.repeatValue], words[.repeatBetween]],
        RepeatabilityCells.agreement(study, words).map { ("", $0) }))
  }

  private func table(
    _ head: [String], _ rows: [(style: String, cells: [String])], sentences: Bool = false
  ) -> String {
    StudyDocument.table(head.map(\.titled), rows, sentences: sentences)
  }
}
