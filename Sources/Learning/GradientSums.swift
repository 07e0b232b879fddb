/// Sums over rows, exact: first derivatives (lane 0), second derivatives (lane 1) and weights
/// (lane 2), all as fixed-point integers; lane 3 pads.
///
/// Sums of integers do not depend on the order of the rows, a sibling's histogram is exactly the
/// parent's less the other child's, and a row of weight 2 is exactly two rows.
typealias GradientSums = SIMD4<Int64>

/// The fixed-point units of `GradientSums`.
struct GradientScale {
  /// The fractional bits of a derivative of weight one, which is at most 1.
  static let derivativeBits = 30
  /// The bits that the sum of all weights may take; with those of a derivative less than 63.
  private static let weightBits = 32

  /// The value of the lowest bit of a weight.
  let weightUnit: Double
  /// The value of the lowest bit of a sum of derivatives.
  let derivativeUnit: Double
  private let unitsPerWeight: Double

  /// The finest scale on which weights of sum `totalWeight` fit.
  init(totalWeight: Double) {
    let fraction = Self.weightBits - (Int(totalWeight.exponent) + 1)
    unitsPerWeight = Double(sign: .plus, exponent: fraction, significand: 1)
    weightUnit = 1 / unitsPerWeight
    derivativeUnit = weightUnit / Double(1 << Self.derivativeBits)
  }

  /// A weight in units.
  func units(_ weight: Float) -> Int64 { Int64((Double(weight) * unitsPerWeight).rounded()) }

  /// The sums for one row: the derivatives of the log-loss by the raw score of a class,
  /// p - [it is the row's class] and p (1 - p), times the row's weight in units.
  @inline(__always)
  static func sums(probability p: Double, isClass: Bool, units: Int64) -> GradientSums {
    let scale = Double(1 << derivativeBits)
    let gradient = isClass ? p - 1 : p
    // Truncated after a shift that makes both positive: rounds half up without a library call.
    let g = Int64(gradient * scale + (scale + 0.5)) &- (1 << derivativeBits)
    let h = Int64(p * (1 - p) * scale + 0.5)
    return GradientSums(g &* units, h &* units, units, 0)
  }
}
