import Foundation

/// Factors of tolerances for a stated rate of false alarms, from how far good parts come.
///
/// Of each good part the largest difference over its tolerance is known, measured with what was
/// learned from the others. The largest of many is distributed after Gumbel; its place and width
/// are those of mean and deviation of the parts' values (method of moments), the width made larger by
/// 1 + 1/sqrt(n) since n parts tell it only roughly. The factor is the value that is exceeded with
/// the stated probability, and never less than a tenth above the largest value seen:
///
///     width = deviation (1 + 1/sqrt(n)) sqrt(6) / pi,  place = mean - 0.5772 width
///     factor = min(most, max(least, 1.1 largest, place - width ln(-ln(1 - rate))))
///
/// Beyond the most allowed nothing would be judged any more: parts that come further do differ.
///
/// Coles, An Introduction to Statistical Modeling of Extreme Values, Springer 2001, chapter 3,
/// doi:10.1007/978-1-4471-3675-0. With fewer than four parts the spread is unknown, and the factor
/// is the larger of the default and 1.3 times the largest value.
public struct ThresholdProposal: Sendable, Hashable {
  /// The smallest factor that is proposed.
  public static let least = 4.5
  /// The largest factor that is proposed.
  public static let most = 20.0
  /// The factor where too little is known.
  public static let fallback = 6.0

  /// Smaller differences of good parts are not measured; in tolerances.
  public static let smallestMeasured = PartCheck.least

  /// The proposed factor.
  public let factor: Double
  /// The largest value of a good part, in tolerances.
  public let largest: Double
  /// Place and width of the distribution, `nil` where too few parts were measured.
  public let place: Double?
  /// Its width.
  public let width: Double?

  /// The proposal for parts whose largest differences, in tolerances, are `values`, and a `rate` of
  /// parts with a false alarm, above 0 and below 1.
  public init(_ values: [Double], rate: Double) {
    precondition(rate > 0 && rate < 1, "a rate of \(rate) is not between 0 and 1")
    let largest = values.max() ?? 0
    self.largest = largest
    let n = Double(values.count)
    guard values.count >= 4 else {
      (place, width) = (nil, nil)
      factor = min(Self.most, max(Self.fallback, 1.3 * largest))
      return
    }
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (n - 1)).squareRoot() * (1 + 1 / n.squareRoot())
    let width = deviation * 6.0.squareRoot() / .pi
    let place = mean - 0.577_215_664_9 * width
    (self.place, self.width) = (place, width)
    factor = min(
      Self.most, max(Self.least, 1.1 * largest, place - width * log(-log(1 - rate))))
  }
}
