import Kernels

/// What the filters of texture inspection look at, in which order.
enum TextureSource: Int, CaseIterable {
  /// What the surface reflects, at full, half and quarter resolution.
  case fine, medium, coarse
  /// How rare a pixel's gray level is on good surfaces, at full resolution.
  case rarity

  /// Halvings before the first layer, whose own halving comes on top.
  var octave: Int {
    switch self {
    case .fine, .rarity: 0
    case .medium: 1
    case .coarse: 2
    }
  }

  /// Lines are thin: at quarter resolution there are none to be found.
  var hasLines: Bool { self != .coarse }

  /// The thinnest lines are found at full resolution only.
  var hasThinLines: Bool { self == .fine }
}

/// Filters of one sort whose responses are judged by one measure.
struct TextureFamily: Sendable {
  let source: TextureSource
  /// Which filters, by number.
  let filters: [Int]
}

/// The filters by number: for each source the thin lines, then for each layer its shapes and, in the
/// first layer, its lines.
enum TextureLayout {
  /// Layers of a source: its whitened plane halved once and twice.
  static let depths = 2
  /// Halvings of the coarsest layer.
  static let levels = TextureSource.coarse.octave + depths

  /// The spots, edges, short and long lines of each layer.
  static let families: [TextureFamily] = {
    var families: [TextureFamily] = []
    func addLines(_ source: TextureSource, from first: Int) {
      for start in [first, first + 1] {
        families.append(
          TextureFamily(
            source: source,
            filters: Array(stride(from: start, to: first + TextureLines.count, by: 2))))
      }
    }
    for source in TextureSource.allCases {
      if source.hasThinLines { addLines(source, from: firstThinLine(source)) }
      for depth in 1...depths {
        let shapes = firstShape(source, depth)
        families.append(TextureFamily(source: source, filters: [shapes]))
        families.append(
          TextureFamily(
            source: source, filters: Array((shapes + 1)..<(shapes + FloatPlane.shapeCount))))
        if depth == 1, source.hasLines { addLines(source, from: firstLine(source)) }
      }
    }
    return families
  }()

  /// All filters.
  static let filterCount = firstShape(.rarity, depths) + FloatPlane.shapeCount

  /// The filters of a source.
  static func filters(_ source: TextureSource) -> Range<Int> {
    let end = TextureSource(rawValue: source.rawValue + 1).map { firstThinLine($0) }
    return firstThinLine(source)..<(end ?? filterCount)
  }

  /// The number of the first thin line of a source that has them, and of its first filter else.
  static func firstThinLine(_ source: TextureSource) -> Int {
    TextureSource.allCases.prefix(source.rawValue).reduce(0) { number, before in
      number + depths * FloatPlane.shapeCount
        + (before.hasLines ? TextureLines.count : 0)
        + (before.hasThinLines ? TextureLines.count : 0)
    }
  }

  /// The number of the first of the shapes of a layer.
  static func firstShape(_ source: TextureSource, _ depth: Int) -> Int {
    let first = firstThinLine(source) + (source.hasThinLines ? TextureLines.count : 0)
    guard depth > 1 else { return first }
    return first + FloatPlane.shapeCount + (source.hasLines ? TextureLines.count : 0)
  }

  /// The number of the first line of a source's first layer.
  static func firstLine(_ source: TextureSource) -> Int {
    firstShape(source, 1) + FloatPlane.shapeCount
  }
}
