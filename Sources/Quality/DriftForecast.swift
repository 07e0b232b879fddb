/// Where a measured value is drifting to: a straight line through its values over time by least squares, with
/// its uncertainty.
///
/// ŷ(t) = ȳ + b (t − t̄) with b = Sₜᵧ/Sₜₜ and s² = Σ(y − ŷ)²/(n − 2) (NIST/SEMATECH e-Handbook 4.5.1.2;
/// N. R. Draper and H. Smith, "Applied Regression Analysis", 3rd ed., 1998, sections 1.4 and 3.1). It
/// takes the line for straight, also beyond the values, and deviations from it for normally distributed.
/// Where neighbouring deviations are alike, as those of parts made one after the other often are, n values
/// tell no more than n (1 − r)/(1 + r) independent ones, with r their correlation; all intervals are that
/// much wider (F. W. Zwiers and H. von Storch, "Taking serial correlation into account in tests of the
/// mean", Journal of Climate 8, 1995). That holds for r well below 1: give means over some time, see
/// ``means(of:per:)``, rather than single values.
public struct DriftForecast: Sendable, Equatable {
  /// How many values.
  public let count: Int
  /// The first and last time; any unit.
  public let times: ClosedRange<Double>
  /// The mean of the times.
  public let meanTime: Double
  /// The mean of the values.
  public let mean: Double
  /// b, the change per unit of time.
  public let slope: Double
  /// The interval of the change per unit of time.
  public let slopeInterval: ClosedRange<Double>
  /// The probability of a slope at least as far from 0 where there is no drift.
  public let probability: Double
  /// s, the standard deviation of the values around the line.
  public let residualDeviation: Double
  /// The confidence of all intervals.
  public let confidence: Double

  /// r, the correlation of neighbouring deviations, where it is above 0 by more than chance makes in
  /// independent ones; otherwise 0.
  public let correlation: Double

  // (1 + r)/(1 − r)
  private let inflation: Double
  private let spreadOfTimes: Double
  private let quantile: Double

  /// Whether there is a drift that can be told from chance: the interval of the slope does not hold 0.
  public var isDrift: Bool { !slopeInterval.contains(0) }

  /// How it was computed.
  public var computation: Computation { Computation(.leastSquares, count: count) }

  /// The line through `values` at their times. `nil` with fewer than 3 values, values that are not
  /// finite, or all at one time: then nothing tells a drift and its uncertainty.
  ///
  /// Values that never vary have slope 0 with an interval of no width, and no drift; values exactly on a
  /// sloping line have an interval of no width around it.
  public init?(_ values: [(time: Double, value: Double)], confidence: Double = 0.95) {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    guard values.count >= 3, values.allSatisfy({ $0.time.isFinite && $0.value.isFinite }),
      let first = values.map(\.time).min(), let last = values.map(\.time).max(), first < last
    else { return nil }
    let n = Double(values.count)
    let meanTime = values.reduce(0) { $0 + $1.time } / n
    let mean = values.reduce(0) { $0 + $1.value } / n
    var (tt, ty) = (0.0, 0.0)
    for (time, value) in values {
      tt += (time - meanTime) * (time - meanTime)
      ty += (time - meanTime) * (value - mean)
    }
    guard tt > 0 else { return nil }
    // Rounding must not make a drift of values that are all the same.
    let isConstant = values.allSatisfy { $0.value == values[0].value }
    let slope = isConstant ? 0 : ty / tt
    let squares = values.reduce(0) { sum, point in
      let residual = point.value - mean - slope * (point.time - meanTime)
      return sum + residual * residual
    }
    count = values.count
    times = first...last
    (self.meanTime, self.slope, self.confidence) = (meanTime, slope, confidence)
    self.mean = isConstant ? values[0].value : mean
    let deviation = isConstant ? 0 : (squares / (n - 2)).squareRoot()
    residualDeviation = deviation
    spreadOfTimes = tt
    let found =
      isConstant
      ? 0
      : Self.correlation(
        values.sorted { $0.time < $1.time }
          .map { $0.value - mean - slope * ($0.time - meanTime) })
    // Beyond what independent deviations show once in 20 times.
    correlation = found > 1.645 / n.squareRoot() ? min(found, 0.98) : 0
    inflation = (1 + correlation) / (1 - correlation)
    let student = StudentDistribution(degrees: max(1, n / inflation - 2))
    quantile = student.magnitude(exceededWith: 1 - confidence)
    let error = deviation * (inflation / tt).squareRoot()
    slopeInterval = (slope - quantile * error)...(slope + quantile * error)
    probability = error > 0 ? student.bothTails(slope / error) : slope == 0 ? 1 : 0
  }

  /// The means of `values` over equal pieces of time of length `span`, at the means of their times; pieces
  /// without values are left out.
  public static func means(
    of values: [(time: Double, value: Double)], per span: Double
  ) -> [(time: Double, value: Double)] {
    precondition(span > 0, "pieces of time of length \(span)")
    return Dictionary(grouping: values) { ($0.time / span).rounded(.down) }
      .sorted { $0.key < $1.key }
      .map { _, piece in
        let n = Double(piece.count)
        return (
          piece.reduce(0) { $0 + $1.time } / n, piece.reduce(0) { $0 + $1.value } / n
        )
      }
  }

  /// The correlation of neighbours in `deviations`, whose mean is 0.
  private static func correlation(_ deviations: [Double]) -> Double {
    let all = deviations.reduce(0) { $0 + $1 * $1 }
    guard all > 0 else { return 0 }
    return zip(deviations, deviations.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / all
  }

  /// The value of the line at `time`.
  public func value(at time: Double) -> Double { mean + slope * (time - meanTime) }

  /// Where the line itself lies at `time`.
  public func lineInterval(at time: Double) -> ClosedRange<Double> {
    interval(at: time, single: 0)
  }

  /// Where a single value at `time` is to be expected: the prediction interval.
  public func predictionInterval(at time: Double) -> ClosedRange<Double> {
    interval(at: time, single: 1)
  }

  private func interval(at time: Double, single: Double) -> ClosedRange<Double> {
    let distance = time - meanTime
    let variance =
      single + inflation * (1 / Double(count) + distance * distance / spreadOfTimes)
    let half = quantile * residualDeviation * variance.squareRoot()
    return (value(at: time) - half)...(value(at: time) + half)
  }

  /// When a limit is reached.
  public enum Crossing: Sendable, Equatable {
    /// No drift can be told from chance, so that nothing can be said.
    case noDrift
    /// The drift leads away from the limit: it was crossed, or would have been, before the first value.
    case leadsAway
    /// The line reaches it at `time`; `earliest` and `latest` are the ends of the interval of that.
    case at(time: Double, earliest: Double, latest: Double)
  }

  /// When the line reaches `limit`: where it does, and the times at which the limit lies within the interval of
  /// the line (E. C. Fieller, "Some problems in interval estimation", Journal of the Royal Statistical
  /// Society B 16, 1954, doi:10.1111/j.2517-6161.1954.tb00159.x). That the line has reached it does not mean
  /// that no single value lies beyond it before.
  ///
  /// With D = L − ȳ, g = t² s²/(b² Sₜₜ), which is below 1 where there is a drift: t̄ + (D/b ± (t s/|b|) √((1 − g)/n
  /// + D²/(b² Sₜₜ)))/(1 − g). A time before the last value means that the limit has been reached.
  public func crossing(of limit: Double) -> Crossing {
    guard isDrift else { return .noDrift }
    let distance = (limit - mean) / slope
    let ratio = quantile * residualDeviation * inflation.squareRoot() / slope.magnitude
    let g = ratio * ratio / spreadOfTimes
    let half =
      ratio * ((1 - g) / Double(count) + distance * distance / spreadOfTimes).squareRoot()
    let time = meanTime + distance
    guard time >= times.lowerBound else { return .leadsAway }
    return .at(
      time: time, earliest: meanTime + (distance - half) / (1 - g),
      latest: meanTime + (distance + half) / (1 - g))
  }
}
