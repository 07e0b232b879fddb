/// What a recipe may set about grouping differing pixels.
public struct BlobParameters: Sendable, Equatable {
  /// Regions with fewer pixels beyond the edge tolerance are dropped, in square pixels.
  public var minimumArea = 1
  /// Regions with no more clear pixels between them are taken for one, in pixels; an odd distance
  /// counts as the next even one.
  public var mergeDistance = 8

  /// The defaults.
  public init() {}
}
