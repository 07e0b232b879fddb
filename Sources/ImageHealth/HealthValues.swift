/// What is measured on every picture to tell whether it can be judged at all. Gray levels are
/// 0...255; colour is taken as its luma.
public struct HealthValues: Sendable, Equatable, Codable {
  /// The root mean square of the slope, in gray levels a pixel, over the standard deviation of the
  /// gray levels: how quickly the picture changes for the contrast that it has, in 1/px. Falls as
  /// the picture gets blurred, stays as the light changes; noise raises it. 0 for a picture of one
  /// level.
  public var sharpness: Double
  /// The 95th percentile of the gray levels less the 5th, in gray levels.
  public var contrast: Double
  /// The share of the pixels in which nothing was recorded, every channel 0; 0...1.
  public var darkClipped: Double
  /// The share of the pixels in which light was lost, some channel 255; 0...1.
  public var brightClipped: Double
  /// The mean gray level.
  public var level: Double
  /// How much brighter the right edge is than the left one, by the plane that fits the gray levels
  /// best, as a share of the mean level; 0 for a black picture.
  public var slopeAcross: Double
  /// How much brighter the bottom edge is than the top one, likewise.
  public var slopeDown: Double

  /// The values as given.
  public init(
    sharpness: Double, contrast: Double, darkClipped: Double, brightClipped: Double, level: Double,
    slopeAcross: Double, slopeDown: Double
  ) {
    (self.sharpness, self.contrast) = (sharpness, contrast)
    (self.darkClipped, self.brightClipped) = (darkClipped, brightClipped)
    (self.level, self.slopeAcross, self.slopeDown) = (level, slopeAcross, slopeDown)
  }
}
