/// Two rates, such as the defects per part of two periods, and whether chance explains their ratio.
///
/// Defects are taken to come independently of each other, so that their numbers have Poisson
/// distributions. Where one cause makes several at once, the interval is too narrow and the
/// probability too small: then compare shares of parts instead.
public struct RateComparison: Sendable, Equatable {
  /// The defects and parts of the first period.
  public let first: AttributeSample
  /// The defects and parts of the second period.
  public let second: AttributeSample
  /// The rate of the second divided by that of the first; `nil` where the first had no defects.
  public let ratio: Double?
  /// The lower end of the exact interval of the ratio; `nil` where neither had defects, so that nothing
  /// can be said of it.
  public let lower: Double?
  /// The upper end; infinite where the first had no defects, `nil` where neither had.
  public let upper: Double?
  /// The probability of a ratio at least as unusual where both true rates are the same: twice that of the
  /// smaller tail, 1 at most, so that it agrees with the interval.
  public let probability: Double
  /// The confidence of the interval.
  public let confidence: Double
  /// How it was computed; the count is that of all defects.
  public var computation: Computation {
    Computation(.conditionalBinomial, count: first.count + second.count)
  }

  /// Whether the rates differ by more than chance makes with probability 1 − ``confidence``.
  public var isTold: Bool { probability < 1 - confidence }

  /// Compares the defects per part of two periods. Given all defects, those of the second are binomial
  /// with the share n₂λ₂/(n₁λ₁ + n₂λ₂), whose exact interval gives that of λ₂/λ₁. Traps where one has no
  /// parts.
  public init(first: AttributeSample, second: AttributeSample, confidence: Double = 0.95) {
    precondition(first.size > 0 && second.size > 0, "a rate of no parts")
    (self.first, self.second, self.confidence) = (first, second, confidence)
    ratio =
      first.count > 0
      ? Double(second.count) / second.size / (Double(first.count) / first.size) : nil
    let all = first.count + second.count
    guard all > 0 else {
      (lower, upper, probability) = (nil, nil, 1)
      return
    }
    let share = ShareEstimate(second.count, of: all, confidence: confidence)
    let scale = first.size / second.size
    lower = scale * share.lower / (1 - share.lower)
    upper = share.upper < 1 ? scale * share.upper / (1 - share.upper) : .infinity
    let expected = second.size / (first.size + second.size)
    let (k, rest) = (Double(second.count), Double(first.count))
    // P(X ≥ k) = I_p(k, n − k + 1) and P(X ≤ k) = 1 − I_p(k + 1, n − k).
    let above =
      second.count == 0 ? 1 : BetaDistribution(a: k, b: rest + 1).probability(upTo: expected)
    let below =
      first.count == 0
      ? 1 : 1 - BetaDistribution(a: k + 1, b: rest).probability(upTo: expected)
    probability = min(1, 2 * min(above, below))
  }
}
