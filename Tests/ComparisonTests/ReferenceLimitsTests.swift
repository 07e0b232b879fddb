import Kernels
import Pixels
import TestSupport
import Testing

@testable import Comparison

@Suite struct ReferenceLimitsTests {
  private static let size = PixelSize(width: 64, height: 48)

  private func model(_ level: UInt8 = 100, count: UInt8 = 10) throws -> ReferenceModel {
    try .of(Image(size: Self.size, color: [level]), count: count)
  }

  private var parameters: PhotoComparisonParameters {
    var parameters = PhotoComparisonParameters()
    (parameters.brightFactor, parameters.darkFactor) = (8, 5)
    parameters.regionShare = 1
    // One gray level everywhere.
    (parameters.tolerance.light, parameters.tolerance.least) = (0, 1)
    parameters.rules[0].minimumContrast = 0
    return parameters
  }

  @Test func followToleranceAndFactors() throws {
    let limits = ReferenceLimits(try model(), parameters: parameters)
    #expect(limits.tolerances[0][20, 20] == 8)
    #expect(limits.lower[0][20, 20] == 95 && limits.upper[0][20, 20] == 108)
    #expect(limits.ignored.count == 0 && limits.unstableShare == 0)
  }

  @Test func theRuleOfARegionHolds() throws {
    var parameters = self.parameters
    parameters.rules.append(RegionRule())
    parameters.rules[1].toleranceFactor = 2
    parameters.rules[1].minimumContrast = 12
    var regions = Image<UInt8>(size: Self.size, color: [1])
    regions.fill(PixelBox(x1: 20, y1: 0, x2: 40, y2: 48), [2])
    regions.fill(PixelBox(x1: 40, y1: 0, x2: 64, y2: 48), [0])
    let limits = ReferenceLimits(try model(), parameters: parameters, regions: regions)
    #expect(limits.upper[0][10, 20] == 108)
    // Twice the tolerance; 10 below is less than the smallest contrast.
    #expect(limits.upper[0][30, 20] == 116 && limits.lower[0][30, 20] == 88)
    #expect(limits.rule(x: 50, y: 20) == nil)
    #expect(limits.ignored[50, 20] && !limits.ignored[30, 20])
    #expect(limits.lower[0][50, 20] == 0 && limits.upper[0][50, 20] == 255)
    #expect(limits.unstable.count == 0)
  }

  @Test func clippedPixelsHaveNoLimitTowardsBright() throws {
    var model = try model(240)
    model.clipped.fill(PixelBox(x1: 8, y1: 8, x2: 16, y2: 16), [3])
    let limits = ReferenceLimits(model, parameters: parameters)
    #expect(limits.upper[0][10, 10] == 255 && limits.lower[0][10, 10] == 235)
    #expect(limits.upper[0][30, 30] == 248)
    // Neither has the gradient there.
    #expect(limits.lower[1][5, 5] == 0 && limits.upper[1][5, 5] == 255)
    #expect(!limits.ignored[10, 10])
  }

  @Test func whatFewPartsShowOrVariesTooMuchIsNotJudged() throws {
    var model = try model()
    for y in 0..<10 {
      for x in 0..<10 { model.planes[0].count[x, y] = 8 }
      // Outvoted is seen as well.
      for x in 20..<30 { model.planes[0].count[x, y] = 8 }
    }
    var outvoted = ReferencePlane.Outvoted(size: Self.size)
    for y in 0..<10 { for x in 20..<30 { outvoted.count[x, y] = 2 } }
    model.planes[0].outvoted = outvoted
    for y in 30..<40 { for x in 30..<40 { model.planes[0].deviation[x, y] = 60 * 256 } }
    let limits = ReferenceLimits(model, parameters: parameters)
    #expect(limits.ignored[5, 5] && !limits.unstable[5, 5])
    #expect(!limits.ignored[25, 5])
    #expect(limits.ignored[35, 35] && limits.unstable[35, 35])
    #expect(limits.unstableShare > 0.02 && limits.unstableShare < 0.1)
  }

  @Test func aFactorOfNoneLeavesAnAspectOut() throws {
    var parameters = self.parameters
    parameters.gradientFactor = 0
    let limits = ReferenceLimits(try model(), parameters: parameters)
    #expect(limits.lower[1][5, 5] == 0 && limits.upper[1][5, 5] == 255)
    #expect(limits.ignored.count == 0)
  }
}
