/// How two aligned masks are compared.
public struct ComparisonParameters: Sendable, Equatable {
  /// Gray level below which a pixel counts as conductor.
  public var threshold = 128
  /// Distance from an edge up to which a difference is no evidence, in pixels.
  public var tolerance = 1
  /// How far a difference is followed from the evidence, in pixels.
  public var growth = 3

  /// The defaults.
  public init() {}
}
