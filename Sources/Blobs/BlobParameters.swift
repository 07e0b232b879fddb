/// What a recipe may set about the connected regions made from differing pixels.
public struct BlobParameters: Sendable, Equatable {
  /// Regions with fewer differing pixels are dropped, in square pixels.
  public var minimumArea = 6
  /// Regions of one sign that lie no farther apart are one, in pixels.
  public var mergeDistance = 4

  /// The defaults.
  public init() {}
}
