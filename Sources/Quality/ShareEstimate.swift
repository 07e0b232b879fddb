/// A share of cases with its exact confidence interval: in how many of so many cases something was
/// so, and between which true shares that is likely.
public struct ShareEstimate: Sendable, Equatable {
  /// Cases in which it was so.
  public let count: Int
  /// All cases, at least 1.
  public let total: Int
  /// Lower end of the interval, 0...1.
  public let lower: Double
  /// Upper end of the interval, 0...1.
  public let upper: Double

  /// `count` of `total` cases, with the interval of Clopper and Pearson for `confidence` (0.95 is
  /// 95 %): from the quantile (1 - confidence)/2 of Beta(count, total - count + 1) to the quantile
  /// 1 - (1 - confidence)/2 of Beta(count + 1, total - count). It covers the true share at least as
  /// often as `confidence` says, whatever the share (C. J. Clopper and E. S. Pearson, "The use of
  /// confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934,
  /// doi:10.1093/biomet/26.4.404); AIAG's manual shows the same limits.
  ///
  /// Traps unless 0 <= count <= total, total >= 1 and 0 < confidence < 1.
  public init(_ count: Int, of total: Int, confidence: Double = 0.95) {
    precondition(total >= 1 && (0...total).contains(count), "\(count) of \(total) is no share")
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    (self.count, self.total) = (count, total)
    let tail = (1 - confidence) / 2
    let (k, rest) = (Double(count), Double(total - count))
    lower = count == 0 ? 0 : BetaDistribution(a: k, b: rest + 1).quantile(tail)
    upper = count == total ? 1 : BetaDistribution(a: k + 1, b: rest).quantile(1 - tail)
  }

  /// The share found, 0...1.
  public var share: Double { Double(count) / Double(total) }
}
