/// What decoding one file may cost. All of it is checked before the memory is taken: the file size
/// before reading, pixels and chunk lengths from the header, scans as they begin.
public struct DecodeLimits: Sendable, Equatable {
  /// Columns times rows, in pixels.
  public var maximumPixels = Parameter.maximumPixels.defaultValue
  /// Size of the file, in bytes.
  public var maximumFileBytes = Parameter.maximumFileBytes.defaultValue
  /// Scans of a JPEG. Each costs a pass over all coefficients, however few bytes it has.
  public var maximumScans = Parameter.maximumScans.defaultValue
  /// Length of each chunk of a PNG that does not hold image data, in bytes.
  public var maximumAncillaryChunkBytes = Parameter.maximumAncillaryChunkBytes.defaultValue

  /// 100 megapixels, 64 MiB, 100 scans, 8 MiB a chunk.
  public init() {}

  /// The limit that `parameter` names.
  public subscript(_ parameter: Parameter) -> Int {
    get {
      switch parameter {
      case .maximumPixels: maximumPixels
      case .maximumFileBytes: maximumFileBytes
      case .maximumScans: maximumScans
      case .maximumAncillaryChunkBytes: maximumAncillaryChunkBytes
      }
    }
    set {
      switch parameter {
      case .maximumPixels: maximumPixels = newValue
      case .maximumFileBytes: maximumFileBytes = newValue
      case .maximumScans: maximumScans = newValue
      case .maximumAncillaryChunkBytes: maximumAncillaryChunkBytes = newValue
      }
    }
  }

  /// Name, unit, default and range of each limit, declared once for help, validation and errors.
  /// The raw value is the name.
  public enum Parameter: String, CaseIterable, Sendable {
    case maximumPixels, maximumFileBytes, maximumScans, maximumAncillaryChunkBytes

    /// What is counted.
    public var unit: String {
      switch self {
      case .maximumPixels: "pixels"
      case .maximumFileBytes, .maximumAncillaryChunkBytes: "bytes"
      case .maximumScans: "scans"
      }
    }

    /// What is counted in, as the subject of a sentence.
    var subject: String {
      switch self {
      case .maximumPixels, .maximumScans: "the image"
      case .maximumFileBytes: "the file"
      case .maximumAncillaryChunkBytes: "a PNG chunk without image data"
      }
    }

    /// What is limited, for help texts.
    public var summary: String {
      switch self {
      case .maximumPixels: "Largest image, columns times rows, in pixels."
      case .maximumFileBytes: "Largest file, in bytes."
      case .maximumScans: "Most scans of a JPEG."
      case .maximumAncillaryChunkBytes: "Longest PNG chunk without image data, in bytes."
      }
    }

    /// The limit where nobody set another.
    public var defaultValue: Int {
      switch self {
      case .maximumPixels: 100_000_000
      case .maximumFileBytes: 64_000_000
      case .maximumScans: 100
      case .maximumAncillaryChunkBytes: 8_000_000
      }
    }

    /// The values that may be set.
    public var range: ClosedRange<Int> {
      switch self {
      case .maximumPixels: 1_000...1_000_000_000
      case .maximumFileBytes: 1_000...4_000_000_000
      case .maximumScans: 1...10_000
      case .maximumAncillaryChunkBytes: 0...1_000_000_000
      }
    }
  }
}

/// How to decode.
public struct DecodeOptions: Sendable, Equatable {
  /// What it may cost.
  public var limits: DecodeLimits
  /// Whether to turn and mirror the image as its EXIF orientation says. Off, an image comes as its
  /// samples are stored, which is how an industrial camera is mounted and calibrated.
  public var applyExifOrientation: Bool

  /// Decoding under `limits`, with or without EXIF orientation.
  public init(limits: DecodeLimits = DecodeLimits(), applyExifOrientation: Bool = false) {
    self.limits = limits
    self.applyExifOrientation = applyExifOrientation
  }
}
