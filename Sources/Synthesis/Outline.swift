/// The outline of a piece of conductor, or of a drilled hole.
enum Outline: Sendable {
  /// All points within `radius` of the line from `from` to `to`.
  case capsule(from: Vector, to: Vector, radius: Double)
  /// A disc.
  case disc(center: Vector, radius: Double)
  /// An upright rectangle with rounded corners.
  case box(center: Vector, halfWidth: Double, halfHeight: Double, corner: Double)
  /// A simple polygon.
  case polygon([Vector])

  /// How far `p` is from the outline in pixels, negative inside. Exact, and only from operations
  /// that are rounded the same everywhere. (The formulas are well known; see Quilez, "2D distance
  /// functions", https://iquilezles.org/articles/distfunctions2d/.)
  func distance(to p: Vector) -> Double {
    switch self {
    case .disc(let center, let radius):
      return (p - center).length - radius
    case .capsule(let from, let to, let radius):
      return Self.distance(to: p, from: from, to: to) - radius
    case .box(let center, let halfWidth, let halfHeight, let corner):
      let dx = abs(p.x - center.x) - halfWidth + corner
      let dy = abs(p.y - center.y) - halfHeight + corner
      return min(max(dx, dy), 0) + Vector(max(dx, 0), max(dy, 0)).length - corner
    case .polygon(let corners):
      var nearest = Double.infinity
      var inside = false
      var a = corners[corners.count - 1]
      for b in corners {
        nearest = min(nearest, Self.distance(to: p, from: a, to: b))
        if (a.y > p.y) != (b.y > p.y),
          p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x
        {
          inside.toggle()
        }
        a = b
      }
      return inside ? -nearest : nearest
    }
  }

  private static func distance(to p: Vector, from a: Vector, to b: Vector) -> Double {
    let (along, offset) = (b - a, p - a)
    let square = along.dot(along)
    guard square > 0 else { return offset.length }
    let t = min(max(offset.dot(along) / square, 0), 1)
    return (offset - along * t).length
  }

  /// The smallest rectangle around the outline.
  var bounds: Bounds {
    switch self {
    case .disc(let center, let radius): Bounds([center]).grown(by: radius)
    case .capsule(let from, let to, let radius): Bounds([from, to]).grown(by: radius)
    case .box(let center, let halfWidth, let halfHeight, _):
      Bounds([
        center - Vector(halfWidth, halfHeight), center + Vector(halfWidth, halfHeight),
      ])
    case .polygon(let corners): Bounds(corners)
    }
  }

  /// The outline itself, or where it is long and slanted several that together have the same
  /// points: so that no rectangle around one is mostly empty.
  var pieces: [Outline] {
    guard case .capsule(let from, let to, let radius) = self else { return [self] }
    let along = to - from
    let count = Int(min(abs(along.x), abs(along.y)) / 48) + 1
    return (0..<count).map { i in
      .capsule(
        from: from + along * (Double(i) / Double(count)),
        to: from + along * (Double(i + 1) / Double(count)), radius: radius)
    }
  }
}
