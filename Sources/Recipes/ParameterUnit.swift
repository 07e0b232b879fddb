/// What a parameter's number counts, and how recipes spell that.
public enum ParameterUnit: Sendable, CaseIterable {
  /// A plain number.
  case none
  /// A part of 1, 0...1.
  case ratio
  /// Gray levels of an 8 bit image.
  case grayLevel
  /// Pixels; recipes may say mm or µm if they give the size of a pixel.
  case pixels
  /// Square pixels; recipes may say mm² or µm² if they give the size of a pixel.
  case squarePixels
  /// Millimetres on the part.
  case millimetres
  /// Bytes, written in millions.
  case megabytes
  /// Pixels of a whole image, written in millions.
  case megapixels

  /// One way to write the unit behind a number.
  struct Spelling {
    /// What stands behind the number.
    var suffix: String
    /// Multiplies the number to give what the property holds…
    var factor: Double
    /// …together with this power of pixels per millimetre.
    var pixelsPerMillimetrePower = 0
    /// Whether messages and help offer it; others are only accepted, for keyboards without µ and ².
    var isOffered = true
  }

  /// The accepted spellings, the canonical one first; none where numbers stand alone.
  var spellings: [Spelling] {
    switch self {
    case .none, .ratio, .grayLevel: []
    case .pixels:
      [
        Spelling(suffix: "px", factor: 1),
        Spelling(suffix: "mm", factor: 1, pixelsPerMillimetrePower: 1),
        Spelling(suffix: "µm", factor: 1e-3, pixelsPerMillimetrePower: 1),
        Spelling(suffix: "μm", factor: 1e-3, pixelsPerMillimetrePower: 1, isOffered: false),
        Spelling(suffix: "um", factor: 1e-3, pixelsPerMillimetrePower: 1, isOffered: false),
      ]
    case .squarePixels:
      [
        Spelling(suffix: "px²", factor: 1),
        Spelling(suffix: "mm²", factor: 1, pixelsPerMillimetrePower: 2),
        Spelling(suffix: "µm²", factor: 1e-6, pixelsPerMillimetrePower: 2),
        Spelling(suffix: "μm²", factor: 1e-6, pixelsPerMillimetrePower: 2, isOffered: false),
        Spelling(suffix: "px2", factor: 1, isOffered: false),
        Spelling(suffix: "mm2", factor: 1, pixelsPerMillimetrePower: 2, isOffered: false),
        Spelling(suffix: "um2", factor: 1e-6, pixelsPerMillimetrePower: 2, isOffered: false),
      ]
    case .millimetres:
      [
        Spelling(suffix: "mm", factor: 1),
        Spelling(suffix: "µm", factor: 1e-3),
        Spelling(suffix: "μm", factor: 1e-3, isOffered: false),
        Spelling(suffix: "um", factor: 1e-3, isOffered: false),
      ]
    case .megabytes:
      [
        Spelling(suffix: "MB", factor: 1e6),
        Spelling(suffix: "kB", factor: 1e3),
        Spelling(suffix: "B", factor: 1),
      ]
    case .megapixels:
      [
        Spelling(suffix: "MP", factor: 1e6),
        Spelling(suffix: "megapixels", factor: 1e6, isOffered: false),
      ]
    }
  }

  /// What stands behind a number in canonical text: `px`, or nothing.
  var suffix: String { spellings.first?.suffix ?? "" }

  /// The unit's name in help and tables; `-` for a plain number.
  public var name: String {
    switch self {
    case .none: "-"
    case .ratio: "ratio"
    case .grayLevel: "gray level"
    default: suffix
    }
  }

  /// What a value of the unit is called in messages.
  var noun: String {
    switch self {
    case .none, .ratio: "a number"
    case .grayLevel: "a gray level"
    case .pixels, .millimetres: "a length"
    case .squarePixels: "an area"
    case .megabytes: "an amount of data"
    case .megapixels: "a number of pixels"
    }
  }

  /// Canonical text of what a property holds.
  func text(_ value: Double) -> String {
    NumberText.text(value / (spellings.first?.factor ?? 1)) + suffix
  }
}
