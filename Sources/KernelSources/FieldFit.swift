import CVectors

/// Fits a parabola to the mismatch around each node's present displacement and writes what
/// ``relaxField`` needs of it.
///
/// `sums` holds a plane of `columns * rows` mismatches for each whole displacement: dx from -radius
/// on in steps of `side` planes, dy from -radius on in single ones. `dx` and `dy` point at the first
/// node of a grid in two halves, see ``relaxField``. The parabola is taken at the nearest whole displacement
/// below the radius; its second derivatives H are kept positive. With n neighbours,
/// M = (H + (lambda n + 0.001) I)^-1 and r = H u0 - g; the bounds are one pixel around u0.
@inline(never)
public func fitField(
  _ sums: UnsafePointer<Int32>, _ columns: Int, _ rows: Int, _ radius: Int, _ lambda: Float,
  _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ half: Int, _ stride: Int,
  _ terms: UnsafeMutablePointer<Float>
) {
  let side = 2 &* radius &+ 1
  let cells = columns &* rows
  let plane = rows &* stride
  for row in 0..<rows {
    for column in 0..<columns {
      let c = nodeIndex(column, row, half, stride)
      let ux = nearestWhole(dx[c], radius &- 1)
      let uy = nearestWhole(dy[c], radius &- 1)
      let displacement: Int = (ux &+ radius) &* side &+ (uy &+ radius)
      let index: Int = displacement &* cells &+ (row &* columns &+ column)
      let at = sums + index
      let stepX = side &* cells
      let stepY = cells
      let middle = Float(at[0])
      let left = Float(at[0 &- stepX])
      let right = Float(at[stepX])
      let up = Float(at[0 &- stepY])
      let down = Float(at[stepY])
      let twice: Float = middle + middle
      let hxx: Float = max(0, right + left - twice)
      let hyy: Float = max(0, down + up - twice)
      // Kept within what leaves the matrix positive definite.
      let product: Float = hxx * hyy
      let bound: Float = 0.9 * product.squareRoot()
      let falling = at[stepX &+ stepY] &+ at[0 &- stepX &- stepY]
      let rising = at[stepX &- stepY] &+ at[stepY &- stepX]
      let across: Float = 0.25 * Float(falling &- rising)
      let hxy: Float = max(-bound, min(bound, across))
      var n: Float = 0
      if column > 0 { n += 1 }
      if column &+ 1 < columns { n += 1 }
      if row > 0 { n += 1 }
      if row &+ 1 < rows { n += 1 }
      let pull: Float = lambda * n + 0.001
      let axx: Float = hxx + pull
      let ayy: Float = hyy + pull
      let determinant: Float = axx * ayy - hxy * hxy
      let scale: Float = 1 / determinant
      let (x, y) = (Float(ux), Float(uy))
      let gx: Float = 0.5 * (right - left)
      let gy: Float = 0.5 * (down - up)
      let rx: Float = hxx * x + hxy * y
      let ry: Float = hyy * y + hxy * x
      let t = terms + nodeIndex(column, row, 9 &* plane, stride)
      t[0] = ayy * scale
      t[plane] = axx * scale
      t[2 &* plane] = -hxy * scale
      t[3 &* plane] = rx - gx
      t[4 &* plane] = ry - gy
      // u0 lies at least a pixel below the limit, so that one pixel around it stays within.
      t[5 &* plane] = Float(ux &- 1)
      t[6 &* plane] = Float(ux &+ 1)
      t[7 &* plane] = Float(uy &- 1)
      t[8 &* plane] = Float(uy &+ 1)
    }
  }
}

/// The smallest and largest whole displacements, at most `limit` each way, that the nodes of a grid
/// are nearest to: `out` takes dx from, dx to, dy from, dy to.
@inline(never)
public func fieldBounds(
  _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ half: Int, _ stride: Int,
  _ columns: Int, _ rows: Int, _ limit: Int, _ out: UnsafeMutablePointer<Int>
) {
  var (x1, x2, y1, y2) = (limit, 0 &- limit, limit, 0 &- limit)
  for row in 0..<rows {
    for column in 0..<columns {
      let c = nodeIndex(column, row, half, stride)
      let x = nearestWhole(dx[c], limit)
      let y = nearestWhole(dy[c], limit)
      x1 = min(x1, x)
      x2 = max(x2, x)
      y1 = min(y1, y)
      y2 = max(y2, y)
    }
  }
  out[0] = x1
  out[1] = x2
  out[2] = y1
  out[3] = y2
}

/// The whole number nearest to `value`, halves away from 0, at most `limit` from 0.
@inline(__always)
func nearestWhole(_ value: Float, _ limit: Int) -> Int {
  let half: Float = value < 0 ? -0.5 : 0.5
  return max(0 &- limit, min(limit, Int(v_whole_f32(value + half))))
}
