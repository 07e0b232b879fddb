import CVectors

// Erosion and dilation of 8- and 16-bit images by rectangles: first over columns, then over rows.
//
// The window of the result at (x, y) is columns x - left ... x + right and rows y - above ...
// y + below, all four >= 0; what lies outside the image does not count. Strides are in samples.
// `scratch`: ``morphologyRectangleScratchBytes``.

/// Least 8-bit sample of each window.
@inline(never)
public func erodeRectangle8(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer
) {
  rectangle(
    source, stride, width, height, out, outStride, left, right, above, below, scratch, .least8)
}

/// Greatest 8-bit sample of each window.
@inline(never)
public func dilateRectangle8(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer
) {
  rectangle(
    source, stride, width, height, out, outStride, left, right, above, below, scratch, .greatest8)
}

/// Least 16-bit sample of each window.
@inline(never)
public func erodeRectangle16(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer
) {
  rectangle(
    source, stride, width, height, out, outStride, left, right, above, below, scratch, .least16)
}

/// Greatest 16-bit sample of each window.
@inline(never)
public func dilateRectangle16(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer
) {
  rectangle(
    source, stride, width, height, out, outStride, left, right, above, below, scratch, .greatest16)
}

/// Scratch that the rectangle kernels need for images of `width` times `height` samples of `size`
/// bytes.
@inline(never)
public func morphologyRectangleScratchBytes(
  _ width: Int, _ height: Int, _ size: Int, _ left: Int, _ right: Int, _ above: Int, _ below: Int
) -> Int {
  let bytes = max(lanes, width &* size)
  let rows = min(above, height) &+ min(below, height) &+ 2
  let narrow = width &* size < lanes ? 2 &* height &* lanes : 0
  let columns = min(left, width) &+ min(right, width)
  return narrow &+ rows &* 8 &+ rows &* paddedPitch(bytes, 0) &+ 3
    &* paddedPitch(bytes, columns &* size)
}

/// Bytes of a row with `extra` bytes of padding and room for vectors that overhang.
@inline(__always)
private func paddedPitch(_ bytes: Int, _ extra: Int) -> Int { (bytes &+ extra &+ 192 &+ 63) & ~63 }

@inline(__always)
private func rectangle(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer, _ e: Extremum
) {
  let size = sampleBytes(e)
  let bytes = width &* size
  // The rows from -(height - 1) to height - 1 are all there are.
  let (l, r) = (min(left, width &- 1), min(right, width &- 1))
  let (a, b) = (min(above, height &- 1), min(below, height &- 1))
  guard bytes < lanes else {
    rectangleOfRows(
      source, stride &* size, bytes, height, out, outStride &* size, l, r, a, b, scratch, e)
    return
  }
  // Narrower than a vector: widen with what does not count.
  let wide = scratch
  let wideOut = scratch + height &* lanes
  for y in 0..<height {
    let row = source + y &* stride &* size
    for x in 0..<lanes {
      let value = x < bytes ? row.load(fromByteOffset: x, as: UInt8.self) : neutralByte(e)
      wide.storeBytes(of: value, toByteOffset: y &* lanes &+ x, as: UInt8.self)
    }
  }
  rectangleOfRows(
    UnsafeRawPointer(wide), lanes, lanes, height, wideOut, lanes, l, r, a, b,
    scratch + 2 &* height &* lanes, e)
  for y in 0..<height {
    (out + y &* outStride &* size).copyMemory(
      from: UnsafeRawPointer(wideOut) + y &* lanes, byteCount: bytes)
  }
}

/// Up to this many rows are compared one by one, two outputs at a time; taller windows from the
/// extremes of what precedes and follows a row in blocks of the window's height.
@inline(__always)
private var directRows: Int { 9 }

/// All strides in bytes; at least a vector wide.
@inline(__always)
private func rectangleOfRows(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer, _ e: Extremum
) {
  let size = sampleBytes(e)
  let window = left &+ right &+ 1
  let rows = above &+ below &+ 1
  let pitch = paddedPitch(bytes, (left &+ right) &* size)
  // Two rows of columns' extremes with padding that does not count, and one for wider windows.
  let upper = scratch
  let lower = scratch + pitch
  let grown = scratch + 2 &* pitch
  let rest = scratch + 3 &* pitch
  if window > 1 {
    scratch.initializeMemory(as: UInt8.self, repeating: neutralByte(e), count: 2 &* pitch)
  }
  let start = left &* size
  @inline(__always) func finish(_ row: UnsafeMutableRawPointer, _ y: Int) {
    windowExtremum(UnsafeRawPointer(row), grown, out + y &* outStride, bytes, window, e)
  }
  @inline(__always) func rowOffset(_ y: Int) -> Int { max(0, min(height &- 1, y)) &* stride }
  let offsets = rest.assumingMemoryBound(to: Int.self)

  if rows == 1 {
    for y in 0..<height {
      if window == 1 {
        (out + y &* outStride).copyMemory(from: source + y &* stride, byteCount: bytes)
      } else {
        (upper + start).copyMemory(from: source + y &* stride, byteCount: bytes)
        finish(upper, y)
      }
    }
  } else if rows <= directRows {
    var y = 0
    while y &+ 1 < height {
      for k in 0...rows { offsets[k] = rowOffset(y &- above &+ k) }
      if window == 1 {
        rowExtremumPair(
          source, offsets, rows &+ 1, out + y &* outStride, out + (y &+ 1) &* outStride, bytes, e)
      } else {
        rowExtremumPair(source, offsets, rows &+ 1, upper + start, lower + start, bytes, e)
        finish(upper, y)
        finish(lower, y &+ 1)
      }
      y &+= 2
    }
    if y < height {
      for k in 0..<rows { offsets[k] = rowOffset(y &- above &+ k) }
      let target = window == 1 ? out + y &* outStride : upper + start
      rowExtremum(source, offsets, rows, target, bytes, e)
      if window > 1 { finish(upper, y) }
    }
  } else {
    var y = 0
    while y < height {
      // Extremes of the block's rows from each to the last, then outputs row by row with the
      // extreme of the rows below the block so far.
      let suffixPitch = paddedPitch(bytes, 0)
      var k = rows &- 1
      (rest + k &* suffixPitch).copyMemory(
        from: source + rowOffset(y &- above &+ k), byteCount: bytes)
      while k > 0 {
        k &-= 1
        let row = source + rowOffset(y &- above &+ k)
        let suffix = rest + k &* suffixPitch
        forEachVector(bytes) {
          store(
            pick(load(row, $0), load(UnsafeRawPointer(suffix), suffixPitch &+ $0), e), suffix, $0)
        }
      }
      let prefix = rest + rows &* suffixPitch
      prefix.initializeMemory(as: UInt8.self, repeating: neutralByte(e), count: bytes)
      let end = min(rows, height &- y)
      while k < end {
        let target = window == 1 ? out + (y &+ k) &* outStride : upper + start
        let suffix = UnsafeRawPointer(rest + k &* suffixPitch)
        if k == 0 {
          target.copyMemory(from: suffix, byteCount: bytes)
        } else {
          let row = source + rowOffset(y &- above &+ rows &- 1 &+ k)
          forEachVector(bytes) {
            let p = pick(load(UnsafeRawPointer(prefix), $0), load(row, $0), e)
            store(p, prefix, $0)
            store(pick(p, load(suffix, $0), e), target, $0)
          }
        }
        if window > 1 { finish(upper, y &+ k) }
        k &+= 1
      }
      y &+= rows
    }
  }
}
