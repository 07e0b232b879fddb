import Decision
import Studies
import Wording

/// A tuning study as one page that loads nothing: what is proposed, charts, and lists of the parts
/// that matter.
public struct TuningPage {
  private let study: TuningStudy
  private let origin: StudyOrigin
  private let pictures: [String: StudiedPicture]
  private let words: Words

  /// Rows of a list of parts at most.
  private static let listed = 40

  /// The page of `study`, with `pictures` of some of its parts as the proposal sees them, in
  /// the language of `words`.
  public init(
    _ study: TuningStudy, origin: StudyOrigin, pictures: [StudiedPicture] = [],
    words: Words = Words(.standard)
  ) {
    (self.study, self.origin, self.words) = (study, origin, words)
    self.pictures = Dictionary(
      pictures.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    try OutputFile.writePage(html, to: path)
  }

  /// The page's text.
  var html: String {
    let counts = study.current.counts
    let unknown = counts.total - counts.good - counts.bad
    let images = words.counted(
      unknown > 0 ? .tuneImagesUnknown : .tuneImages, counts.total,
      ["good": "\(counts.good)", "bad": "\(counts.bad)", "unknown": "\(unknown)"])
    let answers = StudyCells.answers(study, words)
      .map { "<p class=\"answer\">\(escaped($0))</p>\n" }
    let limits = study.current.limits
    var point = StudyPhrases.level(limits.operatingPoint)
    if limits.reviewBand > 0 {
      point = words.text(
        .tunePointNowBand, ["point": point, "band": StudyPhrases.level(limits.reviewBand)])
    }
    return StudyDocument.html(
      title: origin.recipe, eyebrow: words[.tuneTitle], origin: origin,
      facts: [(words[.runImages], images), (words[.tunePointNow], point)],
      masthead: answers.joined(),
      sections: [thresholds, scores, boxes, settings, margins, changes, looks, lost].joined(),
      words: words)
  }

  private var thresholds: String {
    let rows = StudyCells.points(study).map { row in
      let counts = VerdictCounts(study.chosen.parts, limits: row.limits)
      let level = StudyPhrases.level(row.limits.operatingPoint)
      return (
        style: row.isProposed ? "next" : row.isCurrent ? "now" : "",
        cells: [marked(level, isCurrent: row.isCurrent, isProposed: row.isProposed)]
          + StudyCells.counts(counts, words) + ["\(counts.toReview)"]
      )
    }
    return StudyDocument.section(
      words[.tuneThresholds],
      note: words.sentences([
        study.proposed == nil
          ? "" : words.text(.tuneThresholdsRule, ["rule": words[.tuneRule]]),
        isOtherSetting ? words[.tuneThresholdsOther] : "",
      ]),
      TuningThresholdChart.html(study, words)
        + StudyDocument.table(
          titles([.tunePoint, .tuneYield, .tuneFalseRejects, .tuneEscapes, .tuneToReview]), rows))
  }

  private func titles(_ keys: [Phrase]) -> [String] { keys.map { words[$0].titled } }

  private func marked(_ name: String, isCurrent: Bool, isProposed: Bool) -> String {
    var name = name
    if isCurrent { name = words.text(.tuneIsCurrent, ["value": name]) }
    if isProposed { name = words.text(.tuneIsProposed, ["value": name]) }
    return name
  }

  private var isOtherSetting: Bool { (study.proposed ?? 0) > 0 }

  private var scores: String {
    StudyDocument.section(
      words[.tuneScores], note: words[.tuneScoresNote], TuningScoreChart.html(study, words))
  }

  private var boxes: String {
    guard let chart = TuningRecallChart.html(study, words) else { return "" }
    let rows = StudyCells.boxes(study, words)
    return StudyDocument.section(
      words[.tuneBoxes],
      note: words.text(.tuneBoxesNote, ["margin": "\(PrecisionRecall.margin)"]),
      chart
        + StudyDocument.table(
          rows[0].map(\.titled),
          rows.dropFirst().enumerated().map { ($0 == 1 ? "next" : "", $1) }))
  }

  private var settings: String {
    guard study.settings.count > 1 else { return "" }
    let charts = study.parameters.indices.compactMap {
      TuningSweepChart.html(study, parameter: $0, words)
    }
    let rows = study.settings.enumerated().map { index, setting in
      let counts = setting.proposal?.counts ?? setting.counts
      var name = setting.values.joined(separator: ", ")
      if index == 0 { name = words.text(.tuneSettingAsItIs, ["value": name]) }
      return (
        style: index == study.proposed ? "next" : index == 0 ? "now" : "",
        cells: [
          marked(name, isCurrent: false, isProposed: index == study.proposed),
          StudyPhrases.level(setting.proposedLimits.operatingPoint),
        ] + StudyCells.counts(counts, words) + [
          setting.proposal.map { StudyPhrases.level($0.gapEnd - $0.gapStart) } ?? "–"
        ]
      )
    }
    let head =
      [study.parameters.map(\.key).joined(separator: ", ")]
      + titles([.tunePoint, .tuneYield, .tuneFalseRejects, .tuneEscapes, .tuneGap])
    return StudyDocument.section(
      words[.tuneSettings],
      note: words[study.proposed == nil ? .tuneSettingsAsItIs : .tuneSettingsBest],
      "<div class=\"plots\">\n\(charts.joined())</div>\n" + StudyDocument.table(head, rows))
  }

  private var margins: String {
    let limits = study.chosen.proposedLimits
    let margins = study.margins(of: study.chosen, limits: limits)
    guard !margins.isEmpty else { return "" }
    let listed = margins.filter { $0.part.score != nil }.prefix(Self.listed)
    let rows = listed.map { margin in
      let score = margin.part.score ?? 0
      let (length, limit) = (position(score), position(limits.operatingPoint))
      let amount = words.text(
        margin.margin > 0 ? .tuneMarginLeft : .tuneMarginOver,
        ["margin": StudyPhrases.level(margin.margin.magnitude)])
      return """
        <li><span class="what"><bdi>\(escaped(margin.part.name))</bdi></span>\
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
        <path class="track" d="M0 5H100"/>\
        <rect class="\(margin.margin > 0 ? "bar" : "over")" y="1" width="\(length)" height="8"/>\
        <path class="limit" d="M\(limit) 0V10"/></svg>\
        <span class="amount">\(escaped(amount))</span></li>

        """
    }
    let rest = StudyCells.otherMargins(margins, listed: rows.count, words)
    return StudyDocument.section(
      StudyCells.marginTitle(study, words),
      note: words.sentences([
        words[.tuneMarginsNote],
        rest.isEmpty ? "" : words.text(.tuneMarginsNotListed, ["parts": rest]),
      ]),
      rows.isEmpty ? "" : "<ol class=\"bars\">\n\(rows.joined())</ol>\n")
  }

  private func position(_ value: Double) -> String {
    fixedPoint(max(0, min(100, value * 100)), places: 2) ?? "0"
  }

  private var changes: String {
    guard study.proposed != nil else { return "" }
    let changes = study.changes
    guard !changes.isEmpty else {
      return StudyDocument.section(words[.tuneChanges], note: words[.tuneChangesNone], "")
    }
    let rows = changes.prefix(Self.listed).map { change in
      let verdicts = [change.oldVerdict, change.newVerdict].map { words.term(for: $0) }
      return (
        style: "",
        cells: [
          change.part.path, StudyCells.truth(change.part, words),
          verdicts.joined(separator: " → "),
          "\(words.score(change.oldScore)) → \(words.score(change.part.score))",
        ]
      )
    }
    let rest = changes.count - rows.count
    return StudyDocument.section(
      words[.tuneChanges],
      note: words.text(
        rest > 0 ? .tuneChangesMore : .tuneChangesSome,
        ["parts": words.counted(.studyParts, changes.count), "rest": "\(rest)"]),
      StudyDocument.table(
        [words[.partImage]] + titles([.tuneIs, .studyVerdict, .studyScore]), rows))
  }

  /// The parts that are worth a look, as pictures.
  private var looks: String {
    let limits = study.chosen.proposedLimits
    let cards = study.worthALook.compactMap { part -> String? in
      guard let picture = pictures[part.path], !picture.candidates.isEmpty else { return nil }
      let verdict = limits.verdict(on: part)
      return """
        <article class="card \(verdict.rawValue)"><header>\
        \(VerdictMark.html(verdict, words: words))<h3><bdi>\(escaped(part.name))</bdi></h3>\
        <p class="note">\(escaped(look(part)))</p></header>
        \(picture.html(words))</article>

        """
    }
    guard !cards.isEmpty else { return "" }
    return StudyDocument.section(
      words[.tuneLooks], note: words[.tuneLooksNote], cards.joined())
  }

  private func look(_ part: ScoredPart) -> String {
    let change = study.changes.first { $0.part.path == part.path }
    return words.text(
      change == nil ? .tuneLook : .tuneLookChanged,
      [
        "truth": StudyCells.truth(part, words), "score": words.score(part.score),
        "verdict": change.map { words.term(for: $0.oldVerdict) } ?? "",
      ])
  }

  private var lost: String {
    let parts = study.chosen.parts.filter { !$0.isInspectable }
    guard !parts.isEmpty else { return "" }
    let rows = parts.prefix(Self.listed).map {
      (style: "", cells: [$0.path, words.told($0.reason)])
    }
    return StudyDocument.section(
      words[.tuneLost],
      note: words.text(.tuneLostNote, ["parts": words.counted(.studyParts, parts.count)]),
      StudyDocument.table(
        [words[.partImage], words[.studyReason].titled], rows, sentences: true))
  }
}
