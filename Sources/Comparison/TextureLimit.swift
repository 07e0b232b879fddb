import Foundation

/// Estimates from the anomalies of good surfaces how anomalous one in so many is.
///
/// The largest of many responses follows Gumbel's distribution of extreme values, here taken in the
/// logarithm: limit = exp(m + k s sqrt(1 + 1 / n)), where m and s are mean and deviation of the logarithms
/// of n anomalies, k = -(sqrt(6) / pi) (0.5772 + ln(-ln(1 - rate))), and the root pays for not knowing m.
/// Deviations of a handful of values are unreliable: s² is averaged with that of four imagined
/// ones, 0.08², what surfaces typically have. Source: Gumbel, "Statistics of Extremes", 1958.
struct TextureLimit {
  var count: Int
  var logSum: Double
  var logSquares: Double

  private static let usualDeviation = 0.08
  private static let imagined = 4.0
  private static let eulersConstant = 0.577215664901533

  /// The anomaly that one good surface in 1 / `rate` exceeds; 0 < rate < 1. Without any surface that
  /// of 1.
  func limit(falseAlarmRate rate: Double) -> Double {
    precondition(rate > 0 && rate < 1, "a false-alarm rate of \(rate)")
    let n = Double(max(1, count))
    let mean = logSum / n
    let squares = max(0, logSquares - n * mean * mean)
    let prior = Self.imagined * Self.usualDeviation * Self.usualDeviation
    let deviation = ((squares + prior) / (n - 1 + Self.imagined)).squareRoot()
    let k = -(6.0.squareRoot() / Double.pi) * (Self.eulersConstant + log(-log(1 - rate)))
    return exp(mean + k * deviation * (1 + 1 / n).squareRoot())
  }
}
