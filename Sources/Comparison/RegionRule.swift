/// What a recipe may set apart for a region of a part. The pixels of a region map say which rule
/// holds where: 0 is not judged, k is rule k - 1.
public struct RegionRule: Sendable, Hashable, Codable {
  /// What all tolerances in the region are multiplied by.
  public var toleranceFactor = 1.0
  /// Smallest area of a difference that counts, in square pixels of the reference.
  public var minimumArea = 12
  /// Smallest difference that counts, in gray levels.
  public var minimumContrast = 6.0

  /// The defaults.
  public init() {}
}
