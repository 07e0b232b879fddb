/// What a recipe may set about reading image files: the limits under which they are decoded.
public struct InputParameters: Sendable, Equatable {
  /// Whether the orientation in a JPEG's EXIF data is applied.
  public var exifOrientation = false
  /// Images with more pixels are refused.
  public var maximumPixels = 100_000_000
  /// Image files with more bytes are refused.
  public var maximumFileBytes = 64_000_000
  /// Progressive JPEGs with more scans are refused.
  public var maximumScans = 100
  /// PNG files with an ancillary chunk of more bytes are refused.
  public var maximumAncillaryChunkBytes = 8_000_000

  /// The defaults.
  public init() {}
}
