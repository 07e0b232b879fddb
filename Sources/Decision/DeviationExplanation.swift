/// Why a difference from a learned reference is what it is: how far its strongest pixel lies from what
/// good parts look like.
///
/// The confidence is m / (1 + m) with m = min(exceedance, sqrt(area / minimum area)).
public struct DeviationExplanation: Sendable, Equatable {
  /// What the pixel differs in: `luma`, `redGreen`, `blueGreen` or `gradient`.
  public var channel: String
  /// By how many gray levels, positive for brighter, redder, bluer or steeper.
  public var contrast: Double
  /// That over the pixel's limit; 1 is at the limit.
  public var exceedance: Double
  /// Area in square pixels of the reference.
  public var area: Int
  /// The smallest area that counts, in square pixels.
  public var minimumArea: Int

  /// See the properties.
  public init(
    channel: String, contrast: Double, exceedance: Double, area: Int, minimumArea: Int
  ) {
    (self.channel, self.contrast, self.exceedance) = (channel, contrast, exceedance)
    (self.area, self.minimumArea) = (area, minimumArea)
  }
}
