/// How boosted trees are trained. The same options, rows and labels give the same trees, bit for
/// bit, on every machine.
public struct BoostingOptions: Sendable, Equatable {
  /// Rounds of boosting; each adds one tree for each class. 1...10,000.
  public var rounds = 150
  /// The most leaves that a tree may have. 2...256.
  public var leaves = 15
  /// The share of its best value that a leaf takes; smaller ones need more rounds and generalise
  /// better. Above 0, at most 1.
  public var learningRate = 0.06
  /// The least sum of row weights in a leaf; without weights, of rows. At least 0.
  public var minimumRowsPerLeaf = 10.0
  /// What is added to the sum of second derivatives in a leaf, drawing its value towards 0 (λ of
  /// Chen and Guestrin). At least 0.
  public var l2 = 1.0
  /// The most intervals into which the values of a feature are divided before training. 2...255.
  public var bins = 255
  /// The share of the rows that each tree is grown on, drawn without replacement. Above 0, at
  /// most 1.
  public var rowFraction = 1.0
  /// The share of the features that each tree may use, at least one. Above 0, at most 1.
  public var featureFraction = 1.0
  /// The most splits between the root and a leaf; `nil` leaves that to `leaves`. At least 1.
  public var maximumDepth: Int?
  /// What the draws of rows and features begin from. Without effect where both fractions are 1.
  public var seed: UInt64 = 1

  /// The default options.
  public init() {}

  /// Throws for the first option outside its range.
  public func validate() throws(TrainingError) {
    func check(
      _ holds: Bool, _ option: String, _ value: String, _ range: TrainingError.OptionRange
    ) throws(TrainingError) {
      guard holds else { throw .optionOutOfRange(option: option, value: value, range: range) }
    }
    try check((1...10_000).contains(rounds), "rounds", "\(rounds)", .from(1, to: 10_000))
    try check((2...256).contains(leaves), "leaves", "\(leaves)", .from(2, to: 256))
    try check(
      learningRate > 0 && learningRate <= 1, "learningRate", "\(learningRate)", .fraction)
    try check(
      minimumRowsPerLeaf >= 0 && minimumRowsPerLeaf.isFinite, "minimumRowsPerLeaf",
      "\(minimumRowsPerLeaf)", .atLeast(0))
    try check(l2 >= 0 && l2.isFinite, "l2", "\(l2)", .atLeast(0))
    try check((2...255).contains(bins), "bins", "\(bins)", .from(2, to: 255))
    try check(
      rowFraction > 0 && rowFraction <= 1, "rowFraction", "\(rowFraction)", .fraction)
    try check(
      featureFraction > 0 && featureFraction <= 1, "featureFraction", "\(featureFraction)",
      .fraction)
    if let maximumDepth {
      try check(maximumDepth >= 1, "maximumDepth", "\(maximumDepth)", .atLeast(1))
    }
  }
}
