/// A gauge repeatability and reproducibility study by analysis of variance: how much of the
/// variation of measured values comes from measuring.
///
/// After AIAG, "Measurement Systems Analysis", 4th edition, 2010, chapter III section B and appendix
/// A. Variances are estimated from mean squares; one that comes out below 0 is taken for 0. All
/// variations are standard deviations in the unit of the values.
public struct GaugeStudy: Sendable, Equatable {
  /// A line of the analysis of variance.
  public struct Source: Sendable, Equatable {
    /// Degrees of freedom.
    public var degreesOfFreedom: Int
    /// Sum of squared deviations.
    public var sumOfSquares: Double
    /// `sumOfSquares` divided by `degreesOfFreedom`; 0 where there are none.
    public var meanSquare: Double {
      degreesOfFreedom == 0 ? 0 : sumOfSquares / Double(degreesOfFreedom)
    }
  }

  /// From part to part.
  public let parts: Source
  /// From appraiser to appraiser; `nil` with one.
  public let appraisers: Source?
  /// What an appraiser does with some parts and not with others; `nil` with one appraiser.
  public let interaction: Source?
  /// From trial to trial.
  public let equipment: Source
  /// Probability of at least such an interaction where there is none, 0...1; `nil` with one
  /// appraiser.
  public let interactionProbability: Double?
  /// Whether the interaction was taken for none and counts as variation of the equipment.
  public let isPooled: Bool
  /// The width of the tolerance in the unit of the values, where one was given.
  public let tolerance: Double?

  /// EV, repeatability: the equipment's variation, of one appraiser measuring one part again.
  public let equipmentVariation: Double
  /// AV, reproducibility: variation from appraiser to appraiser; 0 with one.
  public let appraiserVariation: Double
  /// INT: variation by the interaction of appraiser and part; 0 where it is pooled or there is one
  /// appraiser.
  public let interactionVariation: Double
  /// PV: variation from part to part.
  public let partVariation: Double

  /// Interactions that chance alone would give with at least this probability are taken for none.
  public static let poolingProbability = 0.05

  /// GRR: what measuring adds, √(EV² + AV² + INT²).
  public var gaugeVariation: Double {
    (equipmentVariation * equipmentVariation + appraiserVariation * appraiserVariation
      + interactionVariation * interactionVariation).squareRoot()
  }

  /// TV: all variation, √(GRR² + PV²).
  public var totalVariation: Double {
    (gaugeVariation * gaugeVariation + partVariation * partVariation).squareRoot()
  }

  /// `variation` in percent of the total variation; `nil` where nothing varies.
  public func percentOfTotal(_ variation: Double) -> Double? {
    totalVariation > 0 ? 100 * variation / totalVariation : nil
  }

  /// Six times `variation` in percent of the tolerance; `nil` where no tolerance was given.
  public func percentOfTolerance(_ variation: Double) -> Double? {
    tolerance.map { 100 * 6 * variation / $0 }
  }

  /// ndc, the number of distinct categories: how many groups of parts the values tell apart,
  /// 1.41 PV/GRR cut to a whole number, at least 1; `nil` where measuring adds nothing, so that any
  /// number is told apart.
  public var distinctCategories: Int? {
    guard gaugeVariation > 0 else { return nil }
    let ratio = (1.41 * partVariation / gaugeVariation).rounded(.down)
    return ratio < 1e9 ? max(1, Int(ratio)) : nil
  }
}

/// Why values make no gauge study.
public enum GaugeStudyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Fewer than two parts.
  case tooFewParts(Int)
  /// No part was measured more than once.
  case noRepeats
  /// Parts of a crossed study were not measured equally often by each appraiser.
  case notBalanced
  /// A value is no number, or the tolerance is not above 0.
  case notFinite

  /// One sentence that says what is missing.
  public var description: String {
    switch self {
    case .tooFewParts(let count):
      "a gauge study needs at least 2 parts to compare with each other, not \(count)"
    case .noRepeats: "a gauge study needs parts that were measured more than once"
    case .notBalanced:
      "a crossed gauge study needs every part measured equally often, at least twice, by each "
        + "appraiser"
    case .notFinite: "the values of a gauge study are finite numbers and its tolerance is above 0"
    }
  }
}

extension GaugeStudy {
  /// One appraiser, or an appliance that nobody handles: `values` are, for each part, its
  /// measurements, of which parts may have different numbers.
  ///
  /// With a parts, N values, nᵢ of part i: EV² = MSE, PV² = (MSP − MSE)/n₀ where
  /// n₀ = (N − Σ nᵢ²/N)/(a − 1), which is the number of trials where all parts have the same; the
  /// random one-way model of S. R. Searle, G. Casella and C. E. McCulloch, "Variance Components",
  /// 1992, section 3.6, doi:10.1002/9780470316856.
  public init(
    parts values: [[Double]], tolerance: Double? = nil
  ) throws(GaugeStudyError) {
    let values = values.filter { !$0.isEmpty }
    guard values.count >= 2 else { throw .tooFewParts(values.count) }
    let count = values.reduce(0) { $0 + $1.count }
    guard count > values.count else { throw .noRepeats }
    try Self.check(values.joined(), tolerance)
    let all = mean(values.joined())
    var (between, within) = (0.0, 0.0)
    for part in values {
      let own = mean(part)
      between += Double(part.count) * square(own - all)
      within += part.reduce(0) { $0 + square($1 - own) }
    }
    parts = Source(degreesOfFreedom: values.count - 1, sumOfSquares: between)
    equipment = Source(degreesOfFreedom: count - values.count, sumOfSquares: within)
    (appraisers, interaction, interactionProbability, isPooled) = (nil, nil, nil, false)
    self.tolerance = tolerance
    let squares = values.reduce(0) { $0 + $1.count * $1.count }
    let trials =
      (Double(count) - Double(squares) / Double(count)) / Double(values.count - 1)
    equipmentVariation = equipment.meanSquare.squareRoot()
    (appraiserVariation, interactionVariation) = (0, 0)
    partVariation = deviation(parts.meanSquare - equipment.meanSquare, over: trials)
  }

  /// Parts crossed with appraisers: `values[part][appraiser]` are the measurements of a part by an
  /// appraiser, equally many for all, at least 2.
  ///
  /// With n parts, k appraisers and r trials, MSP, MSA, MSI and MSE the mean squares: where the
  /// interaction is not significant (its F = MSI/MSE has a probability of 5 % or more), it is pooled
  /// with the equipment, EV² = (SSI + SSE)/(nkr − n − k + 1), AV² = (MSA − EV²)/(nr),
  /// PV² = (MSP − EV²)/(kr). Otherwise EV² = MSE, INT² = (MSI − MSE)/r, AV² = (MSA − MSI)/(nr),
  /// PV² = (MSP − MSI)/(kr).
  public init(
    crossed values: [[[Double]]], tolerance: Double? = nil
  ) throws(GaugeStudyError) {
    guard values.count >= 2 else { throw .tooFewParts(values.count) }
    let (k, r) = (values[0].count, values[0].first?.count ?? 0)
    guard k >= 1, r >= 2, values.allSatisfy({ $0.count == k && $0.allSatisfy { $0.count == r } })
    else { throw .notBalanced }
    if k == 1 {
      try self.init(parts: values.map { $0[0] }, tolerance: tolerance)
    } else {
      try Self.check(values.joined().joined(), tolerance)
      self.init(several: values, tolerance: tolerance)
    }
  }

  /// As ``init(crossed:tolerance:)``, of two and more appraisers.
  private init(several values: [[[Double]]], tolerance: Double?) {
    let (n, k, r) = (values.count, values[0].count, values[0][0].count)
    let all = mean(values.joined().joined())
    let partMeans = values.map { mean($0.joined()) }
    let appraiserMeans = (0..<k).map { j in mean(values.map { $0[j] }.joined()) }
    var (cells, within) = (0.0, 0.0)
    for (i, part) in values.enumerated() {
      for (j, cell) in part.enumerated() {
        let own = mean(cell)
        cells += square(own - partMeans[i] - appraiserMeans[j] + all)
        within += cell.reduce(0) { $0 + square($1 - own) }
      }
    }
    let parts = Source(
      degreesOfFreedom: n - 1,
      sumOfSquares: Double(k * r) * partMeans.reduce(0) { $0 + square($1 - all) })
    let appraisers = Source(
      degreesOfFreedom: k - 1,
      sumOfSquares: Double(n * r) * appraiserMeans.reduce(0) { $0 + square($1 - all) })
    let interaction = Source(
      degreesOfFreedom: (n - 1) * (k - 1), sumOfSquares: Double(r) * cells)
    let equipment = Source(degreesOfFreedom: n * k * (r - 1), sumOfSquares: within)
    let f =
      equipment.meanSquare > 0
      ? interaction.meanSquare / equipment.meanSquare : interaction.meanSquare > 0 ? .infinity : 0
    let probability = upperTailOfF(
      f, numerator: interaction.degreesOfFreedom, denominator: equipment.degreesOfFreedom)
    let pooled = probability >= Self.poolingProbability
    let repeated =
      pooled
      ? (interaction.sumOfSquares + equipment.sumOfSquares)
        / Double(interaction.degreesOfFreedom + equipment.degreesOfFreedom)
      : equipment.meanSquare
    let error = pooled ? repeated : interaction.meanSquare
    (self.parts, self.appraisers, self.interaction) = (parts, appraisers, interaction)
    (self.equipment, self.tolerance) = (equipment, tolerance)
    (interactionProbability, isPooled) = (probability, pooled)
    equipmentVariation = repeated.squareRoot()
    interactionVariation =
      pooled ? 0 : deviation(interaction.meanSquare - equipment.meanSquare, over: Double(r))
    appraiserVariation = deviation(appraisers.meanSquare - error, over: Double(n * r))
    partVariation = deviation(parts.meanSquare - error, over: Double(k * r))
  }

  private static func check(
    _ values: some Sequence<Double>, _ tolerance: Double?
  ) throws(GaugeStudyError) {
    guard values.allSatisfy(\.isFinite), tolerance.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw .notFinite
    }
  }
}

private func mean(_ values: some Sequence<Double>) -> Double {
  var (sum, count) = (0.0, 0.0)
  for value in values {
    sum += value
    count += 1
  }
  return sum / count
}

private func square(_ value: Double) -> Double { value * value }

/// The standard deviation of the variance `difference` / `count`, 0 where that is below 0.
private func deviation(_ difference: Double, over count: Double) -> Double {
  max(0, difference / count).squareRoot()
}
