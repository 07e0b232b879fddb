import Kernels
import Pixels

/// The planes of one picture that the filters are applied to, and the filters. Keeps its memory; one per
/// worker.
struct TextureBank: Sendable {
  private var light = TextureLight()
  private var fine = FloatPlane()
  private var medium = FloatPlane()
  private var coarse = FloatPlane()
  private var rarity = FloatPlane()
  private var table: [Float] = []
  /// The plane of the source whitened last.
  private(set) var whitened = FloatPlane()
  /// The layer of that source descended to last, which lines are laid through.
  private(set) var layer = FloatPlane()
  private var upper = FloatPlane()
  /// That layer smoothed, which shapes are taken from, or the whitened plane smoothed, for thin lines.
  private(set) var smoothed = FloatPlane()
  private var lines = TextureLines()
  private var thinLines = TextureLines(spacing: 2)
  /// What the strength of each filter is told by, as far as the picture's planes were gone through: the
  /// mean square of its response, for filters of rarity that of the whitened plane, from some rows.
  private(set) var squares = [Double](repeating: 0, count: TextureLayout.filterCount)
  private var lineSquares = [Double](repeating: 0, count: TextureLines.count)
  private var shapeSquares = [Double](repeating: 0, count: FloatPlane.shapeCount)

  /// Takes a picture and makes the planes of what the surface reflects.
  mutating func take(_ image: Image<UInt8>, scratch: inout Scratch) {
    fine.assignFlattened(image, light: light.fit(image), scratch: &scratch)
    medium.assignHalved(fine, scratch: &scratch)
    coarse.assignHalved(medium, scratch: &scratch)
  }

  /// Makes the plane of rarity, of mean 0 (as far as a sample tells): between pictures the share of
  /// rare levels changes with contrast and noise.
  mutating func takeRarity(_ histogram: GrayRarity) {
    let mean = histogram.mean(of: fine)
    if table.count != histogram.table.count { table = histogram.table }
    for i in table.indices { table[i] = histogram.table[i] - mean }
    rarity.assignLookUp(
      fine, scale: GrayRarity.scale, offset: GrayRarity.offset, table: table)
  }

  /// The plane of a source before it is whitened.
  func plane(_ source: TextureSource) -> FloatPlane {
    switch source {
    case .fine: fine
    case .medium: medium
    case .coarse: coarse
    case .rarity: rarity
    }
  }

  /// Whitens a source.
  mutating func whiten(_ source: TextureSource, weights: [Float]) {
    whitened.assignWhitened(plane(source), weights: weights)
    guard source == .rarity else { return }
    let square = whitened.meanSquare(rowStep: Self.rowStep(whitened.height))
    for filter in TextureLayout.filters(source) { squares[filter] = square }
  }

  /// Smooths the plane of `source`, whitened last, itself, for thin lines.
  mutating func smoothWhitened(_ source: TextureSource, scratch: inout Scratch) {
    smoothed.assignSmoothed(whitened, scratch: &scratch)
    guard source != .rarity else { return }
    thinLines.takeMeanSquares(
      smoothed, rowStep: Self.rowStep(smoothed.height / 2), into: &lineSquares, scratch: &scratch)
    let first = TextureLayout.firstThinLine(source)
    for i in lineSquares.indices { squares[first + i] = lineSquares[i] }
  }

  /// Goes down to a layer of `source`, whitened last; depths in order from 1.
  mutating func descend(_ source: TextureSource, to depth: Int, scratch: inout Scratch) {
    if depth == 1 {
      layer.assignHalved(whitened, scratch: &scratch)
    } else {
      swap(&layer, &upper)
      layer.assignHalved(upper, scratch: &scratch)
    }
    smoothed.assignSmoothed(layer, scratch: &scratch)
    guard source != .rarity else { return }
    let step = Self.rowStep(layer.height)
    smoothed.takeShapeMeanSquares(rowStep: step, into: &shapeSquares, scratch: &scratch)
    let first = TextureLayout.firstShape(source, depth)
    for i in shapeSquares.indices { squares[first + i] = shapeSquares[i] }
    guard depth == 1, source.hasLines else { return }
    lines.takeMeanSquares(layer, rowStep: step, into: &lineSquares, scratch: &scratch)
    let firstLine = TextureLayout.firstLine(source)
    for i in lineSquares.indices { squares[firstLine + i] = lineSquares[i] }
  }

  /// Every which of so many rows is looked at to tell how strongly filters respond: some 64 rows are
  /// enough, and an odd step meets a weave at other places each time.
  private static func rowStep(_ height: Int) -> Int { max(1, height / 64) | 1 }

  /// How the thin lines respond to the plane whitened and smoothed last.
  mutating func thinLineResponses() -> [TextureResponse] { thinLines.responses(smoothed) }

  /// How the lines respond to the layer descended to last.
  mutating func lineResponses() -> [TextureResponse] { lines.responses(layer) }

  /// Raises an anomaly, half as large as the picture, by the thin lines.
  mutating func raiseByThinLines(_ anomaly: inout FloatPlane, scales: [Float]) {
    thinLines.raise(&anomaly, smoothed, scales: scales)
  }

  /// Raises an anomaly, as large as the layer descended to last, by the lines.
  mutating func raiseByLines(_ anomaly: inout FloatPlane, scales: [Float]) {
    lines.raise(&anomaly, layer, scales: scales)
  }
}
