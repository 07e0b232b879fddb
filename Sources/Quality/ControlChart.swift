/// A Shewhart control chart: a statistic of each subgroup, the range within which chance alone keeps it,
/// and the rules that its points broke.
public struct ControlChart: Sendable, Equatable {
  /// What is plotted.
  public enum Kind: String, Sendable, Equatable, CaseIterable {
    /// The share of parts with some property (p chart).
    case proportion
    /// Defects per part (u chart).
    case defectRate
    /// Means of subgroups (X̄ chart).
    case mean
    /// Ranges of subgroups (R chart).
    case range
    /// Single values (I chart).
    case individual
    /// Differences of neighbouring single values (MR chart).
    case movingRange
  }

  /// One place of the chart.
  public struct Point: Sendable, Equatable {
    /// What is plotted; `nil` where the subgroup has nothing.
    public let value: Double?
    /// The subgroup's size: parts or values.
    public let size: Double
    /// The centre line here; `nil` where it is not known.
    public let centre: Double?
    /// One standard error of the value; `nil` where it is not known.
    public let standardError: Double?
    /// The lower limit here, three standard errors below the centre, 0 at least where the statistic
    /// cannot be negative; `nil` where it is not known.
    public let lower: Double?
    /// The upper limit here, 1 at most for shares.
    public let upper: Double?

    /// How many standard errors the value lies above the centre; 0 for one that is the centre but for
    /// rounding.
    ///
    /// `nil` where something is not known. With a standard error of 0 it is infinite, but `nil` on the
    /// centre: whatever never varies lies neither near nor far.
    public var z: Double? {
      guard let value, let centre, let standardError else { return nil }
      let distance = value - centre
      let isOnCentre =
        distance.magnitude
        <= max(1e-9 * standardError, 1e-12 * max(value.magnitude, centre.magnitude))
      if isOnCentre { return standardError > 0 ? 0 : nil }
      if standardError > 0 { return distance / standardError }
      return distance > 0 ? .infinity : -.infinity
    }
  }

  /// What is plotted.
  public let kind: Kind
  /// The places, in the order of the subgroups given.
  public let points: [Point]
  /// The mean that the centre line comes from; `nil` without values.
  public let centre: Double?
  /// Which rules were asked for; those that apply to ``kind`` were applied.
  public let ruleSet: ControlRuleSet
  /// The rules that were broken.
  public let signals: [ControlSignal]
  /// How the limits were computed; the count is that of the subgroups they come from.
  public let computation: Computation
  /// At how many places fewer than 5 parts with or without the property, or fewer than 5 defects, are to be
  /// expected; 0 for measured values and without values. There the limits, which take counts for normally
  /// distributed, are rough, and points beyond the upper one more frequent than they say (Montgomery, 6th
  /// ed., 7.2).
  public let roughPlaces: Int

  /// Below how many expected counts limits are rough.
  static let fewestExpected = 5.0

  init(
    kind: Kind, points: [Point], centre: Double?, ruleSet: ControlRuleSet,
    computation: Computation, roughPlaces: Int = 0
  ) {
    self.roughPlaces = roughPlaces
    self.kind = kind
    self.points = points
    self.centre = centre
    self.ruleSet = ruleSet
    signals = ControlSignal.find(
      ruleSet.rules(for: kind), in: points.map(\.z), plotted: points.map(\.value))
    self.computation = computation
  }

  /// The signals that were complete at the place `index`.
  public func signals(at index: Int) -> [ControlSignal] {
    signals.filter { $0.flagged.contains(index) }
  }
}

extension ControlChart.Point {
  /// A value with limits three standard errors to both sides, within what is `possible`.
  init(
    _ value: Double?, size: Double, centre: Double?, standardError: Double?,
    possible: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) {
    self.value = value
    self.size = size
    self.centre = centre
    self.standardError = standardError
    if let centre, let standardError {
      lower = max(possible.lowerBound, centre - 3 * standardError)
      upper = min(possible.upperBound, centre + 3 * standardError)
    } else {
      (lower, upper) = (nil, nil)
    }
  }
}
