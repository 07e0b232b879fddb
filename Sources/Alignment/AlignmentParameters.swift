/// What a recipe may set about alignment: how far the part may lie from its reference and how
/// unevenly it may be stretched.
public struct AlignmentParameters: Sendable, Equatable {
  /// How far a place on the part may lie from where the global shift puts it, in pixels each way.
  public var searchRadius = 7
  /// How far the whole part may be shifted against its reference, in pixels each way.
  public var globalSearch = 32
  /// How strongly neighbouring displacements are pulled together; 0 leaves each to itself.
  public var smoothness = 60.0
  /// Smallest share of the pattern (intersection over union of the aligned masks, 0...1) with which
  /// a part counts as the one that the reference shows.
  public var minimumOverlap = 0.5
  /// Smallest share of the image (0...1) that must lie on the aligned reference and off the borders,
  /// where it is judged; of less, a pass would say too little.
  public var minimumJudged = 0.75

  /// The defaults.
  public init() {}
}
