/// An operating point that suits the parts of a study, and how much room there is around it.
///
/// The rule: the fewest escapes, of those points the ones with the fewest false rejects, of those (with
/// a review band) the ones with the fewest parts to review, and of those the middle of the widest gap.
/// It is rounded to as few decimals as keep it in the middle half of the gap; the operating point as it
/// is stays where it lies there.
public struct OperatingProposal: Sendable, Equatable {
  /// The operating point.
  public var operatingPoint: Double
  /// No count changes while the operating point lies between this, 0...1…
  public var gapStart: Double
  /// …and this; what holds at the two ends themselves is not said.
  public var gapEnd: Double
  /// How the parts come out with it.
  public var counts: VerdictCounts

  /// The proposal for `parts` with a band of `reviewBand`, where the operating point is `current` now;
  /// `nil` where nobody said of any part that it is good or bad.
  public init?(_ parts: [ScoredPart], reviewBand: Double, current: Double? = nil) {
    guard parts.contains(where: { $0.isGood != nil }) else { return nil }
    // Where a verdict changes as the operating point rises: at a score from fail to review or pass,
    // at a score and the band from review to pass.
    var edges: Set<Double> = [1]
    for score in parts.compactMap(\.score) {
      edges.insert(score)
      if reviewBand > 0 { edges.insert(score + reviewBand) }
    }
    let steps = edges.filter { $0 > 0 && $0 <= 1 }.sorted()
    var best: (start: Double, end: Double, counts: VerdictCounts)?
    var start = 0.0
    var previous: VerdictCounts?
    var widened: (start: Double, end: Double, counts: VerdictCounts)?
    for end in steps {
      let limits = DecisionLimits(operatingPoint: (start + end) / 2, reviewBand: reviewBand)
      let counts = VerdictCounts(parts, limits: limits)
      if let last = previous, let open = widened, Self.rank(last) == Self.rank(counts) {
        widened = (open.start, end, open.counts)
      } else {
        widened = (start, end, counts)
      }
      if let gap = widened, Self.isBetter(gap, than: best) { best = gap }
      previous = counts
      start = end
    }
    guard let best else { return nil }
    (gapStart, gapEnd) = (best.start, best.end)
    let (middle, gap) = ((best.start + best.end) / 2, best.end - best.start)
    if let current, (current - middle).magnitude <= gap / 4 {
      operatingPoint = current
    } else {
      operatingPoint = Self.rounded(middle, gap: gap)
    }
    counts = VerdictCounts(
      parts, limits: DecisionLimits(operatingPoint: operatingPoint, reviewBand: reviewBand))
  }

  /// Less is better.
  static func rank(_ counts: VerdictCounts) -> [Int] {
    [counts.escapes, counts.falseRejects, counts.toReview]
  }

  private static func isBetter(
    _ gap: (start: Double, end: Double, counts: VerdictCounts),
    than best: (start: Double, end: Double, counts: VerdictCounts)?
  ) -> Bool {
    guard let best else { return true }
    let (a, b) = (rank(gap.counts), rank(best.counts))
    return a == b ? gap.end - gap.start > best.end - best.start : a.lexicographicallyPrecedes(b)
  }

  /// `value` with the fewest decimals that move it by at most a quarter of `gap`.
  static func rounded(_ value: Double, gap: Double) -> Double {
    var power = 1.0
    for _ in 0..<15 {
      let rounded = (value * power).rounded() / power
      if (rounded - value).magnitude <= gap / 4 { return rounded }
      power *= 10
    }
    return value
  }
}
