/// A rule that points of a control chart broke.
public struct ControlSignal: Sendable, Equatable {
  /// On which side of the centre line.
  public enum Side: Sendable, Equatable {
    /// Above it, or upwards.
    case above
    /// Below it, or downwards.
    case below
    /// The rule does not know sides.
    case both
  }

  /// Which rule.
  public let rule: ControlRule
  /// On which side.
  public let side: Side
  /// The points that make the pattern, by their places in the chart, ascending.
  public private(set) var points: [Int]
  /// Those of them at which the pattern was complete, ascending: the ninth of nine on one side, and each
  /// further one.
  public private(set) var flagged: [Int]

  /// The signals of `rules` in `values`, which are z for each place of a chart, `nil` where nothing was
  /// plotted: such a place is passed over and does not interrupt a pattern. Trends and alternation are
  /// those of what is `plotted`, which is seen: where sizes vary, z may rise while that does not. A point
  /// on the centre line is on neither side, one on the border of a zone counts for the inner zone, and two
  /// points that are equal but for rounding are no trend. Patterns that go on are one signal. Ordered by
  /// rule, then by place.
  static func find(
    _ rules: [ControlRule], in values: [Double?], plotted: [Double?]? = nil
  ) -> [ControlSignal] {
    let places = values.indices.filter { values[$0] != nil }
    let z = places.map { values[$0]! }
    let seen = places.map { plotted?[$0] ?? values[$0]! }
    var signals: [ControlSignal] = []
    for rule in rules {
      // The signals of this rule whose pattern may go on with the next point.
      var open: [(signal: ControlSignal, last: Int)] = []
      for last in z.indices {
        let points = rule.isOfPlotted ? seen : z
        guard let found = Pattern(rule, in: points[...last]) else { continue }
        let members = found.members.map { places[$0] }
        let goesOn = open.firstIndex { $0.signal.side == found.side && $0.last == last - 1 }
        if let index = goesOn {
          open[index].signal.add(members, flagged: places[last])
          open[index].last = last
        } else {
          open.append(
            (
              ControlSignal(
                rule: rule, side: found.side, points: members, flagged: [places[last]]), last
            ))
        }
      }
      signals += open.map(\.signal)
    }
    return signals
  }

  private mutating func add(_ members: [Int], flagged place: Int) {
    let known = points.last ?? -1
    points += members.filter { $0 > known }
    flagged.append(place)
  }
}

/// The pattern of a rule that is complete at the last of some values.
private struct Pattern {
  var side: ControlSignal.Side
  var members: [Int]

  init?(_ rule: ControlRule, in z: ArraySlice<Double>) {
    switch rule {
    case .beyondLimits: self.init(1, of: 1, beyond: 3, z)
    case .twoOfThreeBeyondTwo: self.init(2, of: 3, beyond: 2, z)
    case .fourOfFiveBeyondOne: self.init(4, of: 5, beyond: 1, z)
    case .eightOnOneSide: self.init(8, of: 8, beyond: 0, z)
    case .nineOnOneSide: self.init(9, of: 9, beyond: 0, z)
    case .sixTrending: self.init(trending: 6, z)
    case .fourteenAlternating: self.init(alternating: 14, z)
    case .fifteenWithinOne: self.init(all: 15, z) { $0.magnitude <= 1 }
    case .eightBeyondOne: self.init(all: 8, z) { $0.magnitude > 1 }
    }
  }

  /// `count` of the last `length` beyond `limit` on one side, the last among them.
  private init?(_ count: Int, of length: Int, beyond limit: Double, _ z: ArraySlice<Double>) {
    guard let last = z.last, last.magnitude > limit else { return nil }
    let window = z.suffix(length)
    let members = window.indices.filter { last > 0 ? z[$0] > limit : z[$0] < -limit }
    guard members.count >= count else { return nil }
    self.init(side: last > 0 ? .above : .below, members: members)
  }

  private init?(trending length: Int, _ z: ArraySlice<Double>) {
    let window = z.suffix(length)
    guard window.count == length else { return nil }
    let steps = Self.directions(window)
    if steps.allSatisfy({ $0 > 0 }) {
      self.init(side: .above, members: Array(window.indices))
    } else if steps.allSatisfy({ $0 < 0 }) {
      self.init(side: .below, members: Array(window.indices))
    } else {
      return nil
    }
  }

  private init?(alternating length: Int, _ z: ArraySlice<Double>) {
    let window = z.suffix(length)
    guard window.count == length else { return nil }
    let rises = Self.directions(window)
    guard zip(rises, rises.dropFirst()).allSatisfy({ $0 * $1 == -1 }) else { return nil }
    self.init(side: .both, members: Array(window.indices))
  }

  /// 1 for each step up, -1 for each down, 0 where two points are equal but for rounding.
  private static func directions(_ window: ArraySlice<Double>) -> [Int] {
    zip(window, window.dropFirst()).map { before, after in
      let isEqual =
        (after - before).magnitude <= 1e-12 * max(before.magnitude, after.magnitude)
      // Two infinite z have no difference.
      return isEqual || before == after ? 0 : before < after ? 1 : -1
    }
  }

  private init?(all length: Int, _ z: ArraySlice<Double>, _ condition: (Double) -> Bool) {
    let window = z.suffix(length)
    guard window.count == length, window.allSatisfy(condition) else { return nil }
    self.init(side: .both, members: Array(window.indices))
  }

  private init(side: ControlSignal.Side, members: [Int]) {
    (self.side, self.members) = (side, members)
  }
}

extension ControlRule {
  /// Whether the rule is about the way of the points, and not about where they lie.
  fileprivate var isOfPlotted: Bool { self == .sixTrending || self == .fourteenAlternating }
}
