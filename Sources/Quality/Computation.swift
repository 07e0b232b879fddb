/// How a number was computed, so that a page can say so beside it.
public struct Computation: Sendable, Equatable {
  /// By which method.
  public var method: StatisticalMethod
  /// From how many values; for charts of subgroups, how many subgroups.
  public var count: Int

  /// By `method` from `count` values.
  public init(_ method: StatisticalMethod, count: Int) {
    (self.method, self.count) = (method, count)
  }
}

/// The methods of this module, each with its formula and where it comes from. The raw value is a stable
/// name for translations and for other programs.
public enum StatisticalMethod: String, Sendable, Equatable, CaseIterable {
  /// Shares of parts, limits for each subgroup's size.
  case proportionChart
  /// Defects per part, limits for each subgroup's size.
  case defectRateChart
  /// Means of subgroups, spread from their ranges.
  case meanChart
  /// Ranges of subgroups.
  case rangeChart
  /// Single values, spread from moving ranges of two.
  case individualsChart
  /// Moving ranges of two.
  case movingRangeChart
  /// Cp and Cpk, from the spread within subgroups or of moving ranges.
  case capabilityWithin
  /// Pp and Ppk, from the standard deviation of all values.
  case performanceOverall
  /// The interval of Cpk and Ppk.
  case capabilityInterval
  /// The exact interval of a share.
  case clopperPearson
  /// The interval of the difference of two shares.
  case newcombe
  /// The exact test of two shares.
  case fisherExact
  /// The test of two shares by the normal distribution.
  case pooledZ
  /// Interval and test of the ratio of two rates, exact.
  case conditionalBinomial
  /// Categories by frequency.
  case pareto
  /// Parts that passed at their first inspection.
  case firstPassYield
  /// Parts that passed at their last inspection.
  case finalYield
  /// A straight line through values over time.
  case leastSquares
  /// When that line reaches a limit.
  case fieller

  /// The formula as text, in the usual symbols.
  public var formula: String {
    switch self {
    case .proportionChart: "p̄ ± 3·√(p̄·(1 − p̄)/nᵢ), p̄ = Σdᵢ/Σnᵢ"
    case .defectRateChart: "ū ± 3·√(ū/nᵢ), ū = Σcᵢ/Σnᵢ"
    case .meanChart: "x̿ ± 3·σ̂/√nᵢ, σ̂ = R̄/d₂"
    case .rangeChart: "D₃·R̄ … D₄·R̄"
    case .individualsChart: "x̄ ± 3·σ̂, σ̂ = MR̄/1.128"
    case .movingRangeChart: "0 … 3.267·MR̄"
    case .capabilityWithin:
      "Cp = (USL − LSL)/(6·σ̂), Cpk = min(USL − x̄, x̄ − LSL)/(3·σ̂), σ̂ = R̄/d₂ or MR̄/1.128"
    case .performanceOverall:
      "Pp = (USL − LSL)/(6·s), Ppk = min(USL − x̄, x̄ − LSL)/(3·s), s = √(Σ(x − x̄)²/(n − 1))"
    case .capabilityInterval: "Ĉ ± z·√(1/(9·n) + Ĉ²/(2·ν))"
    case .clopperPearson: "B(α/2; k, n − k + 1) … B(1 − α/2; k + 1, n − k)"
    case .newcombe: "d − √((p₂ − l₂)² + (u₁ − p₁)²) … d + √((u₂ − p₂)² + (p₁ − l₁)²), d = p₂ − p₁"
    case .fisherExact: "Σ P(table) over tables no more probable than the one found"
    case .pooledZ: "z = (p₁ − p₂)/√(p·(1 − p)·(1/n₁ + 1/n₂)), p = (k₁ + k₂)/(n₁ + n₂)"
    case .conditionalBinomial: "k₁ | k₁ + k₂ ~ Binomial(n₁·λ₁/(n₁·λ₁ + n₂·λ₂))"
    case .pareto: "share = count/total, cumulative = Σ share, largest first"
    case .firstPassYield:
      "parts passed at their first inspection/parts inspected for the first time"
    case .finalYield: "parts passed at their last inspection/parts inspected for the first time"
    case .leastSquares: "ŷ = ȳ + b·(t − t̄), ŷ ± t₁₋α⸝₂·s·√(1 + 1/n + (t − t̄)²/Sₜₜ)"
    case .fieller: "t with (ŷ(t) − L)² = t²₁₋α⸝₂·s²·(1/n + (t − t̄)²/Sₜₜ)"
    }
  }

  /// Where it comes from.
  public var source: String {
    switch self {
    case .proportionChart: "NIST/SEMATECH e-Handbook 6.3.3.2; Montgomery, 6th ed., 7.2"
    case .defectRateChart: "NIST/SEMATECH e-Handbook 6.3.3.1; Montgomery, 6th ed., 7.3"
    case .meanChart, .rangeChart: "NIST/SEMATECH e-Handbook 6.3.2.1; Montgomery, 6th ed., 6.2"
    case .individualsChart, .movingRangeChart:
      "NIST/SEMATECH e-Handbook 6.3.2.2; Montgomery, 6th ed., 6.4"
    case .capabilityWithin, .performanceOverall:
      "AIAG, Statistical Process Control, 2nd ed., chapter IV; ISO 22514-2"
    case .capabilityInterval: "A. F. Bissell, Applied Statistics 39, 1990, doi:10.2307/2347383"
    case .clopperPearson: "C. J. Clopper, E. S. Pearson, 1934, doi:10.1093/biomet/26.4.404"
    case .newcombe:
      "R. G. Newcombe, 1998, method 10, "
        + "doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"
    case .fisherExact: "R. A. Fisher, Statistical Methods for Research Workers, 1934, section 21.02"
    case .pooledZ: "NIST/SEMATECH e-Handbook 7.3.3"
    case .conditionalBinomial:
      "J. Przyborowski, H. Wilenski, Biometrika 31, 1940, doi:10.1093/biomet/31.3-4.313"
    case .pareto: "J. M. Juran, Quality Control Handbook, 1951"
    case .firstPassYield, .finalYield: "ISO 22400-2:2014, first pass yield"
    case .leastSquares: "NIST/SEMATECH e-Handbook 4.5.1.2; Draper and Smith, 3rd ed., 1.4, 3.1"
    case .fieller: "E. C. Fieller, 1954, doi:10.1111/j.2517-6161.1954.tb00159.x"
    }
  }
}
