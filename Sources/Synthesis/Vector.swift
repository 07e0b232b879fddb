/// A position or direction on the board, in pixels of the template: x to the right, y down.
struct Vector: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

  static let zero = Vector(0, 0)
  static func + (a: Vector, b: Vector) -> Vector { Vector(a.x + b.x, a.y + b.y) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(a.x - b.x, a.y - b.y) }
  static func * (a: Vector, k: Double) -> Vector { Vector(a.x * k, a.y * k) }

  func dot(_ b: Vector) -> Double { x * b.x + y * b.y }
  var length: Double { (x * x + y * y).squareRoot() }
  /// The vector of length 1 in the same direction; must not be zero.
  var normalized: Vector { self * (1 / length) }
  /// Turned by a quarter, clockwise as seen in the picture.
  var turned: Vector { Vector(-y, x) }
}

/// An upright rectangle on the board, edges included.
struct Bounds: Sendable {
  var x1: Double
  var y1: Double
  var x2: Double
  var y2: Double

  init(_ points: [Vector]) {
    precondition(!points.isEmpty, "bounds of no points")
    (x1, y1, x2, y2) = (points[0].x, points[0].y, points[0].x, points[0].y)
    for p in points {
      (x1, y1) = (min(x1, p.x), min(y1, p.y))
      (x2, y2) = (max(x2, p.x), max(y2, p.y))
    }
  }

  func grown(by margin: Double) -> Bounds {
    Bounds([Vector(x1 - margin, y1 - margin), Vector(x2 + margin, y2 + margin)])
  }
}
