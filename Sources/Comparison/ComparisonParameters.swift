/// What a recipe may set about comparison with the reference.
public struct ComparisonParameters: Sendable, Equatable {
  /// Gray level that separates the two materials: below it is one, from it on the other.
  public var threshold = 128
  /// How far an edge may lie from the reference's edge before it counts as different, in pixels.
  public var tolerance = 2

  /// The defaults.
  public init() {}
}
