import Decision

/// What a set of images says about a recipe's settings: how the parts come out with each, which suits
/// best, and what would change.
public struct TuningStudy: Sendable, Equatable {
  /// A parameter that was swept.
  public struct Parameter: Sendable, Equatable {
    /// Its key.
    public var key: String
    /// Its value in the recipe as it is; "not set" where it has none.
    public var current: String
    /// The values tried, in order.
    public var values: [String]

    /// See the properties.
    public init(key: String, current: String, values: [String]) {
      (self.key, self.current, self.values) = (key, current, values)
    }
  }

  /// One combination of values, and what became of the parts with it.
  public struct Setting: Sendable, Equatable {
    /// The values of the swept parameters, in their order.
    public var values: [String]
    /// The parts, in the same order for every setting.
    public var parts: [ScoredPart]
    /// How the boxes agree with the truth, where it is told where defects are.
    public var precisionRecall: PrecisionRecall?
    /// Operating point and band of the setting.
    public var limits: DecisionLimits
    /// The operating point that suits it; `nil` without truth.
    public let proposal: OperatingProposal?
    /// How the parts come out with the operating point as it is.
    public let counts: VerdictCounts

    /// A setting with `values`, of which `parts` came.
    public init(
      values: [String], parts: [ScoredPart], precisionRecall: PrecisionRecall?,
      limits: DecisionLimits
    ) {
      (self.values, self.parts, self.precisionRecall) = (values, parts, precisionRecall)
      self.limits = limits
      proposal = OperatingProposal(
        parts, reviewBand: limits.reviewBand, current: limits.operatingPoint)
      counts = VerdictCounts(parts, limits: limits)
    }

    /// Its limits with the proposed operating point; as they are without a proposal.
    public var proposedLimits: DecisionLimits {
      DecisionLimits(
        operatingPoint: proposal?.operatingPoint ?? limits.operatingPoint,
        reviewBand: limits.reviewBand)
    }
  }

  /// A part whose verdict the proposal changes.
  public struct Change: Sendable, Equatable {
    /// The part as it is seen with the proposed setting.
    public var part: ScoredPart
    /// Its score as things are.
    public var oldScore: Double?
    /// Its verdict as things are.
    public var oldVerdict: Verdict
    /// Its verdict with the proposal.
    public var newVerdict: Verdict
  }

  /// How near a good part comes to failing.
  public struct Margin: Sendable, Equatable {
    /// The part.
    public var part: ScoredPart
    /// The operating point minus its score, in confidence; 0 and less where it fails. A part without
    /// candidates has the score 0.
    public var margin: Double
  }

  /// The swept parameters; empty where only the operating point is.
  public let parameters: [Parameter]
  /// All settings that were tried. The first is the recipe as it is.
  public let settings: [Setting]
  /// The index in ``settings`` of the one that suits best; `nil` without truth. The rule is that of
  /// ``OperatingProposal`` over all settings, fewer uninspectable parts before wider gaps; but of those
  /// whose gap is nearly the widest, less than ``worthwhile`` narrower, the one that changes the fewest
  /// values is taken, so that a recipe is not changed for nothing.
  public let proposed: Int?

  /// By how much a gap has to be wider to speak for another setting, in confidence.
  public static let worthwhile = 0.05

  /// A study of `settings`, of which there is at least one, with `parameters` in the order of their
  /// values.
  public init(parameters: [Parameter], settings: [Setting]) {
    precondition(!settings.isEmpty, "a study has at least the recipe as it is")
    (self.parameters, self.settings) = (parameters, settings)
    proposed = Self.best(settings)
  }

  private static func best(_ settings: [Setting]) -> Int? {
    func rank(_ setting: Setting) -> [Int]? {
      setting.proposal.map { OperatingProposal.rank($0.counts) + [$0.counts.uninspectable] }
    }
    let ranks = settings.map(rank)
    guard let least = ranks.compactMap(\.self).min(by: { $0.lexicographicallyPrecedes($1) }) else {
      return nil
    }
    func gap(_ index: Int) -> Double {
      settings[index].proposal.map { $0.gapEnd - $0.gapStart } ?? 0
    }
    func changes(_ index: Int) -> Int {
      zip(settings[index].values, settings[0].values).count { $0 != $1 }
    }
    let equal = settings.indices.filter { ranks[$0] == least }
    let widest = equal.map(gap).max() ?? 0
    return equal.filter { gap($0) > widest - worthwhile }
      .min { (changes($0), -gap($0), $0) < (changes($1), -gap($1), $1) }
  }

  /// The recipe as it is.
  public var current: Setting { settings[0] }
  /// The setting that suits best, or the recipe as it is without truth.
  public var chosen: Setting { settings[proposed ?? 0] }

  /// The parts whose verdict changes from the recipe as it is to the proposal, in the order of the
  /// images.
  public var changes: [Change] {
    guard proposed != nil else { return [] }
    return zip(current.parts, chosen.parts).compactMap { old, new in
      let (before, after) = (
        current.limits.verdict(on: old), chosen.proposedLimits.verdict(on: new)
      )
      guard before != after else { return nil }
      return Change(part: new, oldScore: old.score, oldVerdict: before, newVerdict: after)
    }
  }

  /// How near the good parts come to failing with `setting` and `limits`, the nearest first. Without
  /// truth all parts are taken for good.
  public func margins(of setting: Setting, limits: DecisionLimits) -> [Margin] {
    let isLabelled = setting.parts.contains { $0.isGood != nil }
    return setting.parts.filter { $0.isInspectable && (isLabelled ? $0.isGood == true : true) }
      .map { Margin(part: $0, margin: limits.operatingPoint - ($0.score ?? 0)) }
      .sorted { ($0.margin, $0.part.path) < ($1.margin, $1.part.path) }
  }
}
