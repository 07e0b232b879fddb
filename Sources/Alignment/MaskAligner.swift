import Kernels
import Pixels

/// Finds where each part of a reference mask lies in an image's mask.
///
/// First one global shift, by comparing masks reduced four times; then a displacement for each cell
/// of 32x32 pixels, from the number of differing pixels under every displacement within the search
/// radius. A cell alone is ambiguous (a straight trace tells nothing about movement along it,
/// parallel traces repeat), so the cells are solved together: each step fits a parabola to the
/// mismatch around the present displacement and minimises the sum of all parabolas plus
/// `smoothness` times the squared differences between neighbours, first with wide windows, then
/// narrow ones.
///
/// Keeps its scratch between calls; one per worker.
public struct MaskAligner: Sendable {
  /// Pixels in the side of a cell.
  public static let cell = 32

  /// Radius of the windows in cells, and how often the field is solved with them.
  private static let schedule = [(4, 2), (2, 3), (1, 4)]

  private static let sweeps = 8

  private let parameters: AlignmentParameters
  private var padded = PaddedMask()
  private var moved = BitMask()
  private var cost: [UInt16] = []
  private var window: [Int32] = []
  private var line: [Int32] = []
  private var quadratics: [Quadratic] = []
  private var fixed: [Int32] = []
  private var global = GlobalShiftFinder()

  /// An aligner with `parameters`.
  ///
  /// Traps unless the search radius is at least 1, the global search not negative, and both together
  /// at most ``PaddedMask/maximumShift``.
  public init(parameters: AlignmentParameters) {
    let (radius, search) = (parameters.searchRadius, parameters.globalSearch)
    precondition(
      radius >= 1 && search >= 0 && radius + search <= PaddedMask.maximumShift,
      "search radius \(radius) and global search \(search) are not 1 or more, 0 or more and "
        + "together at most \(PaddedMask.maximumShift) pixels")
    self.parameters = parameters
  }

  private var side: Int { 2 * parameters.searchRadius + 1 }

  /// The displacement field that brings `reference` over `image`; both of one size, not empty.
  public mutating func align(_ reference: BitMask, to image: BitMask) -> DisplacementField {
    var field = DisplacementField(columns: 0, rows: 0)
    align(reference, to: image, into: &field)
    return field
  }

  /// Writes the displacement field that brings `reference` over `image` to `field`, in the memory it
  /// has where that suffices; both masks of one size, not empty.
  public mutating func align(
    _ reference: BitMask, to image: BitMask, into field: inout DisplacementField
  ) {
    precondition(reference.size == image.size, "masks differ in size")
    let columns = (image.width + Self.cell - 1) / Self.cell
    let rows = (image.height + Self.cell - 1) / Self.cell
    field.reset(columns: columns, rows: rows)
    padded.assign(reference)
    let (gx, gy) = global.find(reference, image, radius: parameters.globalSearch)
    measureCost(image, columns: columns, rows: rows, gx: gx, gy: gy)
    // Wide windows first: they see enough pattern not to take one trace for its neighbour.
    start(&field)
    for (radius, steps) in Self.schedule {
      BitMatchCost.sumWindows(
        cost, columns: columns, rows: rows, radius: radius, line: &line, into: &window)
      for _ in 0..<steps {
        fit(field)
        solve(&field)
      }
    }
    for i in field.dx.indices {
      field.dx[i] += Float(gx)
      field.dy[i] += Float(gy)
    }
  }

  /// Brings the reference of the last ``align(_:to:)`` over the image by `field`.
  public mutating func warp(_ field: DisplacementField, into out: inout BitMask) {
    let count = 2 * field.columns * field.rows
    if fixed.count != count { fixed.reset(to: 0, count: count) }
    let limit = Float(PaddedMask.maximumShift)
    for i in 0..<(count / 2) {
      fixed[2 * i] = Int32((max(-limit, min(limit, field.dx[i])) * 256).rounded())
      fixed[2 * i + 1] = Int32((field.dy[i] * 256).rounded())
    }
    padded.warp(field: fixed, columns: field.columns, into: &out)
  }

  private mutating func measureCost(
    _ image: BitMask, columns: Int, rows: Int, gx: Int, gy: Int
  ) {
    let radius = parameters.searchRadius
    let cells = columns * rows
    if cost.count != cells * side * side {
      cost.reset(to: 0, count: cells * side * side)
      window.reset(to: 0, count: cells * side * side)
    }
    if line.count < columns { line = [Int32](repeating: 0, count: columns) }
    let height = image.height
    for sx in 0..<side {
      padded.translate(
        dx: gx + sx - radius, dy: gy, firstRow: -radius, height: height + 2 * radius, into: &moved)
      BitMatchCost.measure(
        image, moved, offsets: side, columns: columns, into: &cost, at: sx * side * cells)
    }
  }

  /// Starts all nodes from the one displacement that fits the whole image best; of equal ones, as
  /// where the pattern says nothing along one direction, from the nearest to none.
  private mutating func start(_ field: inout DisplacementField) {
    let planes = side * side
    BitMatchCost.totals(
      cost, cells: field.columns * field.rows, planes: planes, into: &window)
    let radius = parameters.searchRadius
    func length(_ k: Int) -> Int {
      let (dx, dy) = (k / side - radius, k % side - radius)
      return dx * dx + dy * dy
    }
    var best = 0
    for k in 0..<planes where (window[k], length(k)) < (window[best], length(best)) { best = k }
    for c in field.dx.indices {
      field.dx[c] = Float(best / side - radius)
      field.dy[c] = Float(best % side - radius)
    }
  }

  /// Fits a parabola to the window sums around each node's present displacement.
  private mutating func fit(_ field: DisplacementField) {
    let cells = field.columns * field.rows
    if quadratics.count != cells { quadratics.reset(to: Quadratic(), count: cells) }
    let radius = parameters.searchRadius
    let side = self.side
    window.withUnsafeBufferPointer { w in
      for c in 0..<cells {
        let ux = max(-radius + 1, min(radius - 1, Int(field.dx[c].rounded())))
        let uy = max(-radius + 1, min(radius - 1, Int(field.dy[c].rounded())))
        @inline(__always) func at(_ x: Int, _ y: Int) -> Float {
          Float(w[((ux + x + radius) * side + uy + y + radius) * cells + c])
        }
        let middle = at(0, 0)
        let (left, right, up, down) = (at(-1, 0), at(1, 0), at(0, -1), at(0, 1))
        let hxx = max(0, right + left - 2 * middle)
        let hyy = max(0, down + up - 2 * middle)
        // Kept within what leaves the matrix positive definite.
        let bound = 0.9 * (hxx * hyy).squareRoot()
        let hxy = max(-bound, min(bound, (at(1, 1) + at(-1, -1) - at(1, -1) - at(-1, 1)) / 4))
        let (x, y) = (Float(ux), Float(uy))
        quadratics[c] = Quadratic(
          x: x, y: y, hxx: hxx, hyy: hyy, hxy: hxy,
          rightX: hxx * x + hxy * y - (right - left) / 2,
          rightY: hyy * y + hxy * x - (down - up) / 2)
      }
    }
  }

  /// Gauss-Seidel over all nodes: mismatch parabolas plus smoothness.
  private func solve(_ field: inout DisplacementField) {
    let (columns, rows) = (field.columns, field.rows)
    let lambda = Float(parameters.smoothness)
    let limit = Float(parameters.searchRadius)
    field.dx.withUnsafeMutableBufferPointer { dx in
      field.dy.withUnsafeMutableBufferPointer { dy in
        quadratics.withUnsafeBufferPointer { quadratics in
          for _ in 0..<Self.sweeps {
            for y in 0..<rows {
              for x in 0..<columns {
                let c = y * columns + x
                var (sx, sy, n): (Float, Float, Float) = (0, 0, 0)
                @inline(__always) func add(_ i: Int) {
                  sx += dx[i]
                  sy += dy[i]
                  n += 1
                }
                if x > 0 { add(c - 1) }
                if x + 1 < columns { add(c + 1) }
                if y > 0 { add(c - columns) }
                if y + 1 < rows { add(c + columns) }
                // (H + lambda n) u = H u0 - g + lambda sum(neighbours)
                let q = quadratics[c]
                let axx = q.hxx + lambda * n + 1e-3
                let ayy = q.hyy + lambda * n + 1e-3
                let bx = q.rightX + lambda * sx
                let by = q.rightY + lambda * sy
                let scale = 1 / (axx * ayy - q.hxy * q.hxy)
                let ux = (bx * ayy - by * q.hxy) * scale
                let uy = (by * axx - bx * q.hxy) * scale
                // A parabola is believed one pixel around where it was fitted.
                dx[c] = max(-limit, min(limit, max(q.x - 1, min(q.x + 1, ux))))
                dy[c] = max(-limit, min(limit, max(q.y - 1, min(q.y + 1, uy))))
              }
            }
          }
        }
      }
    }
  }
}

/// Mismatch around a displacement u0 = (x, y): c + g·(u - u0) + ½ (u - u0)ᵀH(u - u0), in
/// differing pixels, kept as H and the right-hand side H u0 - g.
private struct Quadratic: Sendable {
  var x: Float = 0
  var y: Float = 0
  var hxx: Float = 0
  var hyy: Float = 0
  var hxy: Float = 0
  var rightX: Float = 0
  var rightY: Float = 0
}

extension Array {
  /// Becomes `count` times `value`, in the memory it has where that suffices. Here and not in a file
  /// of its own, where a debug build would not specialise it and box every value.
  fileprivate mutating func reset(to value: Element, count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
