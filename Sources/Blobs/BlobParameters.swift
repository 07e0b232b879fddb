/// What a recipe may set about grouping differing pixels.
public struct BlobParameters: Sendable, Equatable {
  /// Regions with fewer pixels beyond the edge tolerance are dropped, in square pixels.
  public var minimumArea = 1
  /// Regions that lie no farther apart are taken for one, in pixels.
  public var mergeDistance = 8

  /// The defaults.
  public init() {}
}
