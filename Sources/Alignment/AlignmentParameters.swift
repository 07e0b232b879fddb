/// What a recipe may set about alignment: how far the part may lie from its reference and how
/// unevenly it may be stretched.
public struct AlignmentParameters: Sendable, Equatable {
  /// How far a cell of the part may lie from where the global shift puts it, in pixels each way.
  public var searchRadius = 7
  /// How far the whole part may be shifted against its reference, in pixels each way.
  public var globalSearch = 16
  /// Distance between the points at which the local displacement is measured, in pixels.
  public var cellSize = 32
  /// How strongly neighbouring displacements are pulled together; 0 leaves each to itself.
  public var smoothness = 1.0

  /// The defaults.
  public init() {}
}
