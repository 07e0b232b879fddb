import Decision
import Studies

/// A tuning study as one page that loads nothing: what is proposed, charts, and lists of the parts
/// that matter.
public struct TuningPage {
  private let study: TuningStudy
  private let origin: StudyOrigin

  /// Rows of a list of parts at most.
  private static let listed = 40

  /// The page of `study`.
  public init(_ study: TuningStudy, origin: StudyOrigin) {
    (self.study, self.origin) = (study, origin)
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  /// The page's text.
  var html: String {
    let counts = study.current.counts
    let unknown = counts.total - counts.good - counts.bad
    var images = "\(counts.total): \(counts.good) good, \(counts.bad) bad"
    if unknown > 0 { images += ", \(unknown) unknown" }
    let answers = StudyCells.answers(study).map { "<p class=\"answer\">\(escaped($0))</p>\n" }
    return StudyDocument.html(
      title: origin.recipe, eyebrow: "Tuning study", origin: origin,
      facts: [
        ("Images", images),
        (
          "Operating point now",
          StudyPhrases.level(study.current.limits.operatingPoint)
            + (study.current.limits.reviewBand > 0
              ? ", review band \(StudyPhrases.level(study.current.limits.reviewBand))" : "")
        ),
      ],
      masthead: answers.joined(),
      sections: [thresholds, scores, boxes, settings, margins, changes, lost].joined())
  }

  private var thresholds: String {
    let rows = StudyCells.points(study).map { row in
      let counts = VerdictCounts(study.chosen.parts, limits: row.limits)
      let name =
        StudyPhrases.level(row.limits.operatingPoint)
        + (row.isCurrent ? " current" : "") + (row.isProposed ? " proposed" : "")
      return (
        style: row.isProposed ? "next" : row.isCurrent ? "now" : "",
        cells: [name] + StudyCells.counts(counts) + ["\(counts.toReview)"]
      )
    }
    let note =
      (study.proposed == nil
        ? "" : "Proposed by the rule: \(StudyCells.rule). The gap is shaded. ")
      + (isOtherSetting ? "With the proposed setting of the other parameters." : "")
    return StudyDocument.section(
      "Where to draw the line", note: note,
      TuningThresholdChart.html(study)
        + StudyDocument.table(
          ["Operating point", "Yield", "False rejects", "Escapes", "To review"], rows))
  }

  private var isOtherSetting: Bool { (study.proposed ?? 0) > 0 }

  private var scores: String {
    StudyDocument.section(
      "Scores of the parts",
      note:
        "A part's score is the highest confidence of any of its candidates, 0 without one. Parts "
        + "at or to the right of the operating point fail.",
      TuningScoreChart.html(study))
  }

  private var boxes: String {
    guard let chart = TuningRecallChart.html(study) else { return "" }
    let rows = StudyCells.boxes(study)
    return StudyDocument.section(
      "Boxes against the truth",
      note: "A box is right, and a truth box found, where the two meet; truth boxes are grown by "
        + "\(PrecisionRecall.margin) px, and classes do not matter.",
      chart
        + StudyDocument.table(
          rows[0].map { $0.prefix(1).uppercased() + $0.dropFirst() },
          rows.dropFirst().map { ($0[0] == "proposed" ? "next" : "", $0) }))
  }

  private var settings: String {
    guard study.settings.count > 1 else { return "" }
    let charts = study.parameters.indices.compactMap {
      TuningSweepChart.html(study, parameter: $0)
    }
    let rows = study.settings.enumerated().map { index, setting in
      let counts = setting.proposal?.counts ?? setting.counts
      let name =
        setting.values.joined(separator: ", ") + (index == 0 ? " (as it is)" : "")
        + (index == study.proposed ? " proposed" : "")
      return (
        style: index == study.proposed ? "next" : index == 0 ? "now" : "",
        cells: [name, StudyPhrases.level(setting.proposedLimits.operatingPoint)]
          + StudyCells.counts(counts) + [
            setting.proposal.map { StudyPhrases.level($0.gapEnd - $0.gapStart) } ?? "–"
          ]
      )
    }
    let head = [
      study.parameters.map(\.key).joined(separator: ", "), "Operating point", "Yield",
      "False rejects", "Escapes", "Gap",
    ]
    return StudyDocument.section(
      "Settings",
      note: study.proposed == nil
        ? "Each with the operating point as it is."
        : "Each with the operating point that suits it.",
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
      let words =
        margin.margin > 0
        ? "\(StudyPhrases.level(margin.margin)) to go"
        : "fails by \(StudyPhrases.level(-margin.margin))"
      return """
        <li><span class="what"><bdi>\(escaped(margin.part.name))</bdi></span>\
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
        <path class="track" d="M0 5H100"/>\
        <rect class="\(margin.margin > 0 ? "bar" : "over")" y="1" width="\(length)" height="8"/>\
        <path class="limit" d="M\(limit) 0V10"/></svg>\
        <span class="amount">\(escaped(words))</span></li>

        """
    }
    let rest = StudyCells.otherMargins(margins, listed: rows.count)
    return StudyDocument.section(
      StudyCells.marginTitle(study),
      note: "The bar is the score, the stroke the operating point; the nearest first."
        + (rest.isEmpty ? "" : " Not listed: \(rest)."),
      rows.isEmpty ? "" : "<ol class=\"bars\">\n\(rows.joined())</ol>\n")
  }

  private func position(_ value: Double) -> String {
    fixedPoint(max(0, min(100, value * 100)), places: 2) ?? "0"
  }

  private var changes: String {
    guard study.proposed != nil else { return "" }
    let changes = study.changes
    guard !changes.isEmpty else {
      return StudyDocument.section(
        "Parts that would change verdict",
        note: "None: every part keeps its verdict with the proposal.", "")
    }
    let rows = changes.prefix(Self.listed).map { change in
      (
        style: "",
        cells: [
          change.part.path, StudyCells.truth(change.part),
          "\(change.oldVerdict.rawValue) → \(change.newVerdict.rawValue)",
          "\(StudyPhrases.score(change.oldScore)) → \(StudyPhrases.score(change.part.score))",
        ]
      )
    }
    let rest = changes.count - rows.count
    return StudyDocument.section(
      "Parts that would change verdict",
      note: StudyPhrases.count(changes.count, "part")
        + (rest > 0 ? "; \(rest) are not listed." : "."),
      StudyDocument.table(["Image", "Is", "Verdict", "Score"], rows))
  }

  private var lost: String {
    let parts = study.chosen.parts.filter { !$0.isInspectable }
    guard !parts.isEmpty else { return "" }
    let rows = parts.prefix(Self.listed).map { (style: "", cells: [$0.path, $0.reason]) }
    return StudyDocument.section(
      "Without an answer",
      note:
        "\(StudyPhrases.count(parts.count, "part")) could not be inspected, whatever the operating "
        + "point.",
      StudyDocument.table(["Image", "Reason"], rows, words: true))
  }
}
