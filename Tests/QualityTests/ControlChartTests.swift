import Testing

@testable import Quality

struct ControlChartTests {
  // e-Handbook 6.3.3.2: p̄ = 0.2313, limits 0.0524 and 0.4102; samples 15 and 23 are above.
  @Test func wafersOfTheHandbookAreReproduced() {
    let chart = ControlChart.proportions(
      PublishedExamples.rejectsOf50.map { AttributeSample($0, of: 50) })
    #expect(isNear(chart.centre, 0.2313, 5e-5))
    #expect(chart.points.allSatisfy { isNear($0.upper, 0.4102, 5e-5) })
    #expect(chart.points.allSatisfy { isNear($0.lower, 0.0524, 5e-5) })
    let beyond = chart.signals.filter { $0.rule == .beyondLimits }
    #expect(beyond.flatMap(\.flagged) == [14, 22])
    #expect(chart.computation == Computation(.proportionChart, count: 30))
    #expect(chart.roughPlaces == 0)
  }

  // Montgomery, 6th ed., example 7.3: p̄ = 0.0955, order 11 is above, limits of the table for 100:
  // 0.007 and 0.184.
  @Test func limitsFollowTheSizeOfEachSample() {
    let chart = ControlChart.proportions(
      PublishedExamples.orders.map { AttributeSample($0.0, of: $0.1) })
    #expect(isNear(chart.centre, 0.0955, 5e-5))
    #expect(isNear(chart.points[0].lower, 0.007, 5e-4))
    #expect(isNear(chart.points[0].upper, 0.184, 5e-4))
    #expect(chart.points[1].lower == 0)
    // The six orders up to the eighth rise, which the book does not look for.
    #expect(chart.signals.map(\.rule) == [.beyondLimits, .sixTrending])
    #expect(chart.signals.map(\.flagged) == [[10], [7]])
  }

  // Montgomery, 6th ed., example 7.5: ū = 1.42, limits of the first roll 0.29 and 2.55.
  @Test func clothOfMontgomeryIsReproduced() {
    let chart = ControlChart.defectRates(
      PublishedExamples.cloth.map { AttributeSample($0.0, in: $0.1) })
    #expect(isNear(chart.centre, 1.42, 0.005))
    #expect(isNear(chart.points[0].lower, 0.29, 0.005))
    #expect(isNear(chart.points[0].upper, 2.55, 0.006))
    #expect(chart.signals.isEmpty)
  }

  /// The charts of fractions and rates once more from their formulas, sample by sample, beside what the
  /// books print rounded.
  @Test func limitsOfEverySampleAreThoseOfTheFormula() {
    let fractions = [
      PublishedExamples.rejectsOf50.map { (Double($0), 50.0) },
      PublishedExamples.orders.map { (Double($0.0), Double($0.1)) },
    ]
    for samples in fractions {
      let chart = ControlChart.proportions(
        samples.map { AttributeSample(Int($0.0), of: Int($0.1)) })
      let mean = samples.reduce(0) { $0 + $1.0 } / samples.reduce(0) { $0 + $1.1 }
      #expect(isNear(chart.centre, mean, 1e-12))
      for (point, (found, size)) in zip(chart.points, samples) {
        let reach = 3 * (mean * (1 - mean) / size).squareRoot()
        #expect(isNear(point.value, found / size, 1e-12))
        #expect(isNear(point.lower, max(0, mean - reach), 1e-12))
        #expect(isNear(point.upper, min(1, mean + reach), 1e-12))
      }
    }
    let chart = ControlChart.defectRates(
      PublishedExamples.cloth.map { AttributeSample($0.0, in: $0.1) })
    let mean =
      PublishedExamples.cloth.reduce(0) { $0 + Double($1.0) }
      / PublishedExamples.cloth.reduce(0) { $0 + $1.1 }
    #expect(isNear(chart.centre, mean, 1e-12))
    for (point, (found, size)) in zip(chart.points, PublishedExamples.cloth) {
      let reach = 3 * (mean / size).squareRoot()
      #expect(isNear(point.value, Double(found) / size, 1e-12))
      #expect(isNear(point.lower, max(0, mean - reach), 1e-12))
      #expect(isNear(point.upper, mean + reach, 1e-12))
    }
  }

  // Montgomery, 6th ed., example 6.1: x̿ = 1.5056, R̄ = 0.32521, limits 1.31795 and 1.69325, of ranges
  // 0.68749; of the next 20 samples the 18th and 20th are above (figure 6.4).
  @Test func hardBakeOfMontgomeryIsReproduced() throws {
    let charts = try VariablesCharts(
      subgroups: PublishedExamples.hardBake, rules: .westernElectric, baseline: 0..<25)
    #expect(isNear(charts.location.centre, 1.5056, 5e-5))
    #expect(isNear(charts.spread.centre, 0.32521, 1e-4))
    #expect(isNear(charts.location.points[0].lower, 1.31795, 1.5e-4))
    #expect(isNear(charts.location.points[0].upper, 1.69325, 1.5e-4))
    #expect(isNear(charts.spread.points[0].upper, 0.68749, 2e-4))
    #expect(charts.spread.points[0].lower == 0)
    #expect(isNear(charts.withinDeviation, 0.1398, 5e-5))
    #expect(charts.spread.signals.isEmpty)
    let signals = charts.location.signals
    #expect(signals.filter { $0.rule == .beyondLimits }.flatMap(\.flagged) == [42, 44])
    #expect(charts.location.computation.count == 25)
    // From sample 38 on all lie above the centre: the eighth of them is sample 45.
    #expect(signals.first { $0.rule == .eightOnOneSide }?.flagged == [44])
  }

  // e-Handbook 6.3.2.2: x̄ = 50.81, MR̄ = 1.8778, limits 45.8159 and 55.8041.
  @Test func flowRateOfTheHandbookIsReproduced() throws {
    let charts = try VariablesCharts(individuals: PublishedExamples.flowRate)
    #expect(isNear(charts.location.centre, 50.81, 1e-9))
    #expect(isNear(charts.spread.centre, 1.8778, 5e-5))
    // The handbook takes 1.128 for d₂, here it has more decimals.
    #expect(isNear(charts.location.points[0].upper, 55.8041, 2e-3))
    #expect(isNear(charts.location.points[0].lower, 45.8159, 2e-3))
    #expect(isNear(charts.spread.points[1].upper, 3.267 * 1.8778, 2e-3))
    #expect(charts.spread.points[0].value == nil && charts.spread.points.count == 10)
    #expect(charts.location.signals.isEmpty && charts.spread.signals.isEmpty)
  }

  @Test func withoutValuesNothingIsKnown() throws {
    for chart in [ControlChart.proportions([]), ControlChart.defectRates([])] {
      #expect(chart.points.isEmpty && chart.centre == nil && chart.roughPlaces == 0)
    }
    let none = ControlChart.proportions([AttributeSample(0, of: 0)])
    #expect(none.centre == nil && none.points[0].value == nil && none.points[0].upper == nil)
    for charts in [try VariablesCharts(subgroups: []), try VariablesCharts(individuals: [])] {
      #expect(charts.location.points.isEmpty && charts.spread.points.isEmpty)
      #expect(charts.location.centre == nil && charts.withinDeviation == nil)
      #expect(charts.withinDegrees == nil)
    }
  }

  @Test func aSingleValueHasNoLimits() throws {
    let charts = try VariablesCharts(individuals: [7])
    #expect(charts.location.centre == 7 && charts.location.points[0].upper == nil)
    #expect(charts.location.points[0].z == nil && charts.location.signals.isEmpty)
    let share = ControlChart.proportions([AttributeSample(1, of: 4)])
    #expect(share.centre == 0.25 && share.points[0].z == 0)
    let one = try VariablesCharts(subgroups: [[1, 3]])
    #expect(isNear(one.withinDeviation, 2 / 1.128379, 1e-9) && one.location.signals.isEmpty)
  }

  @Test func whatNeverVariesBreaksNoRule() throws {
    for value in [0.1, -3, 1e9, 0] {
      let values = Array(repeating: value, count: 40)
      let single = try VariablesCharts(individuals: values)
      #expect(single.location.signals.isEmpty && single.spread.signals.isEmpty)
      let groups = try VariablesCharts(
        subgroups: Array(repeating: [value, value, value], count: 30))
      #expect(groups.location.signals.isEmpty && groups.withinDeviation == 0)
    }
    for count in [0, 10] {
      let chart = ControlChart.proportions(
        Array(repeating: AttributeSample(count, of: 10), count: 30))
      #expect(chart.signals.isEmpty)
    }
  }

  @Test func subgroupsThatNeverVaryWithinMayDifferFromEachOther() throws {
    let charts = try VariablesCharts(subgroups: [[1, 1], [1, 1], [2, 2]])
    #expect(charts.location.signals.map(\.flagged) == [[0, 1], [2], [1]])
  }

  @Test func anEmptySubgroupIsPassedOver() {
    var samples = Array(repeating: AttributeSample(5, of: 50), count: 8)
    samples.append(AttributeSample(0, of: 0))
    samples.append(AttributeSample(40, of: 50))
    let chart = ControlChart.proportions(samples, rules: .westernElectric)
    #expect(chart.computation.count == 9 && chart.points[8].value == nil)
    #expect(chart.signals.map(\.rule) == [.beyondLimits, .eightOnOneSide])
    #expect(chart.signals(at: 9).map(\.rule) == [.beyondLimits])
  }

  @Test func sizesMayVary() throws {
    let charts = try VariablesCharts(subgroups: [[1, 2, 3], [2, 3], [1, 2, 2, 4]])
    #expect(charts.location.points.map(\.size) == [3, 2, 4])
    let errors = charts.location.points.compactMap(\.standardError)
    let sigma = try #require(charts.withinDeviation)
    #expect(isNear(errors[2], sigma / 2, 1e-12))
    #expect(isNear(charts.spread.points[1].centre, sigma * 1.128379, 1e-12))
  }

  @Test func whatMakesNoSubgroupIsRefused() {
    #expect(throws: VariablesChartError.subgroupSize(count: 1, place: 1)) {
      try VariablesCharts(subgroups: [[1, 2], [3]])
    }
    #expect(throws: VariablesChartError.subgroupSize(count: 26, place: 0)) {
      try VariablesCharts(subgroups: [Array(repeating: 1, count: 26)])
    }
    #expect(throws: VariablesChartError.notFinite) {
      try VariablesCharts(individuals: [1, .infinity])
    }
    #expect(throws: VariablesChartError.notFinite) { try VariablesCharts(subgroups: [[1, .nan]]) }
  }

  // p̄ is 0.1: 10 and 3 parts of each kind are to be expected.
  @Test func placesWithFewExpectedAreCountedAsRough() {
    let samples = [
      AttributeSample(10, of: 100), AttributeSample(3, of: 30), AttributeSample(0, of: 0),
    ]
    #expect(ControlChart.proportions(samples).roughPlaces == 1)
    #expect(ControlChart.proportions(Array(samples.prefix(1))).roughPlaces == 0)
    // What is rarer counts: here those without the property.
    #expect(ControlChart.proportions([AttributeSample(97, of: 100)]).roughPlaces == 1)
    #expect(ControlChart.defectRates([AttributeSample(4, of: 100)]).roughPlaces == 1)
  }

  // The means of these are equal but for rounding.
  @Test func pointsOnTheCentreButForRoundingAreOnNeitherSide() throws {
    let orders: [[Double]] = [[10.1, 10.2, 10.3], [10.3, 10.2, 10.1], [10.2, 10.3, 10.1]]
    let means = try VariablesCharts(subgroups: (0..<30).map { orders[$0 % 3] }).location
    #expect(means.points.allSatisfy { $0.z == 0 })
    #expect(!means.signals.contains { $0.rule == .nineOnOneSide })
    let values = (0..<10).flatMap { _ in [0.1, 0.2, 0.3] + Array(repeating: 0.2, count: 10) }
    let single = try VariablesCharts(individuals: values).location
    #expect(!single.signals.contains { $0.rule == .nineOnOneSide })
  }

  // z rises with the sizes, what is plotted does not.
  @Test func equalSharesOfGrowingSamplesAreNoTrend() {
    let samples =
      (2...6).map { AttributeSample(10 * $0, of: 100 * $0) } + [
        AttributeSample(70, of: 700), AttributeSample(150, of: 3000),
      ]
    let chart = ControlChart.proportions(samples)
    #expect(zip(chart.points, chart.points.dropFirst(1)).prefix(5).allSatisfy { $0.z! < $1.z! })
    #expect(!chart.signals.contains { $0.rule == .sixTrending })
  }

  // Shifting and scaling values shifts and scales limits, and changes no signal.
  @Test func chartsFollowTheUnitOfTheValues() throws {
    let plain = try VariablesCharts(subgroups: PublishedExamples.hardBake)
    let other = try VariablesCharts(
      subgroups: PublishedExamples.hardBake.map { $0.map { 1000 * $0 + 7 } })
    #expect(plain.location.signals == other.location.signals)
    for (a, b) in zip(plain.location.points, other.location.points) {
      #expect(isNear(b.upper, 1000 * (a.upper ?? 0) + 7, 1e-6))
    }
  }
}
