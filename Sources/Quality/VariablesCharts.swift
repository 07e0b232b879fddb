/// A pair of control charts of measured values: one of where they lie, one of how they spread.
public struct VariablesCharts: Sendable, Equatable {
  /// Means of subgroups, or single values.
  public let location: ControlChart
  /// Ranges of subgroups, or moving ranges.
  public let spread: ControlChart
  /// σ̂, the standard deviation within subgroups that both come from; `nil` where nothing tells it.
  public let withinDeviation: Double?
  /// ν, how many degrees of freedom a standard deviation would have that is as precise as σ̂;
  /// `nil` where there is none.
  ///
  /// By equal variance: that of s is σ²/(2ν) for many values; that of the mean of k ranges over d₂ is
  /// σ² d₃²/(k d₂²), hence ν = k d₂²/(2 d₃²); that of the mean of the moving ranges of N values over d₂ is
  /// σ² (0.8264 N − 1.082)/(N − 1)² (P. W. Cryer and T. P. Ryan, "The estimation of sigma for an X chart",
  /// Journal of Quality Technology 22, 1990, doi:10.1080/00224065.1990.11979239).
  public let withinDegrees: Double?
}

/// Why values make no pair of charts.
public enum VariablesChartError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The subgroup at `place` has `count` values, for which there are no constants.
  case subgroupSize(count: Int, place: Int)
  /// A value is no finite number.
  case notFinite

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .subgroupSize(let count, let place):
      "subgroup \(place + 1) has \(count) values; ranges are for 2 to 25, plot single values instead"
    case .notFinite: "a measured value is no finite number; leave it out"
    }
  }
}

extension VariablesCharts {
  /// X̄ and R charts of `subgroups` of 2 to 25 values each.
  ///
  /// For subgroups of one size n: x̿ ± A₂ R̄ and D₃ R̄ … D₄ R̄. In general σ̂ = Σ wᵢ Rᵢ/d₂(nᵢ) / Σ wᵢ with
  /// wᵢ = d₂(nᵢ)²/d₃(nᵢ)², the reciprocals of their variances, which is R̄/d₂ for one size; x̿ the mean of all values;
  /// limits x̿ ± 3 σ̂/√nᵢ for means, σ̂ (d₂(nᵢ) ± 3 d₃(nᵢ)), not below 0, for ranges (I. W. Burr, "Control charts
  /// for measurements with varying sample sizes", Journal of Quality Technology 1, 1969,
  /// doi:10.1080/00224065.1969.11980371). The centre and σ̂ come from the subgroups in `baseline`, all
  /// where it is `nil`.
  ///
  /// Without subgroups the charts are empty; a single one has limits; values that never vary have limits
  /// that coincide with the centre, and no signal. Throws for subgroups of other sizes and values that are
  /// not finite.
  public init(
    subgroups: [[Double]], rules: ControlRuleSet = .nelson, baseline: Range<Int>? = nil
  ) throws(VariablesChartError) {
    for (place, values) in subgroups.enumerated() {
      guard RangeConstants.sizes.contains(values.count) else {
        throw .subgroupSize(count: values.count, place: place)
      }
      guard values.allSatisfy(\.isFinite) else { throw .notFinite }
    }
    let base = subgroups[baseline ?? subgroups.indices]
    let count = base.reduce(0) { $0 + $1.count }
    let mean = count > 0 ? base.reduce(0) { $0 + $1.reduce(0, +) } / Double(count) : nil
    var (weights, weighted) = (0.0, 0.0)
    for values in base {
      let constants = RangeConstants(size: values.count)
      let ratio = constants.d2 / constants.d3
      weights += ratio * ratio
      weighted += ratio * ratio * Self.range(values) / constants.d2
    }
    let sigma = weights > 0 ? weighted / weights : nil
    let means = subgroups.map { values in
      ControlChart.Point(
        values.reduce(0, +) / Double(values.count), size: Double(values.count), centre: mean,
        standardError: sigma.map { $0 / Double(values.count).squareRoot() })
    }
    let ranges = subgroups.map { values in
      let constants = RangeConstants(size: values.count)
      return ControlChart.Point(
        Self.range(values), size: Double(values.count), centre: sigma.map { $0 * constants.d2 },
        standardError: sigma.map { $0 * constants.d3 }, possible: 0...Double.infinity)
    }
    location = ControlChart(
      kind: .mean, points: means, centre: mean, ruleSet: rules,
      computation: Computation(.meanChart, count: base.count))
    spread = ControlChart(
      kind: .range, points: ranges, centre: base.isEmpty ? nil : Self.mean(base.map(Self.range)),
      ruleSet: rules, computation: Computation(.rangeChart, count: base.count))
    withinDeviation = sigma
    withinDegrees = weights > 0 ? weights / 2 : nil
  }

  /// I and MR charts of `values` in the order in which they were measured: x̄ ± E₂ MR̄ = x̄ ± 3 MR̄/1.128, and
  /// 0 … D₄ MR̄ = 3.267 MR̄ for the moving ranges MRᵢ = |xᵢ − xᵢ₋₁|. x̄ and MR̄ come from the values in
  /// `baseline`, all where it is `nil`.
  ///
  /// The first place of the moving ranges has no value. Without values the charts are empty; a single
  /// value has no limits; values that never vary have limits that coincide with the centre, and no
  /// signal. Throws for values that are not finite.
  public init(
    individuals values: [Double], rules: ControlRuleSet = .nelson, baseline: Range<Int>? = nil
  ) throws(VariablesChartError) {
    guard values.allSatisfy(\.isFinite) else { throw .notFinite }
    let constants = RangeConstants(size: 2)
    let base = values[baseline ?? values.indices]
    let mean = base.isEmpty ? nil : Self.mean(Array(base))
    let baseRanges = zip(base, base.dropFirst()).map { ($1 - $0).magnitude }
    let meanRange = baseRanges.isEmpty ? nil : Self.mean(baseRanges)
    let sigma = meanRange.map { $0 / constants.d2 }
    let moving = [nil] + zip(values, values.dropFirst()).map { ($1 - $0).magnitude }
    location = ControlChart(
      kind: .individual,
      points: values.map {
        ControlChart.Point($0, size: 1, centre: mean, standardError: sigma)
      },
      centre: mean, ruleSet: rules,
      computation: Computation(.individualsChart, count: base.count))
    spread = ControlChart(
      kind: .movingRange,
      points: values.isEmpty
        ? []
        : moving.map { range in
          ControlChart.Point(
            range, size: 2, centre: meanRange, standardError: sigma.map { $0 * constants.d3 },
            possible: 0...Double.infinity)
        },
      centre: meanRange, ruleSet: rules,
      computation: Computation(.movingRangeChart, count: baseRanges.count))
    withinDeviation = sigma
    let (n, steps) = (Double(base.count), Double(baseRanges.count))
    withinDegrees = sigma == nil ? nil : steps * steps / (2 * (0.8264 * n - 1.082))
  }

  private static func range(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
