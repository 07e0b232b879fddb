/// What an image is compared with.
public enum ComparisonMethod: String, Sendable, CaseIterable {
  /// An image of a good part that comes with each image: a pair of conductor patterns.
  case template
  /// A reference with tolerances that was learned from photographs of good parts.
  case learned
  /// What the texture of good surfaces is like, wherever it lies.
  case texture
}
