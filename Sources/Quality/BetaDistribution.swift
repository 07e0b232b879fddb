#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The beta distribution with shapes `a` and `b`, both above 0.
///
/// Its distribution function is the regularised incomplete beta function I_x(a, b), from which
/// exact limits of shares and the tail of F follow.
struct BetaDistribution {
  let a: Double
  let b: Double

  init(a: Double, b: Double) {
    precondition(a > 0 && b > 0, "the shapes of a beta distribution are above 0, not \(a), \(b)")
    (self.a, self.b) = (a, b)
  }

  /// The probability of at most `x`, 0...1; accurate to a relative error of 1e-8 for shapes up to 1e8.
  ///
  /// By the continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17.E22), evaluated after Lentz,
  /// on the side of the mean where it converges quickly.
  func probability(upTo x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    guard x <= (a + 1) / (a + b + 2) else {
      return 1 - BetaDistribution(a: b, b: a).probability(upTo: 1 - x)
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return min(1, max(0, front * continuedFraction(x)))
  }

  /// The `x` that is not exceeded with `probability` (0...1), to about 1e-15, by bisection.
  func quantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if self.probability(upTo: middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func continuedFraction(_ x: Double) -> Double {
    let tiny = 1e-300
    func kept(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / kept(1 - (a + b) * x / (a + 1))
    var value = d
    for m in 1...10_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / kept(1 + even * d)
      c = kept(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / kept(1 + odd * d)
      c = kept(1 + odd / c)
      value *= d * c
      if (d * c - 1).magnitude < 1e-15 { break }
    }
    return value
  }
}

/// The probability that an F statistic with `numerator` and `denominator` degrees of freedom exceeds
/// `f`, 0...1; 0 for an infinite one.
func upperTailOfF(_ f: Double, numerator: Int, denominator: Int) -> Double {
  guard f.isFinite else { return 0 }
  guard f > 0 else { return 1 }
  let (d1, d2) = (Double(numerator), Double(denominator))
  return BetaDistribution(a: d2 / 2, b: d1 / 2).probability(upTo: d2 / (d2 + d1 * f))
}
