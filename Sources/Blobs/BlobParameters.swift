/// What makes a blob.
public struct BlobParameters: Sendable, Equatable {
  /// Evidence below this is ignored, in square pixels.
  public var minimumArea = 4
  /// Differing pixels whose distance is at most this form one blob, in pixels.
  public var mergeDistance = 8

  /// The defaults.
  public init() {}
}
