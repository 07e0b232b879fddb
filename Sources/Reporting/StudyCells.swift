import Decision
import Studies

/// What text and page of a tuning study say alike.
enum StudyCells {
  /// How the proposal is found.
  static let rule =
    "the fewest escapes, then the fewest false rejects, then the fewest parts to review, then the "
    + "middle of the widest gap"

  /// Yield, false rejects and escapes.
  static func counts(_ counts: VerdictCounts) -> [String] {
    [
      StudyPhrases.percent(counts.yield),
      StudyPhrases.share(counts.falseRejects, of: counts.good),
      StudyPhrases.share(counts.escapes, of: counts.bad),
    ]
  }

  /// An operating point of the chosen setting.
  struct PointRow {
    var limits: DecisionLimits
    var isCurrent: Bool
    var isProposed: Bool
  }

  /// Every tenth of the range, and the current and the proposed operating point, in order.
  static func points(_ study: TuningStudy) -> [PointRow] {
    let setting = study.chosen
    let now = study.current.limits.operatingPoint
    let next = setting.proposal?.operatingPoint
    let levels = Set((1...9).map { Double($0) / 10 } + [now] + [next].compactMap(\.self)).sorted()
    return levels.map { level in
      PointRow(
        limits: DecisionLimits(operatingPoint: level, reviewBand: setting.limits.reviewBand),
        isCurrent: level == now, isProposed: level == next)
    }
  }

  /// Precision and recall as things are and as proposed, with titles; empty without truth boxes.
  static func boxes(_ study: TuningStudy) -> [[String]] {
    guard let now = study.current.precisionRecall, now.truthCount > 0 else { return [] }
    func row(
      _ name: String, _ boxes: PrecisionRecall, _ limits: DecisionLimits
    ) -> [String] {
      let point = boxes.point(at: limits.operatingPoint)
      return [
        name, StudyPhrases.level(limits.operatingPoint),
        StudyPhrases.share(
          Int((point.recall * Double(boxes.truthCount)).rounded()), of: boxes.truthCount),
        StudyPhrases.percent(point.precision), fixedPoint(point.falsePerImage, places: 3) ?? "–",
        fixedPoint(boxes.averagePrecision, places: 4) ?? "–",
      ]
    }
    var rows = [
      [
        "", "operating point", "truth boxes found", "precision", "false boxes per image",
        "average precision",
      ], row("current", now, study.current.limits),
    ]
    if study.proposed != nil, let next = study.chosen.precisionRecall {
      rows.append(row("proposed", next, study.chosen.proposedLimits))
    }
    return rows
  }

  /// What the list of margins is about.
  static func marginTitle(_ study: TuningStudy) -> String {
    let whose =
      study.chosen.counts.good > 0 ? "good parts" : "parts, of which nothing is known,"
    return "How near \(whose) come to failing"
      + (study.proposed == nil ? "" : " with the proposal")
  }

  /// Whose margins are not among the first `listed` of those with a candidate; empty for nobody's.
  static func otherMargins(_ margins: [TuningStudy.Margin], listed: Int) -> String {
    let clean = margins.count { $0.part.score == nil }
    let more = margins.count - clean - listed
    return [
      more > 0 ? "\(more) more with larger margins" : "",
      clean > 0 ? "\(StudyPhrases.count(clean, "part")) without any candidate" : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// `good`, `bad` or nothing known.
  static func truth(_ part: ScoredPart) -> String {
    switch part.isGood {
    case true: "good"
    case false: "bad"
    case nil: "–"
    }
  }

  /// What comes out, in sentences.
  static func answers(_ study: TuningStudy) -> [String] {
    let now = study.current
    let before = sentence("With the recipe as it is", now.limits, now.counts)
    guard study.proposed != nil, let proposal = study.chosen.proposal else {
      return [
        before,
        "Nothing is proposed: of no part it is known whether it is good or bad (--truth, --all-good).",
      ]
    }
    let gap =
      "no part changes its verdict between \(StudyPhrases.level(proposal.gapStart)) and "
      + "\(StudyPhrases.level(proposal.gapEnd))."
    let values = zip(study.parameters, study.chosen.values)
      .filter { parameter, value in parameter.current != value }
      .map { "\($0.key) \($1) (now \($0.current))" }
    guard !values.isEmpty || proposal.operatingPoint != now.limits.operatingPoint else {
      return [before, "Proposed: leave it as it is; \(gap)"]
    }
    let point =
      "decide.operatingPoint \(StudyPhrases.level(proposal.operatingPoint)) "
      + "(now \(StudyPhrases.level(now.limits.operatingPoint)))"
    return [
      before,
      sentence("With the proposal", study.chosen.proposedLimits, proposal.counts),
      "Proposed: \((values + [point]).joined(separator: ", ")); \(gap)",
    ]
  }

  private static func sentence(
    _ start: String, _ limits: DecisionLimits, _ counts: VerdictCounts
  ) -> String {
    var parts = ["\(StudyPhrases.percent(counts.yield)) of all parts pass"]
    if counts.good > 0 {
      parts.append("\(counts.falseRejects) of \(counts.good) good parts fail")
    }
    if counts.bad > 0 { parts.append("\(counts.escapes) of \(counts.bad) bad parts pass") }
    if counts.toReview > 0 { parts.append("\(counts.toReview) are to be reviewed") }
    if counts.uninspectable > 0 { parts.append("\(counts.uninspectable) are uninspectable") }
    return "\(start) (operating point \(StudyPhrases.level(limits.operatingPoint))): "
      + parts.joined(separator: ", ") + "."
  }
}
