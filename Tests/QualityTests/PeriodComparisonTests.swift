import TestSupport
import Testing

@testable import Quality

struct PeriodComparisonTests {
  // Nine at 5 % each would call one in three sets different without reason.
  @Test func ofSeveralComparisonsFewerAreTold() {
    let weak = ShareComparison(first: (50, 1000), second: (74, 1000))
    let strong = ShareComparison(first: (50, 1000), second: (120, 1000))
    let none = ShareComparison(first: (50, 1000), second: (51, 1000))
    #expect(weak.isTold && strong.isTold && !none.isTold)
    #expect(ShareComparison.told([weak]) == [true])
    #expect(ShareComparison.told([weak, strong, none]) == [false, true, false])
    #expect(ShareComparison.told([weak, strong]) == [true, true])
    #expect(ShareComparison.told([]) == [])
  }

  // R. G. Newcombe, 1998, table II, method 10, with the periods exchanged: 48 of 80 and 56 of 70 give 0.0524 and
  // 0.3339, 3 of 10 and 9 of 10 give 0.1705 and 0.8090, and so on.
  @Test(arguments: [
    (48, 80, 56, 70, 0.0524, 0.3339), (3, 10, 9, 10, 0.1705, 0.8090),
    (2, 7, 6, 7, 0.0582, 0.8062), (0, 29, 5, 56, -0.0381, 0.1926),
    (0, 20, 0, 10, -0.1611, 0.2775), (0, 20, 10, 10, 0.6791, 1),
  ])
  func newcombesIntervalsAreReproduced(
    k1: Int, n1: Int, k2: Int, n2: Int, lower: Double, upper: Double
  ) {
    let comparison = ShareComparison(first: (k1, n1), second: (k2, n2))
    #expect(isNear(comparison.interval.lowerBound, lower, 5e-5))
    #expect(isNear(comparison.interval.upperBound, upper, 5e-5))
    let back = ShareComparison(first: (k2, n2), second: (k1, n1))
    #expect(isNear(back.interval.lowerBound, -upper, 5e-5))
    #expect(isNear(back.probability, comparison.probability, 1e-12))
  }

  // Fisher's tea, 3 of 4 and 1 of 4: 0.4857; the others computed independently with SciPy 1.17.
  @Test func smallNumbersAreTestedExactly() {
    let tea = ShareComparison(first: (3, 4), second: (1, 4))
    #expect(tea.test == Computation(.fisherExact, count: 8))
    #expect(isNear(tea.probability, 0.485714, 1e-6) && !tea.isTold)
    let other = ShareComparison(first: (1, 10), second: (11, 14))
    #expect(isNear(other.probability, 0.00275946, 1e-8) && other.isTold)
    let rare = ShareComparison(first: (2, 10_000), second: (12, 10_000))
    #expect(rare.test.method == .fisherExact && isNear(rare.probability, 0.01290948, 1e-8))
    let mostly = ShareComparison(first: (9998, 10_000), second: (9988, 10_000))
    #expect(isNear(mostly.probability, rare.probability, 1e-9))
  }

  @Test func largeNumbersAreTestedByTheNormalDistribution() {
    let comparison = ShareComparison(first: (48, 80), second: (56, 70))
    #expect(comparison.test == Computation(.pooledZ, count: 150))
    #expect(isNear(comparison.probability, 0.00804508, 1e-7))
  }

  @Test func equalSharesAreNotTold() {
    for (k, n) in [(0, 1), (1, 1), (0, 50), (50, 50), (7, 70), (500, 100_000)] {
      let comparison = ShareComparison(first: (k, n), second: (k, n))
      #expect(comparison.difference == 0 && comparison.interval.contains(0))
      #expect(isNear(comparison.probability, 1, 1e-6) && !comparison.isTold)
    }
  }

  @Test func intervalsHoldTheDifference() {
    var random = TestRandom(3)
    for _ in 0..<300 {
      let (n1, n2) = (1 + Int(random.next() % 60), 1 + Int(random.next() % 60))
      let (k1, k2) = (Int(random.next() % UInt64(n1 + 1)), Int(random.next() % UInt64(n2 + 1)))
      let comparison = ShareComparison(first: (k1, n1), second: (k2, n2))
      #expect(comparison.interval.contains(comparison.difference))
      #expect((0...1).contains(comparison.probability))
      let wide = ShareComparison(first: (k1, n1), second: (k2, n2), confidence: 0.99)
      #expect(wide.interval.lowerBound <= comparison.interval.lowerBound + 1e-12)
    }
  }

  // Computed independently with SciPy 1.17 (binomtest): 10 defects on 150 parts, 20 on 100.
  @Test func ratesAreComparedExactly() {
    let comparison = RateComparison(
      first: AttributeSample(10, of: 150), second: AttributeSample(20, of: 100))
    #expect(isNear(comparison.ratio, 3, 1e-12))
    #expect(
      isNear(comparison.lower, 1.34026334, 1e-6) && isNear(comparison.upper, 7.17682866, 1e-6))
    #expect(isNear(comparison.probability, 0.00570776, 1e-7) && comparison.isTold)
    #expect(comparison.computation == Computation(.conditionalBinomial, count: 30))
  }

  @Test func ratesWithoutDefectsAreDefined() {
    let none = RateComparison(first: AttributeSample(0, of: 5), second: AttributeSample(0, of: 9))
    #expect(none.ratio == nil && none.lower == nil && none.probability == 1)
    let first = RateComparison(first: AttributeSample(0, of: 5), second: AttributeSample(4, of: 5))
    #expect(first.ratio == nil && first.upper == .infinity && (first.lower ?? 0) > 0)
    #expect(isNear(first.probability, 2 * 0.0625, 1e-12))
    let second = RateComparison(first: AttributeSample(4, of: 5), second: AttributeSample(0, of: 5))
    #expect(second.ratio == 0 && second.lower == 0)
    #expect(isNear(second.probability, first.probability, 1e-12))
  }

  @Test func categoriesComeByFrequency() {
    let pareto = ParetoCounts([("b", 2), ("none", 0), ("a", 5), ("c", 2), ("d", 1)])
    #expect(pareto.rows.map(\.category) == ["a", "b", "c", "d"] && pareto.total == 10)
    #expect(pareto.rows.map(\.cumulative) == [0.5, 0.7, 0.9, 1])
    #expect(pareto.rows(having: 0.8) == 3 && pareto.rows(having: 0.5) == 1)
    #expect(
      ParetoCounts<String>([]).rows.isEmpty && ParetoCounts([("a", 0)]).rows(having: 0.8) == 0)
  }

  @Test func yieldsAreShares() {
    let yield = ProcessYield(parts: 200, passedFirst: 180, passedLast: 196, repeated: 18)
    #expect(yield.firstPass()?.share == 0.9 && yield.final()?.share == 0.98)
    #expect(yield.firstPassComputation == Computation(.firstPassYield, count: 200))
    #expect(ProcessYield(parts: 0, passedFirst: 0, passedLast: 0, repeated: 0).firstPass() == nil)
  }
}
