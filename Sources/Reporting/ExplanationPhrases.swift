import Decision
import Foundation
import Pixels

/// What an explanation says, in the words and numbers that its text and its page share.
enum ExplanationPhrases {
  /// How many candidates there are and how many count.
  static func count(_ explanation: Explanation) -> String {
    let all = explanation.candidates.count
    let counting = explanation.candidates.count { $0.standing != .below }
    guard explanation.record.verdict != .uninspectable else {
      return "No answer was possible, so that there is nothing to explain."
    }
    if all == 0 { return "No defects: no pixels differ by more than the recipe tolerates." }
    if counting == 0 {
      return "No defects: none of \(candidates(all)) reaches the operating point of "
        + "\(share(explanation.operatingPoint)). The nearest to it is number 1."
    }
    return "\(counting) of \(candidates(all)) \(counting == 1 ? "counts" : "count")."
  }

  private static func candidates(_ count: Int) -> String {
    "\(count) \(count == 1 ? "candidate" : "candidates")"
  }

  static func standing(_ standing: CandidateExplanation.Standing) -> String {
    switch standing {
    case .defect: "a defect"
    case .review: "near the limit, to be reviewed"
    case .below: "too weak to count"
    }
  }

  /// Which pixels.
  static func pixels(_ candidate: CandidateExplanation) -> String {
    if case .deviation = candidate.ground {
      if case .deviation(let deviation) = candidate.ground, deviation.channel == "texture" {
        return "\(candidate.blob.area) px² unlike good texture"
      }
      return "\(candidate.blob.area) px² "
        + (candidate.blob.polarity == .added ? "brighter" : "darker") + " than good parts are"
    }
    let kind = candidate.blob.polarity == .added ? "added" : "missing"
    return "\(candidate.blob.area) px of \(kind) conductor, \(candidate.blob.evidence) of them "
      + "beyond the tolerance (evidence)"
  }

  /// What named the candidates.
  static func ground(_ explanation: Explanation) -> String {
    explanation.maps.isEmpty ? explanation.classifier.rawValue : "the learned reference"
  }

  static func box(_ box: PixelBox) -> String { "[\(box.x1), \(box.y1), \(box.x2), \(box.y2)]" }

  /// How the template came to lie on the image; `nil` where it did not.
  static func alignment(_ explanation: Explanation) -> String? {
    guard let x = explanation.shiftX, let y = explanation.shiftY else { return nil }
    return "template moved by x \(range(x)), y \(range(y)), differently from place to place"
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    "\(signed(range.lowerBound, 1))…\(signed(range.upperBound, 1)) px"
  }

  /// The milliseconds of each stage.
  static func timings(_ explanation: Explanation) -> String {
    explanation.record.timings.map {
      "\($0.stage) \(fixedPoint($0.milliseconds, places: 2) ?? "–") ms"
    }.joined(separator: ", ")
  }

  // MARK: Rules

  /// The rule that gave the class.
  static func rule(_ candidate: CandidateExplanation, _ rule: RuleExplanation) -> String {
    switch (candidate.blob.polarity, rule.touches) {
    case (.added, false):
      return "Added conductor that touches no conductor of the template is spurious copper."
    case (.added, true):
      return candidate.candidate.defectClass == .short
        ? "Added conductor that touches two or more conductors of the template is a short."
        : "Added conductor that touches a conductor of the template, but no second one, is a spur."
    case (.missing, false):
      return "Missing conductor that touches no gap of the template, so that there is conductor "
        + "all round it, is a pin-hole."
    case (.missing, true):
      return candidate.candidate.defectClass == .open
        ? "Missing conductor that touches gaps on two sides and leaves the conductor in pieces is "
          + "an open."
        : "Missing conductor that touches a gap of the template and leaves the conductor whole is "
          + "a mousebite."
    }
  }

  /// A number that a rule was applied to, with its limit.
  struct Fact {
    var name: String
    var value: String
    /// The value and the limit on a scale from 0 to 1.
    var position: Double
    var limit: Double
  }

  static func facts(
    _ candidate: CandidateExplanation, _ rule: RuleExplanation, operatingPoint: Double
  ) -> [Fact] {
    let around = rule.surroundings
    let isAdded = candidate.blob.polarity == .added
    let bodies = isAdded ? "conductors" : "gaps"
    var facts = [
      Fact(
        name: "contact: share of the \(rule.contactDistance) px ring around it that lies on "
          + "\(bodies); from \(percent(rule.minimumContactShare)) on it touches",
        value: "\(around.contact) of \(around.ring) px, \(percent(rule.contactShare))",
        position: rule.contactShare, limit: rule.minimumContactShare)
    ]
    if rule.touches {
      func count(_ name: String, _ value: Int, _ need: String) {
        facts.append(
          Fact(
            name: "\(name); \(need)", value: "\(value)",
            position: Double(value) / Double(max(4, value)), limit: 2 / Double(max(4, value))))
      }
      if isAdded {
        count(
          "conductors that it touches, followed for \(rule.window) px", around.bodies,
          "2 or more make a short")
      } else {
        count("separate stretches of contact", around.arcs, "an open has 2 or more")
        count(
          "pieces of conductor that it leaves within \(rule.window) px", around.pieces,
          "an open has 2 or more")
      }
    }
    facts.append(confidence(candidate, rule, operatingPoint: operatingPoint))
    return facts
  }

  private static func confidence(
    _ candidate: CandidateExplanation, _ rule: RuleExplanation, operatingPoint: Double
  ) -> Fact {
    let evidence = candidate.blob.evidence
    let half = rule.halfConfidenceArea
    let isHeavy = rule.evidenceWeight != 1
    let weighted = Double(evidence) * rule.evidenceWeight
    let product =
      isHeavy
      ? "\(number(rule.evidenceWeight)) × \(evidence) = \(number(weighted))" : "\(evidence)"
    var need = ""
    if operatingPoint < 1 {
      let area = Double(half) * operatingPoint / (1 - operatingPoint) / rule.evidenceWeight
      need =
        "; the operating point \(share(operatingPoint)) needs \(number(area.rounded(.up))) px"
    }
    return Fact(
      name: "confidence: e / (e + \(half)), e the evidence"
        + (isHeavy ? ", which counts \(number(rule.evidenceWeight)) times in opens and shorts" : "")
        + need,
      value: "e = \(product), confidence \(share(candidate.candidate.confidence))",
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
  static func terms(_ score: ScoreExplanation) -> (terms: [Term], total: Int) {
    let strongest = score.strongest.prefix(strongestCount)
    let total = thousandths(score.difference)
    var terms = [
      Term(
        meaning: "to begin with, when nothing is measured yet",
        thousandths: thousandths(score.base))
    ]
    terms += strongest.map {
      Term(
        name: $0.name, meaning: $0.meaning, value: number($0.value),
        thousandths: thousandths($0.amount))
    }
    let others = score.contributions.count - strongest.count
    terms.append(
      Term(
        meaning: "\(others) other measurements together",
        thousandths: total - terms.reduce(0) { $0 + $1.thousandths }))
    return (terms, total)
  }

  /// What the sum says.
  static func odds(_ score: ScoreExplanation, _ defectClass: DefectClass) -> String {
    let factor = exp(score.difference.magnitude)
    let times =
      factor < 1e6
      ? fixedPoint(factor, places: factor < 10 ? 1 : 0) ?? "–" : "more than a million"
    return score.difference >= 0
      ? "\(times) times as likely \(defectClass.rawValue) as no defect"
      : "\(times) times as likely no defect as \(defectClass.rawValue)"
  }

  private static func thousandths(_ value: Double) -> Int {
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
  static func share(_ value: Double) -> String {
    let text = fixedPoint(value, places: 3) ?? "–"
    return text == "1.000" && value < 1 ? "> 0.999" : text
  }

  private static func percent(_ share: Double) -> String {
    (fixedPoint(share * 100, places: 1) ?? "–") + " %"
  }

  /// With as many decimals as it needs, three at most.
  static func number(_ value: Double) -> String {
    fixedPoint(value, places: value.rounded() == value ? 0 : 3) ?? "–"
  }
}
