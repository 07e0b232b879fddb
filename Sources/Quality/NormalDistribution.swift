#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution.
enum NormalDistribution {
  /// The probability of at most `z`.
  static func probability(upTo z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The probability of lying as far from 0 as `z` or farther, on either side.
  static func bothTails(_ z: Double) -> Double { erfc(z.magnitude / 2.0.squareRoot()) }

  /// The value that is not exceeded with `probability`, strictly between 0 and 1, to about 1e-15 of its
  /// size, by bisection.
  static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability of \(probability)")
    // The lower tail is where probabilities are exact.
    guard probability <= 0.5 else { return -quantile(1 - probability) }
    var (low, high) = (-40.0, 0.0)
    for _ in 0..<70 {
      let middle = (low + high) / 2
      if Self.probability(upTo: middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
