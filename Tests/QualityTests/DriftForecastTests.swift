import TestSupport
import Testing

@testable import Quality

struct DriftForecastTests {
  // Anscombe gives b = 0.500, a = 3.00, standard error 0.118; more decimals, intervals and the crossing
  // computed independently with SciPy 1.17.
  @Test func anscombesFirstSetIsReproduced() throws {
    let drift = try #require(DriftForecast(PublishedExamples.anscombe))
    #expect(isNear(drift.slope, 0.5000909, 1e-7) && isNear(drift.value(at: 0), 3.0000909, 1e-7))
    #expect(isNear(drift.residualDeviation, 1.2366033, 1e-7))
    #expect(isNear(drift.slopeInterval.lowerBound, 0.2333701, 1e-7))
    #expect(isNear(drift.slopeInterval.upperBound, 0.7668117, 1e-7))
    #expect(isNear(drift.probability, 0.0021696289, 1e-9) && drift.isDrift)
    #expect(isNear(drift.predictionInterval(at: 20).lowerBound, 8.8612892, 1e-6))
    #expect(isNear(drift.predictionInterval(at: 20).upperBound, 17.1425290, 1e-6))
    #expect(isNear(drift.lineInterval(at: 9).upperBound, 8.3443542, 1e-6))
    #expect(drift.computation == Computation(.leastSquares, count: 11))
    guard case .at(let time, let earliest, let latest) = drift.crossing(of: 12) else {
      Issue.record("12 is reached")
      return
    }
    #expect(isNear(time, 17.9965461, 1e-6))
    #expect(isNear(earliest, 14.5771301, 1e-6) && isNear(latest, 28.5689169, 1e-6))
    #expect(drift.crossing(of: 1) == .leadsAway)
  }

  @Test func chanceIsNoDrift() throws {
    var random = TestRandom(11)
    var found = 0
    for _ in 0..<400 {
      let values = (0..<20).map { (Double($0), Double(random.next() % 1000)) }
      let drift = try #require(DriftForecast(values))
      if drift.isDrift { found += 1 } else { #expect(drift.crossing(of: 5000) == .noDrift) }
      #expect(drift.isDrift == (drift.probability < 0.05))
    }
    // 5 % of 400 are 20; with a standard deviation of 4.4.
    #expect((5...40).contains(found))
  }

  // Without correction, 26 and 68 of 100 would be called drifts.
  @Test(arguments: [0.5, 0.9]) func neighboursThatAreAlikeAreNoDrift(likeness: Double) throws {
    var random = TestRandom(23)
    var found = 0
    for _ in 0..<200 {
      var value = 0.0
      let values = (0..<2000).map { index in
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.next() % 10001) / 10000 }
        value = likeness * value + noise
        return (time: Double(index), value: value)
      }
      let means = DriftForecast.means(of: values, per: 40)
      #expect(means.count == 50)
      if try #require(DriftForecast(means)).isDrift { found += 1 }
    }
    #expect(found <= 24)
  }

  @Test func meansAreThoseOfPiecesOfTime() {
    let means = DriftForecast.means(of: [(0, 1), (1, 3), (10, 5), (12, 7), (35, 9)], per: 10)
    #expect(means.map(\.time) == [0.5, 11, 35] && means.map(\.value) == [2, 6, 9])
  }

  @Test func tooLittleTellsNothing() {
    #expect(DriftForecast([]) == nil && DriftForecast([(0, 1), (1, 2)]) == nil)
    #expect(DriftForecast([(1, 1), (1, 2), (1, 3)]) == nil)
    #expect(DriftForecast([(0, 1), (1, .nan), (2, 3)]) == nil)
  }

  @Test func whatNeverVariesDoesNotDrift() throws {
    let drift = try #require(DriftForecast((0..<50).map { (Double($0) * 0.1, 0.1) }))
    #expect(!drift.isDrift && drift.slope == 0 && drift.probability == 1)
    #expect(drift.predictionInterval(at: 99) == 0.1...0.1)
  }

  @Test func aLineWithoutDeviationIsCertain() throws {
    let drift = try #require(DriftForecast([(0, 0), (1, 2), (2, 4), (3, 6)]))
    #expect(drift.isDrift && drift.probability == 0)
    #expect(drift.crossing(of: 20) == .at(time: 10, earliest: 10, latest: 10))
    #expect(drift.crossing(of: 2) == .at(time: 1, earliest: 1, latest: 1))
  }

  @Test func timesMayBeginAnywhere() throws {
    let shifted = PublishedExamples.anscombe.map { ($0.time + 1e9, $0.value) }
    let (a, b) = (
      try #require(DriftForecast(PublishedExamples.anscombe)), try #require(DriftForecast(shifted))
    )
    #expect(isNear(a.slope, b.slope, 1e-6) && isNear(a.probability, b.probability, 1e-6))
  }

  // Tables of the t and normal distributions.
  @Test func quantilesAreThoseOfTheTables() {
    for (degrees, tails, value) in [
      (9.0, 0.05, 2.262157), (3, 0.05, 3.182446), (100, 0.01, 2.625891), (1, 0.05, 12.706205),
    ] {
      let student = StudentDistribution(degrees: degrees)
      #expect(isNear(student.magnitude(exceededWith: tails), value, 1e-6))
      #expect(isNear(student.bothTails(value), tails, 1e-6))
    }
    for (probability, value) in [(0.975, 1.959964), (0.995, 2.575829), (0.0001, -3.719016)] {
      #expect(isNear(NormalDistribution.quantile(probability), value, 1e-6))
      #expect(isNear(NormalDistribution.probability(upTo: value), probability, 1e-6))
    }
  }
}
