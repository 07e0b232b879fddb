/// A mapping in the recipe file that holds the parameters of one stage. Cases are in the order in
/// which files and help list them.
public enum ParameterGroup: String, Sendable, CaseIterable {
  case part
  case input
  case health
  case align
  case compare
  case blobs
  case decide

  /// What the group is about, one sentence.
  public var summary: String {
    switch self {
    case .part: "The part as the camera sees it."
    case .input: "How image files are read, and which are refused as too large."
    case .health: "When a picture is warned of, or too poor to be judged."
    case .align: "How the reference is laid onto the part before the two are compared."
    case .compare: "When a pixel counts as different from the reference."
    case .blobs: "How differing pixels are gathered into regions."
    case .decide: "How regions become classified defects, and those a verdict."
    }
  }
}
