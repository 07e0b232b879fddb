import Pixels

/// A board seen through a stretch field: for each pixel how far the nearest edge is, which is what
/// pictures, masks and defects are all made from.
struct BoardRaster: Sendable {
  let field: StretchField
  /// For each pixel the distance from conductor in pixels, negative inside; drilled holes are not
  /// yet taken away. Known up to ``reach``.
  private(set) var conductor: [Double]
  /// For each pixel the distance from the nearest drilled hole, negative inside.
  let drills: [Double]

  /// Distances are known up to this many pixels.
  static let reach = 14.0

  /// Draws `layout`; edges stray by up to `roughness` pixels in a pattern that `roughnessSeed`
  /// chooses, and holes by up to `drillWander` in any direction.
  init(
    _ layout: BoardLayout, field: StretchField, roughness: Double, roughnessSeed: UInt64,
    drillWander: Double, random: inout RandomSource
  ) {
    self.field = field
    let nowhere = [Double](repeating: Self.reach, count: field.size.area)
    var (others, grounded) = (nowhere, nowhere)
    for conductor in layout.conductors {
      for piece in conductor.outline.pieces {
        if conductor.net == BoardLayout.groundNet {
          Self.draw(piece, into: &grounded, through: field)
        } else {
          Self.draw(piece, into: &others, through: field)
        }
      }
    }
    var areas = nowhere
    for ground in layout.grounds { Self.draw(ground, into: &areas, through: field) }
    var holes = nowhere
    for drill in layout.drills {
      let offset =
        drillWander > 0 ? random.direction() * (drillWander * random.unit()) : Vector.zero
      Self.draw(drill.moved(by: offset), into: &holes, through: field)
    }

    let rough = ValueNoise(seed: roughnessSeed, wavelength: 4)
    conductor = field.positions.indices.map { i in
      let around = layout.groundClearance - others[i]
      let distance = min(others[i], grounded[i], max(areas[i], around))
      // Away from edges the pattern makes no difference, and it is the costly part.
      guard roughness > 0, abs(distance) < 3 else { return distance }
      return distance + roughness * rough.value(at: field.positions[i])
    }
    drills = holes
  }

  private static func draw(
    _ outline: Outline, into distances: inout [Double], through field: StretchField
  ) {
    let (width, height) = (field.size.width, field.size.height)
    let bounds = outline.bounds.grown(by: reach + field.reach + 1)
    guard bounds.x2 >= 0, bounds.y2 >= 0, bounds.x1 < Double(width), bounds.y1 < Double(height)
    else { return }
    let (x1, x2) = (Int(max(bounds.x1, 0)), min(Int(bounds.x2) + 1, width))
    let (y1, y2) = (Int(max(bounds.y1, 0)), min(Int(bounds.y2) + 1, height))
    for y in y1..<y2 {
      for i in (y * width + x1)..<(y * width + x2) {
        let distance = outline.distance(to: field.positions[i])
        if distance < distances[i] { distances[i] = distance }
      }
    }
  }

  /// Whether the pixel is conductor, holes taken away.
  func isConductor(_ i: Int) -> Bool { conductor[i] < 0 && drills[i] >= 0 }

  /// All pixels that are conductor.
  var mask: ConductorMask {
    ConductorMask(size: field.size, isConductor: conductor.indices.map(isConductor))
  }

  /// Adds the shape to the conductor, or takes it away, in the pixels of `box`.
  mutating func apply(_ shape: DefectShape, in box: PixelBox) {
    for y in box.y1..<box.y2 {
      for i in (y * field.size.width + box.x1)..<(y * field.size.width + box.x2) {
        let distance = shape.distance(to: field.positions[i])
        conductor[i] =
          shape.addsConductor ? min(conductor[i], distance) : max(conductor[i], -distance)
      }
    }
  }
}

extension Outline {
  /// The outline moved by `offset`.
  func moved(by offset: Vector) -> Outline {
    switch self {
    case .capsule(let from, let to, let radius):
      .capsule(from: from + offset, to: to + offset, radius: radius)
    case .disc(let center, let radius): .disc(center: center + offset, radius: radius)
    case .box(let center, let halfWidth, let halfHeight, let corner):
      .box(
        center: center + offset, halfWidth: halfWidth, halfHeight: halfHeight, corner: corner)
    case .polygon(let corners): .polygon(corners.map { $0 + offset })
    }
  }
}
