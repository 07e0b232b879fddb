import Decision
import Pixels

/// A numbered series of synthetic pairs with the same parameters, each drawn from a seed of its own.
public struct BoardSeries: Sendable, Hashable {
  /// The number of pairs.
  public var count: Int
  /// What all seeds are derived from.
  public var seed: UInt64
  /// What the pairs are to look like.
  public var parameters: BoardParameters

  /// How many pairs a series may have.
  public static let counts = 1...99_999

  /// `count` pairs of `parameters` from `seed`. Traps where the count is not allowed.
  public init(count: Int, seed: UInt64, parameters: BoardParameters) {
    precondition(Self.counts.contains(count), "a series of \(count) pairs")
    (self.count, self.seed, self.parameters) = (count, seed, parameters)
  }

  /// The name of pair number `index`, from 0: `good-01`, the only class of defect as in `open-01`,
  /// or `mixed-01`.
  public func name(_ index: Int) -> String {
    let digits = String(index + 1)
    let width = max(2, String(count).count)
    return stem + "-" + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private var stem: String {
    switch parameters.defects {
    case .none, .count(0): return "good"
    case .count: return "mixed"
    case .classes(let classes):
      guard let first = classes.first else { return "good" }
      return classes.allSatisfy { $0 == first } ? first.rawValue : "mixed"
    }
  }

  /// Pair number `index`, from 0.
  public func pair(_ index: Int) throws(SynthesisError) -> SyntheticPair {
    let seed = BoardGenerator.seed(seed, picture: index)
    return try BoardGenerator(seed: seed, parameters: parameters).generate()
  }
}
