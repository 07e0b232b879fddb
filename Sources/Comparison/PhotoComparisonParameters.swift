/// What a recipe may set about comparing photographs with a learned reference.
///
/// A factor says how many times its tolerance a pixel may differ; see ``ReferenceTolerance``.
public struct PhotoComparisonParameters: Sendable, Hashable {
  /// How many times its tolerance a pixel may be brighter.
  public var brightFactor = 6.0
  /// How many times its tolerance a pixel may be darker.
  public var darkFactor = 6.0
  /// How many times its tolerance a pixel may differ in colour; 0 leaves colour out.
  public var colorFactor = 6.0
  /// How many times its tolerance a pixel may be steeper or flatter; 0 leaves the gradient out.
  public var gradientFactor = 6.0
  /// The share of its limit from which on a pixel belongs to the region around a defect, 0.1...1.
  public var regionShare = 0.5
  /// How far from what exceeds its limit the region is taken along, in pixels.
  public var growth = 4
  /// A pixel whose limit is larger is not stable and not judged, in gray levels.
  public var unstableLimit = 80.0
  /// The share of the good parts that must show a pixel for it to be judged, 0...1: what only few of
  /// them show lies beyond the image in most.
  public var minimumSeen = 0.9
  /// Width of the strip along the image's border that is not judged, in pixels of the image.
  public var borderMargin = 3
  /// How tolerances follow from what was learned.
  public var tolerance = ReferenceTolerance()
  /// The rules of regions; one at least.
  public var rules = [RegionRule()]

  /// The defaults.
  public init() {}
}
