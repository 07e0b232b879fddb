import Testing

@testable import Quality

struct CapabilityTests {
  private func limits(_ lower: Double?, _ upper: Double?) throws -> SpecificationLimits {
    try #require(SpecificationLimits(lower: lower, upper: upper))
  }

  // Montgomery, 6th ed., 6.2: flow width within 1.50 ± 0.50 µm, σ̂ = 0.1398, Cp = 1.192. Pp of the 125 values
  // computed independently with NumPy: s = 0.133222, 1.25104.
  @Test func hardBakeOfMontgomeryIsReproduced() throws {
    let capability = try Capability(
      subgroups: Array(PublishedExamples.hardBake.prefix(25)), limits: limits(1, 2))
    #expect(isNear(capability.cp, 1.192, 5e-4))
    #expect(isNear(capability.cpk, 1.17881, 1e-5))
    #expect(isNear(capability.pp, 1.25104, 1e-5))
    #expect(capability.count == 125 && capability.outside == 0)
    #expect(capability.withinComputation == Computation(.capabilityWithin, count: 125))
    let interval = try #require(capability.cpkInterval)
    #expect(interval.contains(1.17881) && interval.lowerBound > 0.95 && interval.upperBound < 1.4)
  }

  // Montgomery, 6th ed., example 8.5: Cpk = 1.33 of 20 values lies in 0.88 … 1.78.
  @Test func theIntervalIsThatOfTheBook() {
    let interval = Capability.interval(of: 1.33, count: 20, degrees: 19, confidence: 0.95)
    #expect(isNear(interval.lowerBound, 0.88, 0.005))
    #expect(isNear(interval.upperBound, 1.78, 0.005))
  }

  // e-Handbook 6.1.6: USL 20, LSL 8, mean 16 and σ 2 give Cp = 1.0 and Cpk = 0.6667.
  @Test func theHandbooksExampleIsReproduced() throws {
    // Of 14 and 18 the mean is 16 and σ̂ = 4/1.128; the limits are scaled to it.
    let sigma = 4 / 1.128379
    let capability = try Capability(
      individuals: [14, 18], limits: limits(16 - 4 * sigma, 16 + 2 * sigma))
    #expect(isNear(capability.cp, 1, 1e-9) && isNear(capability.cpk, 2.0 / 3, 1e-9))
  }

  @Test func oneLimitHasNoWidth() throws {
    let upper = try Capability(individuals: [1, 2, 1, 2], limits: limits(nil, 4))
    let both = try Capability(individuals: [1, 2, 1, 2], limits: limits(-100, 4))
    #expect(upper.cp == nil && upper.pp == nil)
    #expect(upper.cpk == both.cpk && upper.ppk == both.ppk && upper.ppk != nil)
    let lower = try Capability(individuals: [1, 2, 1, 2], limits: limits(1.2, nil))
    #expect(lower.outside == 2 && isNear(lower.cpk, 0.3 / (3 / 1.128379), 1e-9))
  }

  @Test func withoutSpreadThereIsNoIndex() throws {
    for values in [[], [1.5], [0.1, 0.1, 0.1]] {
      let capability = try Capability(individuals: values, limits: limits(1, 2))
      #expect(capability.cp == nil && capability.cpk == nil && capability.cpkInterval == nil)
      #expect(capability.pp == nil && capability.ppk == nil && capability.ppkInterval == nil)
    }
    #expect(try Capability(individuals: [], limits: limits(1, 2)).mean == nil)
    #expect(try Capability(individuals: [0.1, 0.1], limits: limits(1, 2)).outside == 2)
  }

  @Test func aMeanBeyondALimitGivesANegativeIndex() throws {
    let capability = try Capability(individuals: [5, 6, 5], limits: limits(1, 2))
    #expect((capability.cpk ?? 0) < 0 && (capability.cp ?? 0) > 0)
  }

  @Test func limitsThatMakeNoSenseAreNone() {
    #expect(SpecificationLimits() == nil && SpecificationLimits(lower: 2, upper: 2) == nil)
    #expect(SpecificationLimits(lower: .nan) == nil && SpecificationLimits(upper: 1) != nil)
  }
}

extension CapabilityTests {
  // Within subgroups nothing changes that does over all values.
  @Test func spreadWithinIsOfSubgroupsAndOverallOfAllValues() throws {
    let groups: [[Double]] = [[1, 2, 3], [1, 2, 3]]
    let all: [Double] = [1, 2, 3, 7, 8, 9]
    let limits = try #require(SpecificationLimits(lower: nil, upper: 8.5))
    let capability = try Capability(subgroups: groups, values: all, limits: limits)
    let within = try Capability(subgroups: groups, limits: limits)
    #expect(capability.cpk == within.cpk && capability.withinCount == 6)
    #expect(capability.mean == 5 && capability.withinMean == 2)
    #expect(capability.count == 6 && capability.outside == 1 && within.outside == 0)
    #expect(isNear(capability.ppk, (8.5 - 5) / (3 * 3.4058773), 1e-6))
    let neighbours = try Capability(neighbours: [1, 2, 1, 2], values: all, limits: limits)
    #expect(neighbours.ppk == capability.ppk && neighbours.withinCount == 4)
    #expect(throws: VariablesChartError.notFinite) {
      try Capability(subgroups: groups, values: [.nan], limits: limits)
    }
  }

  @Test(arguments: [1e15, 1e308, -1e308, .greatestFiniteMagnitude])
  func limitsFarFromEverythingGiveNoIndex(limit: Double) throws {
    for limits in [
      SpecificationLimits(lower: nil, upper: limit), SpecificationLimits(lower: limit, upper: nil),
      SpecificationLimits(lower: -limit.magnitude, upper: limit.magnitude),
    ].compactMap(\.self) {
      let capability = try Capability(individuals: [1, 2, 1, 2], limits: limits)
      #expect(capability.cpk == nil && capability.ppk == nil && capability.ppkInterval == nil)
    }
  }
}
