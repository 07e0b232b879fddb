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
  let plane = rows &* stride
  for own in 0..<2 {
    for row in 0..<rows {
      // The first column of this half, and how many places of it exist in this row.
      let first = (row ^ own) & 1
      let count = (columns &- first &+ 1) &>> 1
      let start = own &* half &+ row &* stride
      let t = terms + (own &* 9 &* plane &+ row &* stride)
      var place = 0
      while place < count {
        let used = min(lanes / 4, count &- place)
        gatherMismatches(
          sums, columns, rows, radius, row, first &+ 2 &* place, used, dx + (start &+ place),
          dy + (start &+ place), t + place, plane)
        fitParabolas(t + place, plane, lambda)
        place &+= lanes / 4
      }
      // What the last vector wrote beyond the row, the longest one of any processor.
      let end = (count &+ 15) & ~15
      for k in 0..<9 {
        for empty in count..<end { t[k &* plane &+ empty] = 0 }
      }
    }
  }
}

/// Writes what the parabolas of `count` nodes are made of, from node (`column`, `row`) on in steps of
/// two columns, as whole numbers into the nine planes at `t`: the mismatch at the nearest whole
/// displacement, left and right of it, above and below, four times the mixed derivative, the
/// displacement's x and y, and the number of neighbours.
@inline(__always)
func gatherMismatches(
  _ sums: UnsafePointer<Int32>, _ columns: Int, _ rows: Int, _ radius: Int, _ row: Int,
  _ column: Int, _ count: Int, _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
  _ t: UnsafeMutablePointer<Float>, _ plane: Int
) {
  let cells = columns &* rows
  let (stepX, stepY) = ((2 &* radius &+ 1) &* cells, cells)
  let levels: Int32 = (row > 0 ? 1 : 0) &+ (row &+ 1 < rows ? 1 : 0)
  var out = UnsafeMutableRawPointer(t)
  let next = 4 &* plane
  var x = column
  for lane in 0..<count {
    let ux = nearestWhole(dx[lane], radius &- 1)
    let uy = nearestWhole(dy[lane], radius &- 1)
    let cell: Int = row &* columns &+ x
    let at = sums + ((ux &+ radius) &* stepX &+ (uy &+ radius) &* stepY &+ cell)
    let falling = at[stepX &+ stepY] &+ at[0 &- stepX &- stepY]
    let rising = at[stepX &- stepY] &+ at[stepY &- stepX]
    let sides: Int32 = (x > 0 ? 1 : 0) &+ (x &+ 1 < columns ? 1 : 0)
    out.storeBytes(of: at[0], as: Int32.self)
    out.storeBytes(of: at[0 &- stepX], toByteOffset: next, as: Int32.self)
    out.storeBytes(of: at[stepX], toByteOffset: 2 &* next, as: Int32.self)
    out.storeBytes(of: at[0 &- stepY], toByteOffset: 3 &* next, as: Int32.self)
    out.storeBytes(of: at[stepY], toByteOffset: 4 &* next, as: Int32.self)
    out.storeBytes(of: falling &- rising, toByteOffset: 5 &* next, as: Int32.self)
    out.storeBytes(of: Int32(truncatingIfNeeded: ux), toByteOffset: 6 &* next, as: Int32.self)
    out.storeBytes(of: Int32(truncatingIfNeeded: uy), toByteOffset: 7 &* next, as: Int32.self)
    out.storeBytes(of: levels &+ sides, toByteOffset: 8 &* next, as: Int32.self)
    out += 4
    x &+= 2
  }
}

/// Fits a vector of parabolas to what ``gatherMismatches`` wrote at `t`, and writes over it what
/// ``relaxField`` needs.
@inline(__always)
func fitParabolas(_ t: UnsafeMutablePointer<Float>, _ plane: Int, _ lambda: Float) {
  let p = UnsafeMutableRawPointer(t)
  let next = 4 &* plane
  @inline(__always) func number(_ k: Int) -> vf32 {
    v_floats_s32(p.loadUnaligned(fromByteOffset: k &* next, as: vs32.self))
  }
  @inline(__always) func write(_ value: vf32, _ k: Int) {
    p.storeBytes(of: value, toByteOffset: k &* next, as: vf32.self)
  }
  let middle = number(0)
  let (left, right) = (number(1), number(2))
  let (up, down) = (number(3), number(4))
  let twice = middle + middle
  let zero = vf32(repeating: 0)
  let hxx = v_maxf(right + left - twice, zero)
  let hyy = v_maxf(down + up - twice, zero)
  // Kept within what leaves the matrix positive definite.
  let bound = v_sqrtf(hxx * hyy) * 0.9
  let hxy = v_clamp_f32(number(5) * 0.25, -bound, bound)
  let (x, y) = (number(6), number(7))
  let pull = number(8) * lambda + 0.001
  let axx = hxx + pull
  let ayy = hyy + pull
  let scale = 1 / (axx * ayy - hxy * hxy)
  let gx = (right - left) * 0.5
  let gy = (down - up) * 0.5
  write(ayy * scale, 0)
  write(axx * scale, 1)
  write(-hxy * scale, 2)
  write(hxx * x + hxy * y - gx, 3)
  write(hyy * y + hxy * x - gy, 4)
  // u0 lies at least a pixel below the limit, so that one pixel around it stays within.
  write(x - 1, 5)
  write(x + 1, 6)
  write(y - 1, 7)
  write(y + 1, 8)
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
