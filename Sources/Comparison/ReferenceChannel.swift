/// What a reference photograph and an image are compared in.
public enum ReferenceChannel: String, Sendable, Codable, CaseIterable {
  /// Brightness, at full size.
  case luma
  /// Red above green, at half size: 128 + (red - green) / 2.
  case redGreen
  /// Blue above green, at half size: 128 + (blue - green) / 2.
  case blueGreen
  /// How steep brightness is, at half size: the largest less the smallest of 3x3 pixels.
  case gradient

  /// Whether its planes have half as many columns and rows as the reference, rounded down.
  public var isHalved: Bool { self != .luma }

  /// Those of images with `channels` samples a pixel: gray has no colours.
  public static func of(channels: Int) -> [ReferenceChannel] {
    channels >= 3 ? allCases : [.luma, .gradient]
  }
}
