/// What a recipe may say about the part as the camera sees it.
public struct PartParameters: Sendable, Equatable {
  /// Width of the square that one pixel covers on the part, in millimetres; `nil` where it is not
  /// known, and then lengths can only be given in pixels.
  public var pixelSize: Double?

  /// The defaults.
  public init() {}
}
