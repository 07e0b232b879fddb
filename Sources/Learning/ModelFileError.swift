/// Why a file of boosted trees cannot be used.
public enum ModelFileError: Error, Equatable, Sendable {
  /// What is wrong with one tree.
  public enum TreeProblem: Equatable, Sendable {
    /// The list of features ends before every split has two children.
    case ends
    /// The tree is complete before the list of features ends.
    case continues
    /// More leaves than a tree may have.
    case leaves(Int)
    /// A split by a feature that the model does not have.
    case feature(Int)
    /// A list has not as many entries as the tree has leaves or splits.
    case count(list: String, found: Int, expected: Int)
    /// A number that is too large for its place, or for a cover is not above 0.
    case number(list: String, index: Int, value: Float)
    /// A missing-value direction that is neither 0 nor 1.
    case direction(Int)
  }

  /// The file is larger than any model.
  case tooLarge(bytes: Int, limit: Int)
  /// The text is not JSON, or has a number beyond all limits; the parser's words.
  case unparsable(String)
  /// A field is absent or of the wrong type; where, and the parser's words.
  case badField(String, cause: String)
  /// The file is something else than boosted trees.
  case wrongFormat(String)
  /// The file is of a version that this program does not read.
  case unsupportedVersion(Int)
  /// There are too few or too many features or classes.
  case badCount(of: String, Int)
  /// A feature has no name or that of another.
  case badFeatureName(String)
  /// A base score is too large.
  case badBaseScore(class: Int, Float)
  /// The number of trees is no multiple of the number of classes, or too large.
  case badTreeCount(trees: Int, classes: Int)
  /// The model has been trained on other features than this program computes.
  case featuresDiffer(position: Int, inFile: String?, computed: String?)
  /// A tree, counted from 0, is not well formed.
  case badTree(Int, TreeProblem)
}

extension ModelFileError: CustomStringConvertible {
  private static let replace = "restore the model file, or train it anew"

  /// One sentence that says what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the model file has \(bytes) bytes, more than the limit of \(limit); train with fewer rounds"
    case .unparsable(let cause): "the model file cannot be parsed (\(cause)); \(Self.replace)"
    case .badField(let field, let cause): "in the model file \(field): \(cause); \(Self.replace)"
    case .wrongFormat(let format):
      "the file's format is '\(format)', not '\(BoostedTrees.fileFormat)'; name a model file"
    case .unsupportedVersion(let version):
      "the model file is of version \(version), this program reads version "
        + "\(BoostedTrees.fileVersion); train the model anew, or use the program it was made for"
    case .badCount(let what, let count):
      "the model file has \(count) \(what); \(Self.replace)"
    case .badFeatureName(let name):
      "the model file has the feature '\(name)' twice or without a name; \(Self.replace)"
    case .badBaseScore(let index, let value):
      "the base score of class \(index) is \(value), which is too large; \(Self.replace)"
    case .badTreeCount(let trees, let classes):
      "the model file has \(trees) trees for \(classes) classes, which must be a multiple and at "
        + "most \(BoostedTrees.maximumTreeCount); \(Self.replace)"
    case .featuresDiffer(let position, let inFile?, let computed?):
      "the model's feature \(position) is '\(inFile)', this program computes '\(computed)' there; "
        + "train the model anew with this program"
    case .featuresDiffer(let position, let inFile, let computed):
      if let inFile {
        "the model's feature \(position), '\(inFile)', is not computed by this program; "
          + "train the model anew with this program"
      } else {
        "the model lacks feature \(position), '\(computed ?? "")', that this program computes; "
          + "train the model anew with this program"
      }
    case .badTree(let tree, let problem):
      "tree \(tree) of the model file \(problem.words); \(Self.replace)"
    }
  }
}

extension ModelFileError.TreeProblem {
  fileprivate var words: String {
    switch self {
    case .ends: "ends before every split has two children"
    case .continues: "has nodes that belong to no split"
    case .leaves(let count):
      "has \(count) leaves, more than \(BoostedTrees.maximumLeafCount)"
    case .feature(let feature): "splits by feature \(feature), which the model does not have"
    case .count(let list, let found, let expected):
      "has \(found) entries in '\(list)' where \(expected) belong"
    case .number(let list, let index, let value):
      "has \(value) as entry \(index) of '\(list)', which is out of range"
    case .direction(let value): "has \(value) in 'missingLeft', which holds only 0 and 1"
    }
  }
}
