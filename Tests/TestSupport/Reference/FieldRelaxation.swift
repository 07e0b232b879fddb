/// A grid of displacements in double precision, by the literal formulas of `FieldRelaxation`.
public struct FieldReference {
  /// Nodes in a row.
  public let columns: Int
  /// Rows of nodes.
  public let rows: Int
  /// Displacement to the right and down of each node, in pixels, row after row.
  public var u: [(x: Double, y: Double)]

  private var parabolas: [Parabola] = []

  private struct Parabola {
    var x: Double, y: Double, hxx: Double, hyy: Double, hxy: Double, gx: Double, gy: Double
  }

  /// `columns` times `rows` nodes, all displaced by (dx, dy).
  public init(columns: Int, rows: Int, dx: Double, dy: Double) {
    (self.columns, self.rows) = (columns, rows)
    u = Array(repeating: (dx, dy), count: columns * rows)
  }

  /// Fits a parabola for each node to `mismatch`, planes of nodes by dx, then by dy.
  public mutating func fit(_ mismatch: [Int32], radius: Int) {
    let side = 2 * radius + 1
    parabolas = u.indices.map { c in
      let limit = Double(radius - 1)
      let x = Int(max(-limit, min(limit, u[c].x.rounded(.toNearestOrAwayFromZero))))
      let y = Int(max(-limit, min(limit, u[c].y.rounded(.toNearestOrAwayFromZero))))
      func at(_ i: Int, _ j: Int) -> Double {
        Double(mismatch[((x + i + radius) * side + y + j + radius) * columns * rows + c])
      }
      let hxx = max(0, at(1, 0) + at(-1, 0) - 2 * at(0, 0))
      let hyy = max(0, at(0, 1) + at(0, -1) - 2 * at(0, 0))
      let bound = 0.9 * (hxx * hyy).squareRoot()
      let hxy = max(-bound, min(bound, (at(1, 1) + at(-1, -1) - at(1, -1) - at(-1, 1)) / 4))
      return Parabola(
        x: Double(x), y: Double(y), hxx: hxx, hyy: hyy, hxy: hxy, gx: (at(1, 0) - at(-1, 0)) / 2,
        gy: (at(0, 1) - at(0, -1)) / 2)
    }
  }

  /// Red-black Gauss-Seidel, each node within one pixel of where its parabola was fitted.
  public mutating func relax(sweeps: Int, smoothness: Double) {
    for _ in 0..<sweeps {
      for colour in 0...1 {
        for y in 0..<rows {
          for x in 0..<columns where (x + y) % 2 == colour { solve(x, y, smoothness) }
        }
      }
    }
  }

  private mutating func solve(_ x: Int, _ y: Int, _ smoothness: Double) {
    let around = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
      .filter { $0.0 >= 0 && $0.0 < columns && $0.1 >= 0 && $0.1 < rows }
      .map { u[$0.1 * columns + $0.0] }
    let p = parabolas[y * columns + x]
    let pull = smoothness * Double(around.count) + 0.001
    let (axx, ayy) = (p.hxx + pull, p.hyy + pull)
    let bx = p.hxx * p.x + p.hxy * p.y - p.gx + smoothness * around.reduce(0) { $0 + $1.x }
    let by = p.hyy * p.y + p.hxy * p.x - p.gy + smoothness * around.reduce(0) { $0 + $1.y }
    let determinant = axx * ayy - p.hxy * p.hxy
    let ux = (bx * ayy - by * p.hxy) / determinant
    let uy = (by * axx - bx * p.hxy) / determinant
    u[y * columns + x] = (max(p.x - 1, min(p.x + 1, ux)), max(p.y - 1, min(p.y + 1, uy)))
  }
}
