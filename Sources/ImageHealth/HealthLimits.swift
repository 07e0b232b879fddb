/// From where on a value is warned of, and from where on the picture is refused. `nil` turns either
/// off.
public struct HealthLimit: Sendable, Equatable, Codable {
  /// Warned of beyond this value.
  public var warn: Double?
  /// Refused beyond this value.
  public var refuse: Double?

  /// A limit to warn at and one to refuse at, each optional.
  public init(warn: Double?, refuse: Double?) { (self.warn, self.refuse) = (warn, refuse) }

  /// Neither warns nor refuses.
  public static let off = HealthLimit(warn: nil, refuse: nil)
}

/// What a recipe may set about the health of pictures. Those limits that speak of the reference are
/// off where there is none.
public struct HealthLimits: Sendable, Equatable, Codable {
  /// Sharpness below this share of the least that the reference has, 0...1.
  public var focus = HealthLimit(warn: 0.7, refuse: 0.4)
  /// Share of black pixels above the most that the reference has by more than this, 0...1.
  public var darkClipped = HealthLimit(warn: 0.03, refuse: 0.2)
  /// Share of overexposed pixels above the most that the reference has by more than this, 0...1.
  public var brightClipped = HealthLimit(warn: 0.03, refuse: 0.2)
  /// Contrast below this share of the least that the reference has, 0...1.
  public var contrast = HealthLimit(warn: 0.6, refuse: 0.3)
  /// Contrast below this many gray levels, 0...255; needs no reference.
  public var leastContrast = HealthLimit(warn: 6, refuse: 3)
  /// Mean level outside the reference's range by more than this share of its nearer end, 0...1.
  public var level = HealthLimit(warn: 0.15, refuse: 0.4)
  /// Slope of the light, across or down, outside the reference's range by more than this share of the
  /// mean level, 0...2.
  public var slope = HealthLimit(warn: 0.15, refuse: 0.4)
  /// So many pictures or more from one camera with the same bytes as the one before it, from 1. Noise
  /// alone makes any two pictures differ, so one is enough to say that the camera hangs.
  public var repeats = HealthLimit(warn: 1, refuse: nil)

  /// Whether the limits that speak of the reference only warn already.
  var isLenient = false

  /// The defaults.
  public init() {}
}
