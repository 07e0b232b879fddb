import KernelsAVX2
import KernelsAVX512
import KernelsBase

private let relaxField = kernel(
  KernelsBase.relaxField, KernelsAVX2.relaxField, KernelsAVX512.relaxField)
private let fitField = kernel(
  KernelsBase.fitField, KernelsAVX2.fitField, KernelsAVX512.fitField)
private let fieldBounds = kernel(
  KernelsBase.fieldBounds, KernelsAVX2.fieldBounds, KernelsAVX512.fieldBounds)

/// A grid of displacements (dx, dy), one for each cell of an image, that follow the mismatch measured
/// for each cell and yet are smooth.
///
/// A solution is approached in steps. ``fit(_:radius:smoothness:)`` takes a parabola
/// ½ (u - u0)ᵀH(u - u0) + g·(u - u0) for each node, through the mismatches around its present whole
/// displacement u0; ``relax(sweeps:smoothness:)`` then minimises the sum of all of them plus
/// `smoothness` / 2 times the squared differences of neighbouring nodes, each node kept within a
/// pixel of its u0. The relaxation is red-black Gauss-Seidel, an order in which the nodes of a half
/// sweep do not depend on each other, so that vectors of any width give the same numbers.
/// Keeps its memory between grids; one per worker.
public struct FieldRelaxation: Sendable {
  /// Nodes in a row.
  public private(set) var columns = 0
  /// Rows of nodes.
  public private(set) var rows = 0

  private var stride = 0
  private var terms: [Float] = []
  private var dx: [Float] = []
  private var dy: [Float] = []

  /// An empty grid.
  public init() {}

  // As the kernels want them: each half of the nodes has a row above and below, and what vectors
  // overhang.
  private var half: Int { (rows + 2) * stride + 32 }
  private var origin: Int { 16 + stride }

  private func index(_ x: Int, _ y: Int) -> Int {
    origin + ((x ^ y) & 1) * half + y * stride + x / 2
  }

  /// Takes a grid of `columns` times `rows` nodes, all displaced by (dx, dy) pixels.
  public mutating func start(columns: Int, rows: Int, dx startX: Float, dy startY: Float) {
    precondition(columns > 0 && rows > 0, "a grid of \(columns)x\(rows) nodes")
    if columns != self.columns || rows != self.rows {
      (self.columns, self.rows) = (columns, rows)
      // At least one empty place ends each row: it is the left neighbour of the next one's first.
      stride = ((columns + 1) / 2 + 1 + 15) & ~15
      Self.clear(&terms, count: 2 * 9 * rows * stride)
      Self.clear(&dx, count: 2 * half)
      Self.clear(&dy, count: 2 * half)
    }
    for y in 0..<rows {
      for x in 0..<columns {
        dx[index(x, y)] = startX
        dy[index(x, y)] = startY
      }
    }
  }

  /// Becomes `count` zeros in the memory it has where that suffices.
  private static func clear(_ values: inout [Float], count: Int) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
  }

  /// The displacement of node (x, y), in pixels.
  public func displacement(_ x: Int, _ y: Int) -> (dx: Float, dy: Float) {
    (dx[index(x, y)], dy[index(x, y)])
  }

  /// The whole displacements that the nodes are nearest to, at most `limit` pixels each way.
  public func bounds(limit: Int) -> (dx: ClosedRange<Int>, dy: ClosedRange<Int>) {
    precondition(rows > 0 && limit >= 0, "bounds of no nodes, or within \(limit) pixels")
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 4) { out in
      dx.withUnsafeBufferPointer { x in
        dy.withUnsafeBufferPointer { y in
          fieldBounds(
            x.baseAddress! + origin, y.baseAddress! + origin, half, stride, columns, rows, limit,
            out.baseAddress!)
        }
      }
      return (out[0]...out[1], out[2]...out[3])
    }
  }

  /// Fits parabolas to `mismatch`: for each displacement of at most `radius` pixels each way a plane
  /// with one number for each node, row after row, the planes ordered by dx, then by dy. Needed are
  /// those one pixel around ``bounds(limit:)`` with a limit of `radius - 1`.
  public mutating func fit(_ mismatch: [Int32], radius: Int, smoothness: Float) {
    let side = 2 * radius + 1
    precondition(
      radius > 0 && mismatch.count >= side * side * columns * rows,
      "\(mismatch.count) mismatches for \(side * side) displacements of \(columns)x\(rows) nodes")
    let (start, half, stride, columns, rows) = (origin, half, stride, columns, rows)
    mismatch.withUnsafeBufferPointer { m in
      dx.withUnsafeBufferPointer { x in
        dy.withUnsafeBufferPointer { y in
          terms.withUnsafeMutableBufferPointer { t in
            fitField(
              m.baseAddress!, columns, rows, radius, smoothness, x.baseAddress! + start,
              y.baseAddress! + start, half, stride, t.baseAddress!)
          }
        }
      }
    }
  }

  /// Moves all nodes `sweeps` times towards what they and their neighbours want.
  public mutating func relax(sweeps: Int, smoothness: Float) {
    let (start, half, stride, rows) = (origin, half, stride, rows)
    terms.withUnsafeBufferPointer { t in
      dx.withUnsafeMutableBufferPointer { x in
        dy.withUnsafeMutableBufferPointer { y in
          relaxField(
            t.baseAddress!, stride, rows, smoothness, sweeps, x.baseAddress! + start,
            y.baseAddress! + start, half)
        }
      }
    }
  }
}
