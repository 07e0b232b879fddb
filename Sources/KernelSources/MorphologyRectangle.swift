import CVectors

/// Erosion or dilation of 8- and 16-bit images by a rectangle: first over columns, then over rows.
///
/// The window of the result at (x, y) is columns x - left ... x + right and rows y - above ...
/// y + below, all four >= 0; what lies outside the image does not count. Strides are in samples.
/// `extremum`: see ``Extremum``. `scratch`: ``morphologyRectangleScratchBytes``.
@inline(never)
public func morphologyRectangle(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer, _ extremum: Int
) {
  let e = Extremum(code: extremum)
  let size = e.sampleBytes
  let bytes = width &* size
  // Further than the image reaches nothing counts.
  let (l, r) = (min(left, width &- 1), min(right, width &- 1))
  let (a, b) = (min(above, height &- 1), min(below, height &- 1))
  if bytes >= lanes {
    rectangle(
      source, stride &* size, bytes, height, out, outStride &* size, l, r, a, b, scratch, e)
    return
  }
  // Narrower than a vector: widen with what does not count.
  let wide = scratch
  let wideOut = scratch + height &* lanes
  for y in 0..<height {
    let row = source + y &* stride &* size
    for x in 0..<lanes {
      let value = x < bytes ? row.load(fromByteOffset: x, as: UInt8.self) : e.neutralByte
      wide.storeBytes(of: value, toByteOffset: y &* lanes &+ x, as: UInt8.self)
    }
  }
  rectangle(
    UnsafeRawPointer(wide), lanes, lanes, height, wideOut, lanes, l, r, a, b,
    scratch + 2 &* height &* lanes, e)
  for y in 0..<height {
    (out + y &* outStride &* size).copyMemory(
      from: UnsafeRawPointer(wideOut) + y &* lanes, byteCount: bytes)
  }
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
  return narrow &+ rows &* 8 &+ rows &* paddedPitch(bytes, 0)
    &+ 2 &* batchRows(bytes) &* paddedPitch(bytes, columns &* size)
}

/// Bytes of a row with `extra` bytes of padding and room for vectors that overhang.
@inline(__always)
private func paddedPitch(_ bytes: Int, _ extra: Int) -> Int { (bytes &+ extra &+ 192 &+ 63) & ~63 }

/// Up to this many rows are compared one by one, two outputs at a time; taller windows from the
/// extremes of what precedes and follows a row in blocks of the window's height.
@inline(__always)
private var directRows: Int { 9 }

/// Rows that go through the passes together: a pass must not read what the one before it has only
/// just written, and all of it should stay in the first-level cache. Even, as rows come in pairs.
@inline(__always)
private func batchRows(_ bytes: Int) -> Int { max(2, min(32, 8192 / bytes)) & ~1 }

/// All strides in bytes; at least a vector wide.
@inline(never)
private func rectangle(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int, _ scratch: UnsafeMutableRawPointer, _ e: Extremum
) {
  let size = e.sampleBytes
  let window = left &+ right &+ 1
  let rows = above &+ below &+ 1
  let batch = batchRows(bytes)
  let pitch = paddedPitch(bytes, (left &+ right) &* size)
  // A batch of columns' extremes with padding that does not count, and one for wider windows.
  let columns = scratch + left &* size
  let grown = scratch + batch &* pitch
  let rest = grown + batch &* pitch
  if window > 1 {
    scratch.initializeMemory(as: UInt8.self, repeating: e.neutralByte, count: batch &* pitch)
  }
  var y = 0
  while y < height {
    let count = min(batch, height &- y)
    let target = window == 1 ? out + y &* outStride : columns
    let targetPitch = window == 1 ? outStride : pitch
    if rows <= directRows {
      columnExtremes(
        source, stride, bytes, height, y, count, above, rows, target, targetPitch,
        rest.assumingMemoryBound(to: Int.self), e)
    } else {
      tallColumnExtremes(
        source, stride, bytes, height, y, count, above, rows, target, targetPitch, rest, e)
    }
    if window > 1 {
      windowExtremes(
        UnsafeRawPointer(scratch), grown, pitch, out + y &* outStride, outStride, bytes, count,
        window, e)
    }
    y &+= count
  }
}

@inline(__always)
private func rowOffset(_ y: Int, _ height: Int, _ stride: Int) -> Int {
  max(0, min(height &- 1, y)) &* stride
}

/// Extremes of rows y - above ..< y - above + rows for `count` rows from y on.
@inline(never)
private func columnExtremes(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ height: Int, _ y: Int, _ count: Int,
  _ above: Int, _ rows: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int,
  _ offsets: UnsafeMutablePointer<Int>, _ e: Extremum
) {
  var v = 0
  while v < count {
    let o = out + v &* outStride
    for k in 0...rows { offsets[k] = rowOffset(y &+ v &- above &+ k, height, stride) }
    if rows == 1 || v &+ 1 == count {
      rowExtremum(source, offsets, rows, o, bytes, e)
      v &+= 1
    } else {
      rowExtremumPair(source, offsets, rows &+ 1, o, o + outStride, bytes, e)
      v &+= 2
    }
  }
}

/// The same for taller windows, in blocks of `rows` rows: the extremes from each of a block's rows to
/// its last, joined with the extremes of the rows below the block down to each. `memory` keeps both
/// from call to call; calls go down without a gap.
@inline(never)
private func tallColumnExtremes(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ height: Int, _ y: Int, _ count: Int,
  _ above: Int, _ rows: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int,
  _ memory: UnsafeMutableRawPointer, _ e: Extremum
) {
  let pitch = paddedPitch(bytes, 0)
  let prefix = memory + rows &* pitch
  var k = y % rows
  for v in 0..<count {
    let o = out + v &* outStride
    if k == 0 {
      var i = rows &- 1
      (memory + i &* pitch).copyMemory(
        from: source + rowOffset(y &+ v &- above &+ i, height, stride), byteCount: bytes)
      while i > 0 {
        i &-= 1
        let row = source + rowOffset(y &+ v &- above &+ i, height, stride)
        let suffix = memory + i &* pitch
        rowExtremumOfTwo(row, suffix + pitch, suffix, bytes, e)
      }
      prefix.initializeMemory(as: UInt8.self, repeating: e.neutralByte, count: bytes)
      o.copyMemory(from: UnsafeRawPointer(memory), byteCount: bytes)
    } else {
      let row = source + rowOffset(y &+ v &- above &+ rows &- 1, height, stride)
      rowExtremumOfThree(prefix, row, memory + k &* pitch, o, bytes, e)
    }
    k = k &+ 1 == rows ? 0 : k &+ 1
  }
}
