/// Why nothing can be learned from a table.
public enum TrainingError: Error, Equatable, Sendable {
  /// What an option may be.
  public enum OptionRange: Equatable, Sendable, CustomStringConvertible {
    /// A whole number from one to another.
    case from(Int, to: Int)
    /// Above 0, at most 1.
    case fraction
    /// This or more.
    case atLeast(Int)

    /// The range in words.
    public var description: String {
      switch self {
      case .from(let least, let most): "\(least)...\(most)"
      case .fraction: "above 0, at most 1"
      case .atLeast(let least): "at least \(least)"
      }
    }
  }

  /// An option lies outside its range.
  case optionOutOfRange(option: String, value: String, range: OptionRange)
  /// There are fewer than two classes, or more than `BoostedTrees.maximumClassCount`.
  case unsupportedClassCount(Int)
  /// There are more columns than `BoostedTrees.maximumFeatureCount`.
  case tooManyFeatures(Int)
  /// Two columns have the same name, or one has none.
  case badFeatureName(String)
  /// The options ask for more trees than `BoostedTrees.maximumTreeCount`.
  case tooManyTrees(Int)
  /// The table has no row, or none of positive weight.
  case noRows
  /// There are not as many labels as rows.
  case labelCountMismatch(labels: Int, rows: Int)
  /// There are not as many weights as rows.
  case weightCountMismatch(weights: Int, rows: Int)
  /// A label is not a class.
  case labelOutOfRange(row: Int, label: Int, classCount: Int)
  /// A weight is neither 0 nor in 1e-15...1e15.
  case badWeight(row: Int, weight: Float)
  /// A value is infinite.
  case infiniteValue(row: Int, feature: String)
}

extension TrainingError: CustomStringConvertible {
  /// One sentence that says what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .optionOutOfRange(let option, let value, let range):
      "\(option) is \(value); it must be \(range)"
    case .unsupportedClassCount(let count):
      "\(count) classes cannot be told apart; give 2 to \(BoostedTrees.maximumClassCount)"
    case .tooManyFeatures(let count):
      "the table has \(count) columns; give at most \(BoostedTrees.maximumFeatureCount)"
    case .badFeatureName(let name):
      name.isEmpty
        ? "a column has no name; name it" : "two columns are named '\(name)'; rename one of them"
    case .tooManyTrees(let count):
      "rounds times classes are \(count) trees, more than \(BoostedTrees.maximumTreeCount); "
        + "lower rounds"
    case .noRows: "no row has a positive weight; give examples to learn from"
    case .labelCountMismatch(let labels, let rows):
      "there are \(labels) labels for \(rows) rows; give one for each row"
    case .weightCountMismatch(let weights, let rows):
      "there are \(weights) weights for \(rows) rows; give one for each row"
    case .labelOutOfRange(let row, let label, let classCount):
      "row \(row) is labelled \(label); labels are 0 to \(classCount - 1)"
    case .badWeight(let row, let weight):
      "the weight of row \(row) is \(weight); weights are 0, or 1e-15 to 1e15"
    case .infiniteValue(let row, let feature):
      "'\(feature)' of row \(row) is infinite; give NaN for a value that does not exist"
    }
  }
}
