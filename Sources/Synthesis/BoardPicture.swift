import Pixels

/// Turns a board into gray levels: conductor dark, laminate bright, light through holes.
struct BoardPicture {
  /// Gray levels half way between conductor and laminate lie at 128.
  static let conductorLevel = 44.0
  static let laminateLevel = 212.0
  static let holeLevel = 238.0

  let size: PixelSize
  private var levels: [Double]

  /// Draws `raster`, edges blended over one pixel.
  init(_ raster: BoardRaster) {
    size = raster.field.size
    levels = raster.conductor.indices.map { i in
      let conductor = Self.coverage(raster.conductor[i])
      let hole = Self.coverage(raster.drills[i])
      let plate = Self.laminateLevel + (Self.conductorLevel - Self.laminateLevel) * conductor
      return plate + (Self.holeLevel - plate) * hole
    }
  }

  private static func coverage(_ distance: Double) -> Double { min(max(0.5 - distance, 0), 1) }

  /// Blurs with (1 − (x / 3σ)²)³, which is nearly a Gaussian, of exactly that deviation, and needs
  /// no exponential function. Border pixels are repeated.
  mutating func blur(deviation: Double) {
    let half = Int((3 * deviation).rounded(.up)) - 1
    guard half >= 1 else { return }
    let raw = (-half...half).map { k in
      let u = Double(k) / (3 * deviation)
      return (1 - u * u) * (1 - u * u) * (1 - u * u)
    }
    let sum = raw.reduce(0, +)
    let weights = raw.map { $0 / sum }
    for step in [1, size.width] {
      let count = step == 1 ? size.width : size.height
      let source = levels
      for i in levels.indices {
        let at = step == 1 ? i % size.width : i / size.width
        var value = 0.0
        for (k, weight) in weights.enumerated() {
          let neighbour = min(max(at + k - half, 0), count - 1)
          value += weight * source[i + (neighbour - at) * step]
        }
        levels[i] = value
      }
    }
  }

  /// Makes the picture brighter toward one side: by half of `percent` there, darker by as much at
  /// the opposite one.
  mutating func light(percent: Double, toward direction: Vector) {
    guard percent > 0 else { return }
    let span =
      abs(direction.x) * Double(size.width) + abs(direction.y) * Double(size.height)
    for i in levels.indices {
      let p = Vector(
        Double(i % size.width) - Double(size.width) / 2,
        Double(i / size.width) - Double(size.height) / 2)
      levels[i] *= 1 + percent / 100 * p.dot(direction) / span
    }
  }

  /// Adds independent noise to each pixel.
  mutating func addNoise(deviation: Double, random: inout RandomSource) {
    guard deviation > 0 else { return }
    for i in levels.indices { levels[i] += deviation * random.bell() }
  }

  /// The gray levels, rounded, within 0...255.
  var image: Image<UInt8> {
    Image(
      width: size.width, height: size.height,
      samples: levels.map { UInt8(min(max($0.rounded(), 0), 255)) })
  }
}
