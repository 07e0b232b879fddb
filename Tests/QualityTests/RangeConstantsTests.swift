import Foundation
import Testing

@testable import Quality

struct RangeConstantsTests {
  // Montgomery, 6th ed., appendix VI: A2, d2, d3, D3, D4.
  private static let published: [(Int, Double, Double, Double, Double, Double)] = [
    (2, 1.880, 1.128, 0.853, 0, 3.267), (3, 1.023, 1.693, 0.888, 0, 2.574),
    (4, 0.729, 2.059, 0.880, 0, 2.282), (5, 0.577, 2.326, 0.864, 0, 2.114),
    (6, 0.483, 2.534, 0.848, 0, 2.004), (7, 0.419, 2.704, 0.833, 0.076, 1.924),
    (8, 0.373, 2.847, 0.820, 0.136, 1.864), (9, 0.337, 2.970, 0.808, 0.184, 1.816),
    (10, 0.308, 3.078, 0.797, 0.223, 1.777), (15, 0.223, 3.472, 0.756, 0.347, 1.653),
    (20, 0.180, 3.735, 0.729, 0.415, 1.585), (25, 0.153, 3.931, 0.708, 0.459, 1.541),
  ]

  @Test func constantsAreThoseOfTheTables() {
    for (size, a2, d2, d3, lower, upper) in Self.published {
      let constants = RangeConstants(size: size)
      #expect(isNear(constants.a2, a2, 6e-4), "A2 of \(size)")
      #expect(isNear(constants.d2, d2, 6e-4), "d2 of \(size)")
      #expect(isNear(constants.d3, d3, 6e-4), "d3 of \(size)")
      #expect(isNear(constants.d3Limit, lower, 1.1e-3), "D3 of \(size)")
      #expect(isNear(constants.d4Limit, upper, 1.1e-3), "D4 of \(size)")
    }
    #expect(isNear(RangeConstants(size: 2).e2, 2.660, 2e-3))
  }

  // d2 = ∫ (1 − Φⁿ − (1 − Φ)ⁿ), and E W² from the joint distribution of least and greatest, by the
  // trapezoidal rule, which converges quickly for what vanishes at both ends.
  @Test(arguments: [2, 3, 5, 10, 25])
  func constantsAreTheirIntegrals(size: Int) {
    let step = 0.02
    let grid = stride(from: -8.0, through: 8, by: step).map {
      NormalDistribution.probability(upTo: $0)
    }
    let n = Double(size)
    let mean = step * grid.reduce(0) { $0 + 1 - pow($1, n) - pow(1 - $1, n) }
    var square = 0.0
    for (i, low) in grid.enumerated() {
      for (j, high) in grid[i...].enumerated() {
        let value = 1 - pow(high, n) - pow(1 - low, n) + pow(high - low, n)
        square += (j == 0 ? 0.5 : 1) * value
      }
    }
    square *= 2 * step * step
    let constants = RangeConstants(size: size)
    #expect(isNear(constants.d2, mean, 2e-6))
    #expect(isNear(constants.d3, (square - mean * mean).squareRoot(), 1e-4))
  }
}
