/// How well a process keeps within the limits of a specification.
///
/// With σ̂ the spread within subgroups (of moving ranges) and s the standard deviation of all values:
/// Cp = (USL − LSL)/(6 σ̂), Cpk = min(USL − x̄, x̄ − LSL)/(3 σ̂); Pp and Ppk are the same of s. With one
/// limit there is no Cp and Pp, and Cpk and Ppk are those of that side. There is none beyond ±10⁹. They say
/// what share of the parts will keep the limits only of a process in control with normally distributed
/// values.
public struct Capability: Sendable, Equatable {
  /// The limits.
  public let limits: SpecificationLimits
  /// How many values s is of.
  public let count: Int
  /// How many of them lie beyond the limits.
  public let outside: Int
  /// Their mean; `nil` without values.
  public let mean: Double?
  /// How many values σ̂ is of: all, or those in subgroups.
  public let withinCount: Int
  /// Their mean, from which Cpk is measured; `nil` without values.
  public let withinMean: Double?
  /// σ̂, from the charts; `nil` where nothing tells it.
  public let withinDeviation: Double?
  /// s; `nil` with fewer than 2 values.
  public let overallDeviation: Double?

  /// Cp; `nil` with one limit, without σ̂, or where σ̂ is 0.
  public var cp: Double? { width(over: withinDeviation) }
  /// Cpk; `nil` without σ̂ or where it is 0.
  public var cpk: Double? { Self.nearest(limits, withinMean, over: withinDeviation) }
  /// Pp; `nil` with one limit, with fewer than 2 values, or where none differs.
  public var pp: Double? { width(over: overallDeviation) }
  /// Ppk; `nil` with fewer than 2 values or where none differs.
  public var ppk: Double? { Self.nearest(limits, mean, over: overallDeviation) }

  /// An approximate interval of Cpk: Cpk ± z √(1/(9n) + Cpk²/(2ν)) with ν of
  /// ``VariablesCharts/withinDegrees``; `nil` where there is none. After A. F. Bissell, "How reliable is your
  /// capability index?", Applied Statistics 39, 1990, doi:10.2307/2347383.
  public let cpkInterval: ClosedRange<Double>?
  /// The same of Ppk, with ν = n − 1; `nil` where there is none.
  public let ppkInterval: ClosedRange<Double>?
  /// The confidence of both.
  public let confidence: Double

  /// How Cp and Cpk were computed.
  public var withinComputation: Computation { Computation(.capabilityWithin, count: withinCount) }
  /// How Pp and Ppk were computed.
  public var overallComputation: Computation { Computation(.performanceOverall, count: count) }

  /// The capability of `values` in the order in which they were measured, with σ̂ of their moving ranges.
  /// Throws for values that are not finite.
  public init(
    individuals values: [Double], limits: SpecificationLimits, confidence: Double = 0.95
  ) throws(VariablesChartError) {
    try self.init(neighbours: values, values: values, limits: limits, confidence: confidence)
  }

  /// The capability with σ̂ and its mean of the ranges in `subgroups`, and s and its mean of `values`: all
  /// that were measured, or a sample of them; those in the subgroups where `nil`. Throws for subgroups of
  /// fewer than 2 or more than 25 values, and for values that are not finite.
  public init(
    subgroups: [[Double]], values: [Double]? = nil, limits: SpecificationLimits,
    confidence: Double = 0.95
  ) throws(VariablesChartError) {
    let charts = try VariablesCharts(subgroups: subgroups)
    let within = subgroups.flatMap(\.self)
    if let values, !values.allSatisfy(\.isFinite) { throw .notFinite }
    self.init(values ?? within, within: within, charts, limits, confidence)
  }

  /// The capability with σ̂ and its mean of the moving ranges of `neighbours`, and s and its mean of
  /// `values`. Throws for values that are not finite.
  public init(
    neighbours: [Double], values: [Double], limits: SpecificationLimits, confidence: Double = 0.95
  ) throws(VariablesChartError) {
    let charts = try VariablesCharts(individuals: neighbours)
    guard values.allSatisfy(\.isFinite) else { throw .notFinite }
    self.init(values, within: neighbours, charts, limits, confidence)
  }

  private init(
    _ values: [Double], within: [Double], _ charts: VariablesCharts,
    _ limits: SpecificationLimits, _ confidence: Double
  ) {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    let spread = SampleSpread(values)
    self.limits = limits
    count = values.count
    outside = values.count { !limits.contains($0) }
    mean = values.isEmpty ? nil : spread.mean
    withinCount = within.count
    let withinMean = within.isEmpty ? nil : SampleSpread(within).mean
    self.withinMean = withinMean
    // Equal values may have a deviation by rounding.
    let isConstant = spread.least == spread.most
    withinDeviation = charts.withinDeviation
    overallDeviation = isConstant ? spread.deviation.map { _ in 0 } : spread.deviation
    self.confidence = confidence
    func interval(
      _ mean: Double?, _ deviation: Double?, _ count: Int, _ degrees: Double?
    ) -> ClosedRange<Double>? {
      guard let index = Self.nearest(limits, mean, over: deviation), let degrees, degrees > 0
      else { return nil }
      return Self.interval(of: index, count: count, degrees: degrees, confidence: confidence)
    }
    cpkInterval = interval(
      withinMean, charts.withinDeviation, within.count, charts.withinDegrees)
    ppkInterval = interval(mean, overallDeviation, values.count, Double(values.count - 1))
  }

  static func interval(
    of index: Double, count: Int, degrees: Double, confidence: Double
  ) -> ClosedRange<Double> {
    let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
    let half = z * (1 / (9 * Double(count)) + index * index / (2 * degrees)).squareRoot()
    return (index - half)...(index + half)
  }

  private func width(over deviation: Double?) -> Double? {
    guard let deviation, deviation > 0, let lower = limits.lower, let upper = limits.upper else {
      return nil
    }
    let index = (upper - lower) / (6 * deviation)
    return index.magnitude <= Self.largest ? index : nil
  }

  /// Indices beyond this say nothing of a process: the limits are not of what was measured.
  private static let largest = 1e9

  private static func nearest(
    _ limits: SpecificationLimits, _ mean: Double?, over deviation: Double?
  ) -> Double? {
    guard let mean, let deviation, deviation > 0 else { return nil }
    let distances = [limits.upper.map { $0 - mean }, limits.lower.map { mean - $0 }]
    let index = distances.compactMap(\.self).min().map { $0 / (3 * deviation) }
    return index.flatMap { $0.magnitude <= largest ? $0 : nil }
  }
}
