import Decision
import Testing

@testable import Studies

struct ScoredPartTests {
  @Test func verdictsAreThoseOfTheDecider() {
    for point in [0.0, 0.3, 0.5, 1] {
      for band in [0.0, 0.1, 0.3, 0.6] {
        var parameters = DecisionParameters()
        (parameters.operatingPoint, parameters.reviewBand) = (point, band)
        let decider = Decider(parameters: parameters)
        let limits = DecisionLimits(parameters)
        for score in [nil, 0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1] {
          let candidates = score.map { [candidate($0), candidate($0 / 2)] } ?? []
          let verdict = decider.verdict(candidates)
          let part = ScoredPart(
            path: "a/b.png", verdict: verdict, reason: "", candidates: candidates, truth: nil)
          #expect(limits.verdict(on: part) == verdict, "\(point) \(band) \(score ?? -1)")
        }
      }
    }
  }

  @Test func whatGaveNoAnswerStaysWithoutOne() {
    let part = ScoredPart(
      path: "a/b.png", verdict: .uninspectable, reason: "too dark", candidates: [], truth: .good)
    #expect(part.score == nil && part.isGood == true && part.name == "b.png")
    #expect(DecisionLimits(operatingPoint: 0).verdict(on: part) == .uninspectable)
  }

  @Test func countsTellFalseRejectsAndEscapes() {
    var all = parts(good: [0.2, 0.6, 0.45], bad: [0.1, 0.9], unknown: [0.8, nil])
    all.append(ScoredPart(path: "x", score: nil, isInspectable: false, reason: "r", isGood: true))
    let counts = VerdictCounts(
      all, limits: DecisionLimits(operatingPoint: 0.5, reviewBand: 0.1))
    #expect(counts.total == 8 && counts.passed == 3 && counts.failed == 3)
    #expect(counts.toReview == 1 && counts.uninspectable == 1)
    #expect(counts.good == 4 && counts.bad == 2)
    #expect(counts.falseRejects == 1 && counts.escapes == 1)
    #expect(counts.yield == 3.0 / 8 && counts.falseRejectShare == 0.25 && counts.escapeShare == 0.5)
    #expect(VerdictCounts().yield == 0 && VerdictCounts().escapeShare == 0)
  }
}
