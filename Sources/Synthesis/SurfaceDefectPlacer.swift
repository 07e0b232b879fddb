import Decision
import Pixels

/// Draws defects into a texture, each where it touches no other.
struct SurfaceDefectPlacer {
  private let parameters: SurfaceParameters
  private var random: RandomSource
  /// The texture with the defects.
  private(set) var texture: SurfaceTexture
  /// The defects in the order in which they were drawn.
  private(set) var placed: [SurfaceDefect] = []

  private static let tries = 200
  /// Clear pixels between the boxes of two defects.
  private static let distance = 16
  /// Clear pixels between a defect and the border.
  private static let margin = 4

  init(texture: SurfaceTexture, parameters: SurfaceParameters, random: RandomSource) {
    (self.texture, self.parameters, self.random) = (texture, parameters, random)
  }

  /// Draws a defect of `defectClass`; `false` where no place was found.
  mutating func place(_ defectClass: DefectClass) -> Bool {
    let range = SurfaceDefect.contrasts(of: defectClass, on: parameters.kind)
    let contrast = random.number(in: range) * parameters.contrast
    for _ in 0..<Self.tries {
      let (change, extent) = proposal(defectClass, contrast)
      let room = change.box.grown(by: Self.margin)
      guard room.clipped(to: texture.size) == room else { continue }
      let taken = change.box.grown(by: Self.distance)
      guard placed.allSatisfy({ taken.intersection($0.box).isEmpty }) else { continue }
      guard let box = change.box(ofAtLeast: Float(0.4 * contrast)) else { continue }
      for y in change.box.y1..<change.box.y2 {
        for x in change.box.x1..<change.box.x2 { texture.add(change[x, y], x, y) }
      }
      placed.append(
        SurfaceDefect(defectClass: defectClass, box: box, contrast: contrast, extent: extent))
      return true
    }
    return false
  }

  private mutating func proposal(
    _ defectClass: DefectClass, _ contrast: Double
  ) -> (SurfaceChange, extent: Double) {
    let centre = Vector(
      random.number(in: 0...Double(texture.size.width)),
      random.number(in: 0...Double(texture.size.height)))
    switch defectClass {
    case .scratch: return scratch(centre, contrast)
    case .stain: return stain(centre, contrast)
    case .hole: return hole(centre, contrast)
    default: return dent(centre, contrast)
    }
  }

  private static func box(around centre: Vector, _ reach: Double) -> PixelBox {
    PixelBox(
      x1: Int((centre.x - reach).rounded(.down)), y1: Int((centre.y - reach).rounded(.down)),
      x2: Int((centre.x + reach).rounded(.up)) + 1, y2: Int((centre.y + reach).rounded(.up)) + 1)
  }

  /// A slightly bent line that fades towards its ends and is uneven along its way.
  private mutating func scratch(
    _ centre: Vector, _ contrast: Double
  ) -> (SurfaceChange, extent: Double) {
    let width = random.number(in: 1...2.5)
    let length = random.number(in: 40...160)
    let direction = random.direction()
    let bend = direction.turned * (random.number(in: -0.08...0.08) * length)
    let sign = random.chance(0.5) ? 1.0 : -1
    let depth = ValueNoise(seed: random.next(), wavelength: 12)
    let steps = Int(length * 3)
    let points = (0...steps).map { i in
      let t = Double(i) / Double(steps) * 2 - 1
      return centre + direction * (t * length / 2) + bend * (1 - t * t)
    }
    let bounds = Bounds(points).grown(by: width / 2 + 1)
    var change = SurfaceChange(
      box: PixelBox(
        x1: Int(bounds.x1.rounded(.down)), y1: Int(bounds.y1.rounded(.down)),
        x2: Int(bounds.x2.rounded(.up)) + 1, y2: Int(bounds.y2.rounded(.up)) + 1))
    for (i, p) in points.enumerated() {
      let t = abs(Double(i) / Double(steps) * 2 - 1)
      let fading = min(1, (1 - t) * 5)
      let level = sign * contrast * fading * (0.8 + 0.2 * depth.value(at: p))
      let near = Self.box(around: p, width / 2 + 0.5)
      for y in near.y1..<near.y2 {
        for x in near.x1..<near.x2 {
          let away = (Vector(Double(x), Double(y)) - p).length
          let share = min(max(width / 2 + 0.5 - away, 0), 1)
          if share > 0 { change.raise(to: Float(level * share), x, y) }
        }
      }
    }
    return (change, width)
  }

  /// A patch of uneven outline with an edge of 2 to 6 px.
  private mutating func stain(
    _ centre: Vector, _ contrast: Double
  ) -> (SurfaceChange, extent: Double) {
    let radius = random.number(in: 12...36)
    let edge = random.number(in: 2...6)
    let axis = random.direction()
    let aspect = random.number(in: 0.6...1)
    let sign = random.chance(0.75) ? -1.0 : 1
    let outline = ValueNoise(seed: random.next(), wavelength: radius * 0.8)
    let change = SurfaceChange(box: Self.box(around: centre, radius * 1.3 + edge)) { p in
      let from = p - centre
      let (along, across) = (from.dot(axis), from.dot(axis.turned) / aspect)
      let away = (along * along + across * across).squareRoot()
      let inside = radius * (1 + 0.25 * outline.value(at: p)) - away
      let t = min(max(inside / edge + 0.5, 0), 1)
      return sign * contrast * t * t * (3 - 2 * t)
    }
    return (change, radius)
  }

  private mutating func hole(
    _ centre: Vector, _ contrast: Double
  ) -> (SurfaceChange, extent: Double) {
    let radius = random.number(in: 2.5...7)
    let light = random.direction()
    let change = SurfaceChange(box: Self.box(around: centre, radius + 2.5)) { p in
      let from = p - centre
      let away = from.length
      let inside = min(max(radius + 0.5 - away, 0), 1)
      let rim = min(max(1.5 - abs(away - radius - 1), 0), 1)
      let lit = away > 0 ? max(0, from.dot(light) / away) : 0
      return -contrast * inside + 0.4 * contrast * rim * lit * (1 - inside)
    }
    return (change, radius)
  }

  private mutating func dent(
    _ centre: Vector, _ contrast: Double
  ) -> (SurfaceChange, extent: Double) {
    let radius = random.number(in: 7...20)
    let light = random.direction()
    // The slope of the hollow (1 - r²)³, whose steepest point 5^-0.5 gives this factor.
    let scale = contrast * 3.493856
    let change = SurfaceChange(box: Self.box(around: centre, radius)) { p in
      let from = (p - centre) * (1 / radius)
      let flat = max(0, 1 - from.dot(from))
      return scale * from.dot(light) * flat * flat
    }
    return (change, radius)
  }
}
