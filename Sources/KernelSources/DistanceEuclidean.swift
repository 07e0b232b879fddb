import CVectors

// Exact Euclidean distance in two passes over the rows. The column distance g to the nearest clear
// pixel needs the row above, then the row below. Along a row, d²(x) is the smallest (x - i)² + g²(i),
// a lower envelope of parabolas; with F(i) = g²(i) + i² it is x² + min F(i) - 2 x i, so only the
// vertices of the lower convex hull of the points (i, F(i)) count (Felzenszwalb & Huttenlocher find
// the same parabolas one by one). A point is no vertex where it lies on or above the chord between
// its neighbours at distance k; testing that for a few k, many columns at once, leaves few points to
// the scan for the hull.

private let padding = 64

/// Bytes of scratch memory that `distanceEuclidean` needs.
@inline(never)
public func distanceEuclideanScratch(_ width: Int, _ height: Int) -> Int {
  let columns = paddedColumns(width)
  return columns &* 2 &* (height &+ 2) &+ 8 &* (columns &+ 2 &* padding) &+ columns / 8
    &+ 16 &* (width &+ 2)
}

@inline(__always)
private func paddedColumns(_ width: Int) -> Int { (width &+ 127) / 64 &* 64 }

/// Distances of the set pixels to the nearest clear pixel, 0 for clear ones; at most `limit` (1 ...
/// 32700), and `empty` in rows that nowhere have a clear pixel within it.
@inline(never)
public func distanceEuclidean(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ width: Int, _ height: Int, _ limit: Int,
  _ empty: Float, _ scratch: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Float>,
  _ stride: Int
) {
  let columns = paddedColumns(width)
  let words = (width &+ 63) / 64
  let cap = Int16(truncatingIfNeeded: limit)
  let down = scratch.assumingMemoryBound(to: Int16.self) + columns
  let up = down + height &* columns
  let squares = UnsafeMutableRawPointer(up + columns).assumingMemoryBound(to: Int32.self) + padding
  let line = squares + (columns &+ padding)
  let vertices = UnsafeMutableRawPointer(line + (columns &+ padding))
    .assumingMemoryBound(to: UInt64.self)
  let hull = UnsafeMutableRawPointer(vertices + columns / 64).assumingMemoryBound(to: Int64.self)

  for x in 0..<columns {
    (down - columns)[x] = cap
    up[x] = cap
  }
  for y in 0..<height {
    columnDistances(source + y &* wordsPerRow, words, cap, down + y &* columns, columns)
  }
  let farthest = Int32(cap) &* Int32(cap)
  for x in 0..<padding {
    squares[-1 &- x] = farthest
    squares[width &+ x] = farthest
  }
  var y = height &- 1
  while y >= 0 {
    let bits = source + y &* wordsPerRow
    let g = down + y &* columns
    nearestInColumns(g, up, squares, words)
    for x in width..<(width &+ padding) { squares[x] = farthest }
    mayBeVertices(bits, words, width, squares, farthest, vertices)
    let n = lowerHull(vertices, words, squares, hull)
    let row = out + y &* stride
    if n == 0 {
      // Set pixels beside no clear one, or clear ones beside no set one.
      let value = bits[0] & 1 == 0 ? 0 : empty
      for x in 0..<width { row[x] = value }
    } else {
      envelope(hull, n, squares, width, line)
      roots(line, bits, words, width, Float(farthest), row)
    }
    y &-= 1
  }
}

/// Distances to the nearest clear pixel above, `row - columns` being the row above.
@inline(__always)
private func columnDistances(
  _ bits: UnsafePointer<UInt64>, _ words: Int, _ cap: Int16, _ row: UnsafeMutablePointer<Int16>,
  _ columns: Int
) {
  let one = vs16(repeating: 1)
  let most = vs16(repeating: cap)
  let lanes16 = lanes / 2
  let above = UnsafeRawPointer(row - columns)
  let out = UnsafeMutableRawPointer(row)
  for w in 0..<words {
    let word = bits[w]
    var k = 0
    while k < 64 {
      let offset = 2 &* (w &* 64 &+ k)
      let longer = above.loadUnaligned(fromByteOffset: offset, as: vs16.self) &+ one
      let part = UInt32(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: k))
      out.storeBytes(
        of: v_keep16(v_min16(longer, most), part), toByteOffset: offset, as: vs16.self)
      k &+= lanes16
    }
  }
}

/// From the distances upwards `g` and the final ones of the row below in `up`: the final ones, and
/// their squares.
@inline(__always)
private func nearestInColumns(
  _ g: UnsafePointer<Int16>, _ up: UnsafeMutablePointer<Int16>,
  _ squares: UnsafeMutablePointer<Int32>, _ words: Int
) {
  let one = vs16(repeating: 1)
  let half = lanes / 2
  let above = UnsafeRawPointer(g)
  let below = UnsafeMutableRawPointer(up)
  let out = UnsafeMutableRawPointer(squares)
  var offset = 0
  while offset < 128 &* words {
    let longer = below.loadUnaligned(fromByteOffset: offset, as: vs16.self) &+ one
    let nearest = v_min16(above.loadUnaligned(fromByteOffset: offset, as: vs16.self), longer)
    below.storeBytes(of: nearest, toByteOffset: offset, as: vs16.self)
    out.storeBytes(of: v_squares16(below + offset), toByteOffset: 2 &* offset, as: vs32.self)
    out.storeBytes(
      of: v_squares16(below + offset + half), toByteOffset: 2 &* (offset &+ half), as: vs32.self)
    offset &+= lanes
  }
}

/// Marks the columns that may be vertices: of the set ones those below all chords tried and nearer
/// than the limit, of the clear ones those beside a set one.
@inline(__always)
private func mayBeVertices(
  _ bits: UnsafePointer<UInt64>, _ words: Int, _ width: Int, _ squares: UnsafePointer<Int32>,
  _ farthest: Int32, _ vertices: UnsafeMutablePointer<UInt64>
) {
  let lanes32 = lanes / 4
  let base = UnsafeRawPointer(squares)
  let nearest = vs32(repeating: farthest &- 1)
  let wide = vs32(repeating: 256)
  var carry: UInt64 = 0
  for w in 0..<words {
    let word = bits[w]
    let next = w &+ 1 < words ? bits[w &+ 1] : 0
    var clear = ((word &<< 1) | carry | (word &>> 1) | (next &<< 63)) & ~word
    if w &+ 1 == words && width & 63 != 0 {
      clear &= (1 &<< UInt64(truncatingIfNeeded: width & 63)) &- 1
    }
    carry = word &>> 63
    var above: UInt64 = 0
    if word != 0 {
      var k = 0
      while k < 64 {
        let offset = 4 &* (w &* 64 &+ k)
        let here = base.loadUnaligned(fromByteOffset: offset, as: vs32.self)
        let twice = here &+ here
        var fails = nearest &- here
        fails = v_or32(fails, chord(base, offset, 1, twice))
        fails = v_or32(fails, chord(base, offset, 2, twice))
        fails = v_or32(fails, chord(base, offset, 4, twice))
        fails = v_or32(fails, chord(base, offset, 8, twice))
        // A chord from distance k can only pass below what is farther from a clear pixel than k.
        if v_negative_bits32(fails) ^ v_negative_bits32(v_or32(fails, wide &- here)) != 0 {
          fails = v_or32(fails, chord(base, offset, 16, twice))
          fails = v_or32(fails, chord(base, offset, 32, twice))
        }
        above |= UInt64(v_negative_bits32(fails)) &<< UInt64(truncatingIfNeeded: k)
        k &+= lanes32
      }
    }
    vertices[w] = (word & ~above) | clear
  }
}

/// F(x - k) + F(x + k) - 2 F(x) - 1: negative where x lies on or above the chord.
@inline(__always)
private func chord(_ base: UnsafeRawPointer, _ offset: Int, _ k: Int, _ twice: vs32) -> vs32 {
  let left = base.loadUnaligned(fromByteOffset: offset &- 4 &* k, as: vs32.self)
  let right = base.loadUnaligned(fromByteOffset: offset &+ 4 &* k, as: vs32.self)
  return left &+ right &- twice &+ vs32(repeating: Int32(truncatingIfNeeded: 2 &* k &* k &- 1))
}

/// The vertices of the lower convex hull among the marked columns, as pairs i, F(i); their number.
@inline(__always)
private func lowerHull(
  _ marks: UnsafePointer<UInt64>, _ words: Int, _ squares: UnsafePointer<Int32>,
  _ hull: UnsafeMutablePointer<Int64>
) -> Int {
  var n = 0
  // The last vertex, and how far and how high it lies from the one before.
  var (last, height, run, rise): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
  for w in 0..<words {
    var word = marks[w]
    while word != 0 {
      let i = w &* 64 &+ word.trailingZeroBitCount
      word &= word &- 1
      let c = Int64(i)
      let f = Int64(squares[i]) &+ c &* c
      while n >= 2 && rise &* (c &- last) >= (f &- height) &* run {
        n &-= 1
        last = hull[2 &* n &- 2]
        height = hull[2 &* n &- 1]
        if n >= 2 {
          run = last &- hull[2 &* n &- 4]
          rise = height &- hull[2 &* n &- 3]
        }
      }
      hull[2 &* n] = c
      hull[2 &* n &+ 1] = f
      n &+= 1
      run = c &- last
      rise = f &- height
      last = c
      height = f
    }
  }
  return n
}

/// d² for each column from the parabolas of the hull; without meaning between clear columns.
@inline(__always)
private func envelope(
  _ hull: UnsafePointer<Int64>, _ n: Int, _ squares: UnsafePointer<Int32>, _ width: Int,
  _ line: UnsafeMutablePointer<Int32>
) {
  let lanes32 = lanes / 4
  let out = UnsafeMutableRawPointer(line)
  var x = 0
  for v in 0..<n {
    let p = hull + 2 &* v
    let i = Int(p[0])
    var end = width
    if v &+ 1 < n {
      // Column x is nearer to this vertex where 2 x (b - a) <= F(b) - F(a).
      let rise = p[3] &- p[1]
      let run = UInt32(truncatingIfNeeded: 2 &* (p[2] &- p[0]))
      if rise < 0 { continue }
      end = min(width, Int(UInt32(truncatingIfNeeded: rise) / run) &+ 1)
    }
    let square = vs32(repeating: squares[i])
    while x < end {
      let d = v_count32(Int32(truncatingIfNeeded: x &- i))
      out.storeBytes(of: d &* d &+ square, toByteOffset: 4 &* x, as: vs32.self)
      x &+= lanes32
    }
    x = end
  }
}

/// The roots of the squares of set columns, 0 for clear ones.
@inline(__always)
private func roots(
  _ line: UnsafeMutablePointer<Int32>, _ bits: UnsafePointer<UInt64>, _ words: Int, _ width: Int,
  _ farthest: Float, _ out: UnsafeMutablePointer<Float>
) {
  let lanes32 = lanes / 4
  let full = width / 64
  let from = UnsafeRawPointer(line)
  for w in 0..<words {
    // A word that is not full goes back to the line, then column by column to the row.
    let to = w < full ? UnsafeMutableRawPointer(out) : UnsafeMutableRawPointer(line)
    var k = 0
    while k < 64 {
      let offset = 4 &* (w &* 64 &+ k)
      let part = UInt32(truncatingIfNeeded: bits[w] &>> UInt64(truncatingIfNeeded: k))
      let kept = v_keep32(from.loadUnaligned(fromByteOffset: offset, as: vs32.self), part)
      to.storeBytes(of: v_sqrt_below(kept, farthest), toByteOffset: offset, as: vf32.self)
      k &+= lanes32
    }
  }
  let last = from.assumingMemoryBound(to: Float.self)
  var x = full &* 64
  while x < width {
    out[x] = last[x]
    x &+= 1
  }
}
