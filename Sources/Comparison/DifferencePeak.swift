import Pixels

/// How far the pixels of an image lie from their reference at most.
public struct DifferencePeak: Sendable, Hashable {
  /// The largest difference over its limit: 1 is at the limit.
  public var exceedance: Double
  /// That difference in gray levels, positive for brighter, steeper or more red or blue.
  public var contrast: Double
  /// In which channel.
  public var channel: ReferenceChannel
  /// Where, in pixels of the reference at full size.
  public var x: Int
  /// Row.
  public var y: Int

  /// In which aspect.
  public var aspect: ComparedAspect { ComparedAspect(channel, isBright: contrast > 0) }

  /// Nothing differs by as much as was looked at.
  public static let none = DifferencePeak(
    exceedance: 0, contrast: 0, channel: .luma, x: 0, y: 0)
}

/// What was measured of a difference from the reference.
public struct DifferenceMeasurement: Sendable, Hashable {
  /// Its largest exceedance.
  public var peak = DifferencePeak.none
  /// Its pixels, in square pixels of the reference.
  public var area = 0

  /// Nothing measured.
  public init() {}

  /// How surely it is a defect, 0...1, by the rule where it is largest.
  ///
  /// m / (1 + m) with m = min(exceedance, sqrt(area / smallest area)): the weaker of how far its
  /// strongest pixel lies from the reference and how far it extends decides. 0.5 is the limit.
  public func score(_ rule: RegionRule) -> Double {
    let extent = (Double(area) / Double(max(1, rule.minimumArea))).squareRoot()
    let m = min(peak.exceedance, extent)
    return m / (1 + m)
  }
}
