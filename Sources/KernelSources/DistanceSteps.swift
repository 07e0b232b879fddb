import CVectors

// Distances that are numbers of steps. A shortest way from a clear pixel may begin with all its
// steps along the row; then d(x, y) = min(h(x, y), 1 + d of the pixels one row nearer to the clear
// one), with the distance h to the nearest clear pixel of the row: one pass down, one pass up, and
// no dependence from column to column.

private let padding = 64

/// Bytes of scratch memory that `distanceSteps` needs.
@inline(never)
public func distanceStepsScratch(_ width: Int, _ height: Int) -> Int {
  2 &* (rowLength(width) &* (height &+ 2) &+ padding)
}

@inline(__always)
private func rowLength(_ width: Int) -> Int { (width &+ padding &+ 63) / 64 &* 64 }

/// Distances of the set pixels to the nearest clear pixel, 0 for clear ones, in steps to the four
/// neighbours or, where `diagonal`, to all eight; `empty` where the distance is `limit` (1 ...
/// 32700) or more, or no pixel is clear.
@inline(never)
public func distanceSteps(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ width: Int, _ height: Int, _ limit: Int,
  _ empty: Float, _ diagonal: Bool, _ scratch: UnsafeMutableRawPointer,
  _ out: UnsafeMutablePointer<Float>, _ stride: Int
) {
  let length = rowLength(width)
  let cap = Int16(truncatingIfNeeded: limit)
  // A row of the cap before the first and one behind the last.
  let rows = scratch.assumingMemoryBound(to: Int16.self) + (length &+ padding)
  for x in -1..<length {
    (rows - length)[x] = cap
    (rows + height &* length)[x] = cap
  }
  for y in 0..<height {
    let row = rows + y &* length
    rowDistances(source + y &* wordsPerRow, wordsPerRow, width, cap, row)
    step(from: row - length, to: row, width, cap, diagonal)
  }
  var y = height &- 1
  while y >= 0 {
    let row = rows + y &* length
    step(from: row + length, to: row, width, cap, diagonal)
    convert(row, width, cap, empty, out + y &* stride)
    y &-= 1
  }
}

/// Distances to the nearest clear pixel of the row, at most `cap`.
@inline(__always)
private func rowDistances(
  _ bits: UnsafePointer<UInt64>, _ words: Int, _ width: Int, _ cap: Int16,
  _ row: UnsafeMutablePointer<Int16>
) {
  let out = UnsafeMutableRawPointer(row)
  var x = 0
  while x < width {
    out.storeBytes(of: vs16(repeating: 0), toByteOffset: 2 &* x, as: vs16.self)
    x &+= lanes / 2
  }
  var start = next(bits, words, 0, inverted: 0)
  while start < width {
    let end = next(bits, words, start, inverted: ~0)
    // No pixel is clear beyond the borders.
    var left = start == 0 ? Int(Int16.max) : 1
    var right = end == width ? Int(Int16.max) : end &- start
    x = start
    while x < end {
      // What is stored beyond the run is 0, and runs come from left to right.
      let ramp = v_ramp16(
        Int16(truncatingIfNeeded: left), Int16(truncatingIfNeeded: right), cap)
      out.storeBytes(of: ramp, toByteOffset: 2 &* x, as: vs16.self)
      x &+= lanes / 2
      left = min(Int(Int16.max), left &+ lanes / 2)
      if end != width { right &-= lanes / 2 }
    }
    start = next(bits, words, end, inverted: 0)
  }
}

/// The first column from `x` on whose bit differs from those of `inverted`, or one beyond all.
@inline(__always)
private func next(_ bits: UnsafePointer<UInt64>, _ words: Int, _ x: Int, inverted: UInt64) -> Int {
  var w = x &>> 6
  if w >= words { return words &* 64 }
  var word = (bits[w] ^ inverted) & (~0 &<< UInt64(truncatingIfNeeded: x & 63))
  while word == 0 {
    w &+= 1
    if w == words { return words &* 64 }
    word = bits[w] ^ inverted
  }
  return w &* 64 &+ word.trailingZeroBitCount
}

/// row = min(row, 1 + neighbours in `other`), and the cap on both sides of the row.
@inline(__always)
private func step(
  from other: UnsafePointer<Int16>, to row: UnsafeMutablePointer<Int16>, _ width: Int,
  _ cap: Int16, _ diagonal: Bool
) {
  let one = vs16(repeating: 1)
  let from = UnsafeRawPointer(other)
  let to = UnsafeMutableRawPointer(row)
  var offset = 0
  while offset < 2 &* width {
    var d = from.loadUnaligned(fromByteOffset: offset, as: vs16.self)
    if diagonal {
      d = v_min16(d, from.loadUnaligned(fromByteOffset: offset &- 2, as: vs16.self))
      d = v_min16(d, from.loadUnaligned(fromByteOffset: offset &+ 2, as: vs16.self))
    }
    let own = to.loadUnaligned(fromByteOffset: offset, as: vs16.self)
    to.storeBytes(of: v_min16(own, d &+ one), toByteOffset: offset, as: vs16.self)
    offset &+= lanes
  }
  row[-1] = cap
  row[width] = cap
}

@inline(__always)
private func convert(
  _ row: UnsafePointer<Int16>, _ width: Int, _ cap: Int16, _ empty: Float,
  _ out: UnsafeMutablePointer<Float>
) {
  let from = UnsafeRawPointer(row)
  let to = UnsafeMutableRawPointer(out)
  var x = 0
  while x &+ lanes / 4 <= width {
    to.storeBytes(
      of: v_floats16(from + 2 &* x, Int32(cap), empty), toByteOffset: 4 &* x, as: vf32.self)
    x &+= lanes / 4
  }
  while x < width {
    out[x] = row[x] == cap ? empty : Float(row[x])
    x &+= 1
  }
}
