import Testing

@testable import Quality

struct ShareEstimateTests {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
  // Medicine 17, 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I,
  // method 5 (Clopper and Pearson).
  @Test(arguments: [
    (81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684),
    (1, 29, 0.0009, 0.1776),
  ])
  func intervalsAreNewcombes(count: Int, total: Int, lower: Double, upper: Double) {
    let share = ShareEstimate(count, of: total)
    #expect((share.lower - lower).magnitude <= 5e-5)
    #expect((share.upper - upper).magnitude <= 5e-5)
  }

  @Test func endsAreExact() {
    let all = ShareEstimate(10, of: 10)
    #expect(all.upper == 1 && all.share == 1)
    // With everything agreed the lower limit is (α/2)^(1/n).
    #expect((all.lower - 0.6915028921812392).magnitude < 1e-12)
    #expect(ShareEstimate(0, of: 10).lower == 0)
    #expect((ShareEstimate(0, of: 10).upper + all.lower - 1).magnitude < 1e-12)
  }

  // scipy 1.17: beta.cdf(0.3, 2, 5) and f.sf(2.5, 3, 20).
  @Test func distributionFunctionsAgreeWithSciPy() {
    #expect(
      (BetaDistribution(a: 2, b: 5).probability(upTo: 0.3) - 0.579825).magnitude < 1e-12)
    #expect(
      (upperTailOfF(2.5, numerator: 3, denominator: 20) - 0.08884375193768917).magnitude < 1e-12)
    #expect(upperTailOfF(0, numerator: 3, denominator: 20) == 1)
    #expect(upperTailOfF(.infinity, numerator: 3, denominator: 20) == 0)
  }
}
