/// What a recipe may set about judging a surface by its texture.
public struct TextureParameters: Sendable, Equatable {
  /// The share of good images that may be called defective, above 0 and below 0.5. What limit that
  /// takes is estimated from how good images vary.
  public var falseAlarmRate = 0.005
  /// What the limit is multiplied with, 0.1...10: below 1 finds more, and more that is good.
  public var tolerance = 1.0
  /// How far around evidence weaker anomalies are taken along, in pixels, 0...64.
  public var growth = 8
  /// From which share of the limit on weaker anomalies are taken along, 0.1...1.
  public var regionShare = 0.75

  /// The defaults.
  public init() {}
}
