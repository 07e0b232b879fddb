import Decision
import Foundation
import Pixels
import Wording

/// What an explanation says, in the words and numbers that its text and its page share.
struct ExplanationPhrases {
  let words: Words

  /// The phrases in the language of `words`.
  init(_ words: Words) { self.words = words }

  /// How many candidates there are and how many count.
  func count(_ explanation: Explanation) -> String {
    let all = explanation.candidates.count
    let counting = explanation.candidates.count { $0.standing != .below }
    guard explanation.record.verdict != .uninspectable else {
      return words[explanation.maps.isEmpty ? .explainNoAnswer : .explainNoAnswerMaps]
    }
    if all == 0 { return words[.explainNothing] }
    let candidates = words.counted(.explainCandidateCount, all)
    if counting == 0 {
      return words.text(
        .explainNoneReaches,
        ["candidates": candidates, "point": share(explanation.operatingPoint)])
    }
    return words.counted(.explainCounting, counting, ["candidates": candidates])
  }

  func standing(_ standing: CandidateExplanation.Standing) -> String {
    switch standing {
    case .defect: words[.explainDefect]
    case .review: words[.explainReview]
    case .below: words[.explainBelow]
    }
  }

  /// Which pixels.
  func pixels(_ candidate: CandidateExplanation) -> String {
    let area = "\(candidate.blob.area)"
    if case .deviation(let deviation) = candidate.ground {
      return deviation.channel == "texture"
        ? words.text(.explainUnlikeTexture, ["area": area])
        : words.text(.explainDeviates, ["area": area, "direction": direction(deviation)])
    }
    return words.text(
      candidate.blob.polarity == .added ? .explainAdded : .explainMissing,
      ["area": area, "evidence": "\(candidate.blob.evidence)"])
  }

  func box(_ box: PixelBox) -> String { "[\(box.x1), \(box.y1), \(box.x2), \(box.y2)]" }

  /// What named the candidates, and from which confidence on they count.
  func decision(_ explanation: Explanation) -> String {
    words.text(
      .explainDecidedBy,
      ["method": explanation.decidedBy, "point": share(explanation.operatingPoint)])
  }

  /// How the template came to lie on the image; `nil` where it did not.
  func alignment(_ explanation: Explanation) -> String? {
    guard let x = explanation.shiftX, let y = explanation.shiftY else { return nil }
    return words.text(.explainShift, ["x": range(x), "y": range(y)])
  }

  private func range(_ range: ClosedRange<Double>) -> String {
    "\(Self.signed(range.lowerBound, 1))…\(Self.signed(range.upperBound, 1)) px"
  }

  /// The milliseconds of each stage.
  func timings(_ explanation: Explanation) -> String {
    words.list(
      explanation.record.timings.map {
        "\(words.term(forStage: $0.stage)) \(fixedPoint($0.milliseconds, places: 2) ?? "–") ms"
      })
  }

  // MARK: Rules

  /// The rule that gave the class.
  func rule(_ candidate: CandidateExplanation, _ rule: RuleExplanation) -> String {
    let defectClass = candidate.candidate.defectClass
    let key: Phrase =
      switch (candidate.blob.polarity, rule.touches) {
      case (.added, false): .explainRuleCopper
      case (.added, true): defectClass == .short ? .explainRuleShort : .explainRuleSpur
      case (.missing, false): .explainRulePinHole
      case (.missing, true): defectClass == .open ? .explainRuleOpen : .explainRuleMousebite
      }
    return words[key]
  }

  /// A number that a rule was applied to, with its limit.
  struct Fact {
    var name: String
    var value: String
    /// The value and the limit on a scale from 0 to 1.
    var position: Double
    var limit: Double
  }

  func facts(
    _ candidate: CandidateExplanation, _ rule: RuleExplanation, operatingPoint: Double
  ) -> [Fact] {
    let around = rule.surroundings
    let isAdded = candidate.blob.polarity == .added
    var facts = [
      Fact(
        name: words.text(
          .explainContact,
          [
            "width": "\(rule.contactDistance)",
            "bodies": words[isAdded ? .measureConductors : .measureGaps],
            "least": percent(rule.minimumContactShare),
          ]),
        value: words.text(
          .explainContactValue,
          [
            "contact": "\(around.contact)", "ring": "\(around.ring)",
            "share": percent(rule.contactShare),
          ]),
        position: rule.contactShare, limit: rule.minimumContactShare)
    ]
    if rule.touches {
      func count(_ name: Phrase, _ value: Int) {
        facts.append(
          Fact(
            name: words.text(name, ["window": "\(rule.window)"]), value: "\(value)",
            position: Double(value) / Double(max(4, value)), limit: 2 / Double(max(4, value))))
      }
      if isAdded {
        count(.explainBodies, around.bodies)
      } else {
        count(.explainArcs, around.arcs)
        count(.explainPieces, around.pieces)
      }
    }
    facts.append(confidence(candidate, rule, operatingPoint: operatingPoint))
    return facts
  }

  private func confidence(
    _ candidate: CandidateExplanation, _ rule: RuleExplanation, operatingPoint: Double
  ) -> Fact {
    let evidence = candidate.blob.evidence
    let half = rule.halfConfidenceArea
    let isHeavy = rule.evidenceWeight != 1
    let weighted = Double(evidence) * rule.evidenceWeight
    let product =
      isHeavy
      ? "\(number(rule.evidenceWeight)) × \(evidence) = \(number(weighted))" : "\(evidence)"
    var name = words.text(
      isHeavy ? .explainConfidenceHeavy : .explainConfidence,
      ["half": "\(half)", "weight": number(rule.evidenceWeight)])
    if operatingPoint < 1 {
      let area = Double(half) * operatingPoint / (1 - operatingPoint) / rule.evidenceWeight
      name = words.text(
        .explainConfidenceNeed,
        ["confidence": name, "point": share(operatingPoint), "area": number(area.rounded(.up))])
    }
    return Fact(
      name: name,
      value: words.text(
        .explainConfidenceValue,
        ["evidence": product, "confidence": share(candidate.candidate.confidence)]),
      position: candidate.candidate.confidence, limit: operatingPoint)
  }

  // MARK: Trees

  /// One line of the sum of contributions. Amounts are in thousandths of natural log-odds.
  struct Term {
    /// The measurement's name, where it is one.
    var name: String?
    var meaning: String
    var value: String?
    var thousandths: Int
  }

  /// Contributions that are told one by one.
  static let strongestCount = 8

  /// The terms of the score's difference and their sum. As printed they add up exactly; what
  /// rounding leaves is with the others.
  func terms(_ score: ScoreExplanation) -> (terms: [Term], total: Int) {
    let strongest = score.strongest.prefix(Self.strongestCount)
    let meanings = MeasurementPhrases(score.polarity, words).meanings
    let total = thousandths(score.difference)
    var terms = [
      Term(
        meaning: words[.explainTermBase],
        thousandths: thousandths(score.base))
    ]
    terms += strongest.map {
      Term(
        name: $0.name, meaning: meanings[$0.name] ?? "", value: number($0.value),
        thousandths: thousandths($0.amount))
    }
    let others = score.contributions.count - strongest.count
    terms.append(
      Term(
        meaning: words.counted(.explainTermOthers, others),
        thousandths: total - terms.reduce(0) { $0 + $1.thousandths }))
    return (terms, total)
  }

  /// What the sum says.
  func odds(_ score: ScoreExplanation, _ defectClass: DefectClass) -> String {
    let factor = exp(score.difference.magnitude)
    let times =
      factor < 1e6
      ? fixedPoint(factor, places: factor < 10 ? 1 : 0) ?? "–" : words[.explainMillion]
    return words.text(
      score.difference >= 0 ? .explainOddsFor : .explainOddsAgainst,
      ["times": times, "class": words.term(for: defectClass)])
  }

  private func thousandths(_ value: Double) -> Int {
    Int((max(-1e9, min(1e9, value)) * 1000).rounded())
  }

  // MARK: Numbers

  /// A sum's term with its sign and three decimals.
  static func amount(_ thousandths: Int) -> String { signed(Double(thousandths) / 1000, 3) }

  private static func signed(_ value: Double, _ places: Int) -> String {
    let text = fixedPoint(value, places: places) ?? "–"
    return value >= 0 && !text.hasPrefix("-") ? "+" + text : text
  }

  /// A confidence or its limit. What is not certain is never called 1.
  func share(_ value: Double) -> String {
    let text = fixedPoint(value, places: 3) ?? "–"
    return text == "1.000" && value < 1 ? "> 0.999" : text
  }

  private func percent(_ share: Double) -> String {
    words.inPercent(fixedPoint(share * 100, places: 1) ?? "–")
  }

  /// With as many decimals as it needs, three at most.
  func number(_ value: Double) -> String {
    fixedPoint(value, places: value.rounded() == value ? 0 : 3) ?? "–"
  }
}
