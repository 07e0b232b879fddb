import Codecs

/// What a recipe may set about reading image files: the limits under which they are decoded.
public struct InputParameters: Sendable, Equatable {
  /// Whether the orientation in an image's EXIF data is applied.
  public var exifOrientation = false
  /// What a file may demand of the decoder.
  public var limits = DecodeLimits()

  /// The defaults.
  public init() {}

  /// The options with which images are decoded.
  public var decodeOptions: DecodeOptions {
    DecodeOptions(limits: limits, applyExifOrientation: exifOrientation)
  }
}
