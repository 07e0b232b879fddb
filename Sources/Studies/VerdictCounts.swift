import Decision

/// How the parts of a study come out with some limits.
public struct VerdictCounts: Sendable, Equatable {
  /// All parts.
  public var total = 0
  /// Parts that passed.
  public var passed = 0
  /// Parts that failed.
  public var failed = 0
  /// Parts to review.
  public var toReview = 0
  /// Parts without an answer.
  public var uninspectable = 0
  /// Parts known to be good.
  public var good = 0
  /// Parts known to be bad.
  public var bad = 0
  /// False rejects: good parts that failed.
  public var falseRejects = 0
  /// Escapes: bad parts that passed.
  public var escapes = 0

  /// No parts.
  public init() {}

  /// The counts of `parts` with `limits`.
  public init(_ parts: [ScoredPart], limits: DecisionLimits) {
    for part in parts { add(limits.verdict(on: part), isGood: part.isGood) }
  }

  /// Counts a part with `verdict`.
  public mutating func add(_ verdict: Verdict, isGood: Bool?) {
    total += 1
    switch verdict {
    case .pass:
      passed += 1
      if isGood == false { escapes += 1 }
    case .fail:
      failed += 1
      if isGood == true { falseRejects += 1 }
    case .review: toReview += 1
    case .uninspectable: uninspectable += 1
    }
    switch isGood {
    case true: good += 1
    case false: bad += 1
    case nil: break
    }
  }

  /// Parts that passed among all, 0...1; 0 without parts.
  public var yield: Double { share(passed, total) }
  /// False rejects among the good parts, 0...1; 0 without good parts.
  public var falseRejectShare: Double { share(falseRejects, good) }
  /// Escapes among the bad parts, 0...1; 0 without bad parts.
  public var escapeShare: Double { share(escapes, bad) }

  private func share(_ count: Int, _ total: Int) -> Double {
    total == 0 ? 0 : Double(count) / Double(total)
  }
}
