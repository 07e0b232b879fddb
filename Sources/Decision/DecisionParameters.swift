/// What a recipe may set about classifying regions, boxing them and reaching a verdict.
public struct DecisionParameters: Sendable, Equatable {
  /// How regions are named, and how sure that is.
  public var classifier = ClassificationMethod.rules
  /// A region that lies no farther from a conductor touches it, in pixels.
  public var contactDistance = 3
  /// How far around a region conductors are followed to tell what it joins or cuts, in pixels.
  public var window = 14
  /// Pixels beyond the tolerance that give a region the confidence 0.5, in square pixels.
  public var halfConfidenceArea = 4
  /// How far a defect's box reaches beyond its region on every side, in pixels.
  public var boxMargin = 10
  /// Shorter box sides are grown to this length, in pixels; 0 leaves boxes as they are.
  public var minimumBoxSize = 0
  /// Confidence from which on a region is a defect, 0...1.
  public var operatingPoint = 0.5
  /// Regions whose confidence lies less than this below the operating point make the verdict
  /// `review`, 0...1; 0 turns that off.
  public var reviewBand = 0.0

  /// The defaults.
  public init() {}
}
