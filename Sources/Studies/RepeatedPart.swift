import Decision
import Pixels

/// What the inspection of one picture of a part gave.
public struct PartRepeat: Sendable, Equatable {
  /// Which picture: a path, or the number of a copy.
  public var name: String
  /// The verdict.
  public var verdict: Verdict
  /// Why; empty for a pass.
  public var reason: String
  /// All candidates, boxes in the frame that all pictures of the part share.
  public var candidates: [Defect]

  /// See the properties.
  public init(name: String, verdict: Verdict, reason: String = "", candidates: [Defect]) {
    (self.name, self.verdict, self.reason) = (name, verdict, reason)
    self.candidates = candidates
  }

  /// The highest confidence of a candidate; 0 without one.
  public var score: Double { candidates.lazy.map(\.confidence).max() ?? 0 }
}

/// A part that was photographed several times.
public struct RepeatedPart: Sendable, Equatable {
  /// What it is called.
  public var name: String
  /// For each appraiser of the study its pictures, in their order; empty where it has none.
  public var repeats: [[PartRepeat]]
  /// Whether the part is good; `nil` where nobody said.
  public var isGood: Bool?

  /// See the properties.
  public init(name: String, repeats: [[PartRepeat]], isGood: Bool? = nil) {
    (self.name, self.repeats, self.isGood) = (name, repeats, isGood)
  }

  /// All pictures.
  public var all: [PartRepeat] { repeats.flatMap(\.self) }

  /// Which verdict came how often, the most frequent first.
  public var verdicts: [(verdict: Verdict, count: Int)] {
    let all = all
    return Verdict.allCases.map { verdict in (verdict, all.count { $0.verdict == verdict }) }
      .filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
  }

  /// Whether every picture got the same verdict.
  public var isAgreed: Bool { verdicts.count <= 1 }
}
