import Alignment
import Comparison
import Pixels

/// How a part is taught.
public struct TeachingParameters: Sendable, Hashable {
  /// How parts are found.
  public var pose = PoseParameters()
  /// How they will be compared; the factors are proposed.
  public var comparison = PhotoComparisonParameters()
  /// Regions of the first image to find the part by; chosen in all of it where there are none.
  public var features: [PixelBox] = []
  /// The share of good parts that may be rejected, above 0 and below 1.
  public var falseAlarmRate = 0.01
  /// How many times its tolerance a pixel may lie from the others before it is outvoted.
  public var outvotedFactor = 6.0

  /// The defaults.
  public init() {}
}
