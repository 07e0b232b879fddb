import Decision
import Foundation
import Pixels
import Studies

@testable import Reporting

/// Studies with everything in them that a page shows.
enum StudySamples {
  static let hostile = "a/<b>\"x\" & \u{1B}\u{202E}.png"

  static let origin = StudyOrigin(
    recipe: "bare <pcb>", recipeVersion: 2, recipeSHA256: String(repeating: "ab", count: 32),
    changedParameters: [
      ChangedParameter(key: "compare.tolerance", value: "3px", recipeValue: "1px")
    ], software: "sightline & co", date: Date(timeIntervalSince1970: 1_748_759_400))

  private static func candidate(_ confidence: Double, x: Int = 10, area: Int = 20) -> Defect {
    Defect(
      defectClass: .open, confidence: confidence, area: area,
      box: PixelBox(x1: x, y1: 10, x2: x + 20, y2: 30))
  }

  private static func setting(
    _ values: [String], good: [Double?], bad: [Double?], isLabelled: Bool = true, lost: Bool = false
  ) -> TuningStudy.Setting {
    var boxes = PrecisionRecall()
    func part(_ name: String, _ score: Double?, _ isGood: Bool) -> ScoredPart {
      let truth = PartTruth(
        isGood: isGood,
        defects: isGood ? [] : [.init(box: PixelBox(x1: 10, y1: 10, x2: 30, y2: 30))])
      boxes.add(candidates: score.map { [candidate($0)] } ?? [], truth: truth)
      return ScoredPart(path: name, score: score, isGood: isLabelled ? isGood : nil)
    }
    var parts = good.enumerated().map { part($0 == 0 ? hostile : "good\($0).png", $1, true) }
    parts += bad.enumerated().map { part("bad\($0).png", $1, false) }
    if lost {
      parts.append(
        ScoredPart(path: "lost.png", score: nil, isInspectable: false, reason: "<too dark>"))
    }
    return TuningStudy.Setting(
      values: values, parts: parts, precisionRecall: isLabelled ? boxes : nil,
      limits: DecisionLimits(operatingPoint: 0.5, reviewBand: values == ["1px"] ? 0.1 : 0))
  }

  /// Three values of one parameter; the last suits best.
  static let tuning = TuningStudy(
    parameters: [
      .init(key: "compare.tolerance", current: "1px", values: ["1px", "2px", "3px"])
    ],
    settings: [
      setting(["1px"], good: [0.9, 0.45, nil], bad: [0.95, 0.3], lost: true),
      setting(["2px"], good: [0.6, 0.3, nil], bad: [0.95, 0.55], lost: true),
      setting(["3px"], good: [0.2, 0.1, nil], bad: [0.95, 0.8], lost: true),
    ])

  /// The operating point alone, and nothing is known of the parts.
  static let unlabelled = TuningStudy(
    parameters: [], settings: [setting([], good: [0.2, nil], bad: [], isLabelled: false)])

  /// Only good parts, none with a candidate.
  static let clean = TuningStudy(
    parameters: [], settings: [setting([], good: [nil, nil], bad: [])])

  private static func repeated(_ name: String, _ areas: [Int?], isGood: Bool?) -> RepeatedPart {
    RepeatedPart(
      name: name,
      repeats: [
        areas.enumerated().map { number, area in
          PartRepeat(
            name: "copy \(number + 1)", verdict: area == nil ? .pass : .fail,
            reason: area == nil ? "" : "1 open",
            candidates: area.map { [candidate(0.9, area: $0)] } ?? [])
        }
      ], isGood: isGood)
  }

  /// A steady part, one whose areas and verdicts vary, and a picture without an answer.
  static let repeatability: RepeatabilityStudy = {
    var lost = repeated("lost", [nil, nil], isGood: true)
    lost.repeats[0][1] = PartRepeat(
      name: "copy 2", verdict: .uninspectable, reason: "<dark>", candidates: [])
    return RepeatabilityStudy(
      parts: [
        repeated(hostile, [100, 102, 101], isGood: false),
        repeated("unsteady", [100, 140, nil], isGood: false), lost,
      ], limits: DecisionLimits(operatingPoint: 0.5), areaTolerance: 400)
  }()

  /// One part that always passes.
  static let uneventful = RepeatabilityStudy(
    parts: [repeated("a", [nil, nil], isGood: nil)], limits: DecisionLimits(operatingPoint: 0.5))
}
