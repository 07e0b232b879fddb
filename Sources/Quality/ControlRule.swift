/// A pattern of points on a control chart that chance rarely makes. z is how many standard errors of its
/// own a point lies above (below: negative) the centre line.
public enum ControlRule: String, Sendable, Equatable, CaseIterable {
  /// |z| > 3.
  case beyondLimits
  /// Two of three points in a row with z > 2, or with z < −2.
  case twoOfThreeBeyondTwo
  /// Four of five points in a row with z > 1, or with z < −1.
  case fourOfFiveBeyondOne
  /// Eight points in a row on one side of the centre line.
  case eightOnOneSide
  /// Nine points in a row on one side of the centre line.
  case nineOnOneSide
  /// Six points in a row, each higher than the one before, or each lower.
  case sixTrending
  /// Fourteen points in a row, up and down by turns.
  case fourteenAlternating
  /// Fifteen points in a row with |z| <= 1.
  case fifteenWithinOne
  /// Eight points in a row with |z| > 1, on either side.
  case eightBeyondOne
}

/// A set of rules as it was published.
public enum ControlRuleSet: String, Sendable, Equatable, CaseIterable {
  /// The four of Western Electric Company, "Statistical Quality Control Handbook", 1956, pages 25 to 28
  /// (NIST/SEMATECH e-Handbook 6.3.2).
  case westernElectric
  /// The eight of L. S. Nelson, "The Shewhart control chart: tests for special causes", Journal of Quality
  /// Technology 16, 1984, doi:10.1080/00224065.1984.11978921.
  case nelson

  /// All rules in the order of their numbers.
  public var rules: [ControlRule] {
    switch self {
    case .westernElectric:
      [.beyondLimits, .twoOfThreeBeyondTwo, .fourOfFiveBeyondOne, .eightOnOneSide]
    case .nelson:
      [
        .beyondLimits, .nineOnOneSide, .sixTrending, .fourteenAlternating, .twoOfThreeBeyondTwo,
        .fourOfFiveBeyondOne, .fifteenWithinOne, .eightBeyondOne,
      ]
    }
  }

  /// The number of `rule` in the publication, from 1; `nil` where it is none of these.
  public func number(of rule: ControlRule) -> Int? {
    rules.firstIndex(of: rule).map { $0 + 1 }
  }

  /// The rules that apply to charts of `kind`.
  ///
  /// - Means and single values: all. They are close to normally distributed, on which the rules about
  ///   zones of one and two standard errors rest.
  /// - Shares, defects per part and ranges: the point beyond a limit, runs on one side, trends and
  ///   alternation (Western Electric 1 and 4, Nelson 1 to 4). Counts and ranges are skewed and counts
  ///   come in steps, so that the zones do not have the probabilities of the normal distribution; so
  ///   advises Nelson, and so do SAS and Minitab. Runs on one side are to be taken with care where few
  ///   defects are expected in a subgroup, since then fewer points than half lie above the mean.
  /// - Moving ranges: only the point beyond a limit, since neighbours share a value, which by itself makes
  ///   runs and trends (Montgomery, 6th ed., 6.4).
  ///
  /// For sizes that vary, they are applied to z, each point measured by its own standard error; trends and
  /// alternation to the points as they are plotted.
  public func rules(for kind: ControlChart.Kind) -> [ControlRule] {
    switch kind {
    case .mean, .individual: return rules
    case .movingRange: return [.beyondLimits]
    case .proportion, .defectRate, .range:
      let free: [ControlRule] = [
        .beyondLimits, .eightOnOneSide, .nineOnOneSide, .sixTrending, .fourteenAlternating,
      ]
      return rules.filter(free.contains)
    }
  }
}
