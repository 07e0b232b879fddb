/// What a recipe may set about comparing an aligned image with its reference.
public struct ComparisonParameters: Sendable, Equatable {
  /// What an image is compared with.
  public var method = ComparisonMethod.template
  /// Smallest share (0...1) of a photograph's judged pixels that must agree with its learned reference;
  /// where fewer do, it shows another part.
  public var minimumAgreement = 0.8
  /// What the limit of a learned texture is multiplied with, 0.1...10.
  public var textureTolerance = 1.0
  /// The share of good surfaces that a learned texture may reject, above 0 and below 0.5.
  public var falseAlarmRate = 0.005
  /// Gray level below which a pixel is conductor, 1...255.
  public var threshold = 128
  /// How far an edge may lie from the reference's edge before it counts as different, in pixels.
  public var tolerance = 2
  /// Differences that hold no square of this side are not evidence, in pixels; 1 takes all.
  public var minimumThickness = 1
  /// How far around what counts as different the whole difference is taken along, in pixels.
  public var growth = 3
  /// Width of the strip along image and reference borders that is not judged, in pixels.
  public var borderMargin = 3

  /// The defaults.
  public init() {}
}
