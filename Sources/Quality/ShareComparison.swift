#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two shares, such as the rejects of two periods, and whether chance explains their difference.
///
/// The parts of both are taken to be independent of each other.
public struct ShareComparison: Sendable, Equatable {
  /// The first share with its exact interval.
  public let first: ShareEstimate
  /// The second share with its exact interval.
  public let second: ShareEstimate
  /// The second share less the first, −1...1.
  public let difference: Double
  /// The interval of the difference, by Newcombe's method 10 from the score intervals of Wilson.
  public let interval: ClosedRange<Double>
  /// The probability of a difference at least as unusual, to either side, where both true shares are the
  /// same.
  public let probability: Double
  /// By which test: Fisher's exact one where fewer than 10 parts are to be expected in some cell of the
  /// table, the test by the normal distribution with the pooled share where there are more.
  public let test: Computation
  /// How the interval was computed.
  public var intervalComputation: Computation {
    Computation(.newcombe, count: first.total + second.total)
  }
  /// The confidence of the intervals.
  public let confidence: Double

  /// Whether the difference is more than chance makes with probability 1 − ``confidence``, where this is
  /// the only comparison; of several see ``told(_:)``.
  public var isTold: Bool { probability < 1 - confidence }

  /// `count` of `total` parts in the first period compared with those in the second. Traps as
  /// ``ShareEstimate/init(_:of:confidence:)`` does.
  public init(
    first: (count: Int, total: Int), second: (count: Int, total: Int), confidence: Double = 0.95
  ) {
    self.first = ShareEstimate(first.count, of: first.total, confidence: confidence)
    self.second = ShareEstimate(second.count, of: second.total, confidence: confidence)
    self.confidence = confidence
    let (p1, p2) = (self.first.share, self.second.share)
    difference = p2 - p1
    let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
    let (w1, w2) = (Self.wilson(first, z), Self.wilson(second, z))
    func distance(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let low = difference - distance(p2 - w2.lower, w1.upper - p1)
    let high = difference + distance(w2.upper - p2, p1 - w1.lower)
    interval = max(-1, low)...min(1, high)

    let (total, found) = (first.total + second.total, first.count + second.count)
    let smaller = Double(min(first.total, second.total)) / Double(total)
    let expected = smaller * Double(min(found, total - found))
    if expected < 10 {
      probability = Self.fisher(first, second)
      test = Computation(.fisherExact, count: total)
    } else {
      let pooled = Double(found) / Double(total)
      let error =
        (pooled * (1 - pooled) * (1 / Double(first.total) + 1 / Double(second.total))).squareRoot()
      probability = NormalDistribution.bothTails(difference / error)
      test = Computation(.pooledZ, count: total)
    }
  }

  /// Which of `comparisons`, made together, are more than chance makes: with probability 1 − confidence
  /// none of those that have no difference is among them, however many there are (S. Holm, "A simple
  /// sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
  public static func told(_ comparisons: [ShareComparison]) -> [Bool] {
    var told = [Bool](repeating: false, count: comparisons.count)
    let order = comparisons.indices.sorted {
      comparisons[$0].probability < comparisons[$1].probability
    }
    for (rank, index) in order.enumerated() {
      let limit = (1 - comparisons[index].confidence) / Double(comparisons.count - rank)
      guard comparisons[index].probability < limit else { break }
      told[index] = true
    }
    return told
  }

  /// The score interval of a share (E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953).
  static func wilson(
    _ share: (count: Int, total: Int), _ z: Double
  ) -> (lower: Double, upper: Double) {
    let (k, n) = (Double(share.count), Double(share.total))
    let middle = k + z * z / 2
    let half = z * (k * (n - k) / n + z * z / 4).squareRoot()
    return (
      share.count == 0 ? 0 : (middle - half) / (n + z * z),
      share.count == share.total ? 1 : (middle + half) / (n + z * z)
    )
  }

  /// The probability, given both sums of the table, of a table no more probable than the one found.
  static func fisher(
    _ first: (count: Int, total: Int), _ second: (count: Int, total: Int)
  ) -> Double {
    // The rarer of found and not found, so that there are few tables to go through.
    let found = first.count + second.count
    let total = first.total + second.total
    let isRare = 2 * found <= total
    let count = isRare ? first.count : first.total - first.count
    let sum = isRare ? found : total - found
    func logarithm(_ n: Int, choose k: Int) -> Double {
      lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    }
    let all = logarithm(total, choose: sum)
    func probability(_ k: Int) -> Double {
      exp(
        logarithm(first.total, choose: k) + logarithm(second.total, choose: sum - k) - all)
    }
    // Tables as probable as the one found differ from it by rounding.
    let limit = probability(count) * (1 + 1e-7)
    var tail = 0.0
    for k in max(0, sum - second.total)...min(sum, first.total) {
      let value = probability(k)
      if value <= limit { tail += value }
    }
    return min(1, tail)
  }
}
