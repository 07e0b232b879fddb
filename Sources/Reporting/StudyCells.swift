import Decision
import Studies
import Wording

/// What text and page of a tuning study say alike.
enum StudyCells {
  /// Yield, false rejects and escapes.
  static func counts(_ counts: VerdictCounts, _ words: Words) -> [String] {
    [
      words.percentage(counts.yield),
      words.share(counts.falseRejects, of: counts.good),
      words.share(counts.escapes, of: counts.bad),
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
  static func boxes(_ study: TuningStudy, _ words: Words) -> [[String]] {
    guard let now = study.current.precisionRecall, now.truthCount > 0 else { return [] }
    func row(
      _ name: String, _ boxes: PrecisionRecall, _ limits: DecisionLimits
    ) -> [String] {
      let point = boxes.point(at: limits.operatingPoint)
      return [
        name, StudyPhrases.level(limits.operatingPoint),
        words.share(
          Int((point.recall * Double(boxes.truthCount)).rounded()), of: boxes.truthCount),
        words.percentage(point.precision), fixedPoint(point.falsePerImage, places: 3) ?? "–",
        fixedPoint(boxes.averagePrecision, places: 4) ?? "–",
      ]
    }
    var rows = [
      [
        "", words[.tunePoint], words[.tuneTruthFound], words[.tunePrecision],
        words[.tuneFalsePerImage], words[.tuneAveragePrecision],
      ], row(words[.tuneCurrent], now, study.current.limits),
    ]
    if study.proposed != nil, let next = study.chosen.precisionRecall {
      rows.append(row(words[.tuneProposed], next, study.chosen.proposedLimits))
    }
    return rows
  }

  /// What the list of margins is about.
  static func marginTitle(_ study: TuningStudy, _ words: Words) -> String {
    let isKnown = study.chosen.counts.good > 0
    let key: Phrase =
      study.proposed == nil
      ? isKnown ? .tuneMarginsGood : .tuneMarginsUnknown
      : isKnown ? .tuneMarginsGoodProposed : .tuneMarginsUnknownProposed
    return words[key]
  }

  /// Whose margins are not among the first `listed` of those with a candidate; empty for nobody's.
  static func otherMargins(
    _ margins: [TuningStudy.Margin], listed: Int, _ words: Words
  ) -> String {
    let clean = margins.count { $0.part.score == nil }
    let more = margins.count - clean - listed
    return words.list(
      [
        more > 0 ? words.counted(.tuneMarginMore, more) : "",
        clean > 0
          ? words.text(.tuneMarginClean, ["parts": words.counted(.studyParts, clean)]) : "",
      ].filter { !$0.isEmpty })
  }

  /// `good`, `bad` or nothing known.
  static func truth(_ part: ScoredPart, _ words: Words) -> String {
    switch part.isGood {
    case true: words[.studyGood]
    case false: words[.studyBad]
    case nil: words[.notTold]
    }
  }

  /// What comes out, in sentences.
  static func answers(_ study: TuningStudy, _ words: Words) -> [String] {
    let now = study.current
    let before = sentence(.tuneAnswerNow, now.limits, now.counts, words)
    guard study.proposed != nil, let proposal = study.chosen.proposal else {
      return [before, words[.tuneAnswerNothing]]
    }
    let gap = words.text(
      .tuneAnswerGap,
      [
        "from": StudyPhrases.level(proposal.gapStart), "to": StudyPhrases.level(proposal.gapEnd),
      ])
    func value(_ key: String, _ value: String, _ current: String) -> String {
      words.text(.tuneAnswerValue, ["key": key, "value": value, "current": current])
    }
    let values = zip(study.parameters, study.chosen.values)
      .filter { parameter, value in parameter.current != value }
      .map { value($0.key, $1, $0.current) }
    guard !values.isEmpty || proposal.operatingPoint != now.limits.operatingPoint else {
      return [before, words.text(.tuneAnswerKeep, ["gap": gap])]
    }
    let point = value(
      "decide.operatingPoint", StudyPhrases.level(proposal.operatingPoint),
      StudyPhrases.level(now.limits.operatingPoint))
    return [
      before,
      sentence(.tuneAnswerNext, study.chosen.proposedLimits, proposal.counts, words),
      words.text(.tuneAnswerProposed, ["values": words.list(values + [point]), "gap": gap]),
    ]
  }

  private static func sentence(
    _ key: Phrase, _ limits: DecisionLimits, _ counts: VerdictCounts, _ words: Words
  ) -> String {
    var parts = [words.text(.tuneAnswerPass, ["share": words.percentage(counts.yield)])]
    if counts.good > 0 {
      parts.append(
        words.counted(.tuneAnswerRejects, counts.falseRejects, ["total": "\(counts.good)"]))
    }
    if counts.bad > 0 {
      parts.append(words.counted(.tuneAnswerEscapes, counts.escapes, ["total": "\(counts.bad)"]))
    }
    if counts.toReview > 0 { parts.append(words.counted(.tuneAnswerReview, counts.toReview)) }
    if counts.uninspectable > 0 {
      parts.append(words.counted(.tuneAnswerUninspectable, counts.uninspectable))
    }
    return words.text(
      key,
      [
        "point": StudyPhrases.level(limits.operatingPoint),
        "counts": words.clauses(parts),
      ])
  }
}
