/// How a reference mask is brought over an image's mask.
public struct AlignmentParameters: Sendable, Equatable {
  /// Largest local displacement around the global shift, in pixels.
  public var searchRadius = 7
  /// Largest global shift, in pixels.
  public var globalSearch = 32
  /// Weight of smoothness against evidence in the displacement field; larger is stiffer.
  public var smoothness = 60.0

  /// The defaults.
  public init() {}
}
