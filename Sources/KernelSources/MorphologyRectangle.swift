import CVectors

/// Erosion or dilation of 8- and 16-bit images by a rectangle: first over columns, then over rows.
///
/// The window of the result at (x, y) is columns x - left ... x + right and rows y - above ...
/// y + below, all four >= 0; what lies outside the image does not count. `source` is the first of
/// the `rows` rows whose results are wanted, `rowsAbove` and `rowsBelow` rows of the image exist
/// around them. Strides are in samples. `extremum`: see ``Extremum``. `scratch`:
/// ``morphologyRectangleScratchBytes``.
@inline(never)
public func morphologyRectangle(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ rows: Int, _ rowsAbove: Int,
  _ rowsBelow: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int,
  _ above: Int, _ below: Int, _ scratch: UnsafeMutableRawPointer, _ extremum: Int
) {
  let e = Extremum(code: extremum)
  let size = e.sampleBytes
  let bytes = width &* size
  let reach = max(max(left, right), max(above, below))
  if reach <= 2 && reach >= 1 && left == reach && right == reach && above == reach && below == reach
  {
    smallMorphology(
      source, stride &* size, bytes, rows, rowsAbove, rowsBelow, out, outStride &* size, scratch,
      reach == 1 ? .square3 : .square5, e)
    return
  }
  // Further than the image reaches nothing counts.
  let (l, r) = (min(left, width &- 1), min(right, width &- 1))
  let (a, b) = (min(above, rowsAbove &+ rows &- 1), min(below, rows &- 1 &+ rowsBelow))
  if bytes >= lanes {
    rectangleExtremes(
      source, stride &* size, bytes, rows, rowsAbove, rowsBelow, out, outStride &* size, l, r, a,
      b, scratch, e)
    return
  }
  // Narrower than a vector: widen with what does not count.
  let (first, last) = (0 &- min(a, rowsAbove), rows &+ min(b, rowsBelow))
  let wide = scratch
  let wideOut = scratch + (last &- first) &* lanes
  for y in first..<last {
    let row = source + y &* stride &* size
    for x in 0..<lanes {
      let value = x < bytes ? row.load(fromByteOffset: x, as: UInt8.self) : e.neutralByte
      wide.storeBytes(of: value, toByteOffset: (y &- first) &* lanes &+ x, as: UInt8.self)
    }
  }
  rectangleExtremes(
    UnsafeRawPointer(wide) - first &* lanes, lanes, lanes, rows, 0 &- first, last &- rows, wideOut,
    lanes, l, r, a, b, wideOut + rows &* lanes, e)
  for y in 0..<rows {
    (out + y &* outStride &* size).copyMemory(
      from: UnsafeRawPointer(wideOut) + y &* lanes, byteCount: bytes)
  }
}

/// Scratch that the rectangle kernel needs for results of up to `rows` rows from images of `width`
/// times `height` samples of `size` bytes.
@inline(never)
public func morphologyRectangleScratchBytes(
  _ width: Int, _ height: Int, _ rows: Int, _ size: Int, _ left: Int, _ right: Int, _ above: Int,
  _ below: Int
) -> Int {
  let bytes = max(lanes, width &* size)
  let window = min(above, height) &+ min(below, height) &+ 2
  let narrow = width &* size < lanes ? (window &+ 2 &* rows) &* lanes : 0
  let columns = min(left, width) &+ min(right, width)
  let general =
    narrow &+ window &* 8 &+ window &* paddedPitch(bytes, 0)
    &+ 2 &* batchRows(bytes) &* paddedPitch(bytes, columns &* size)
  return max(general, stripScratchBytes)
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
func rectangleExtremes(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ rows: Int, _ rowsAbove: Int,
  _ rowsBelow: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int, _ left: Int, _ right: Int,
  _ above: Int, _ below: Int, _ scratch: UnsafeMutableRawPointer, _ e: Extremum
) {
  let size = e.sampleBytes
  let window = left &+ right &+ 1
  let tall = above &+ below &+ 1
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
  while y < rows {
    let count = min(batch, rows &- y)
    let columnsOf = WindowColumns(
      source: source + y &* stride, stride: stride, bytes: bytes, top: 0 &- y &- rowsAbove,
      bottom: rows &- 1 &- y &+ rowsBelow, above: above, rows: tall)
    let target = window == 1 ? out + y &* outStride : columns
    let targetPitch = window == 1 ? outStride : pitch
    if tall <= directRows {
      columnExtremes(
        columnsOf, count, target, targetPitch, rest.assumingMemoryBound(to: Int.self), e)
    } else {
      tallColumnExtremes(columnsOf, y, count, target, targetPitch, rest, e)
    }
    if window > 1 {
      windowExtremes(
        UnsafeRawPointer(scratch), grown, pitch, out + y &* outStride, outStride, bytes, count,
        window, e)
    }
    y &+= count
  }
}

/// Windows of `rows` rows of `bytes` bytes, beginning `above` rows above each row; `source` is the
/// first row, rows `top...bottom` relative to it exist.
struct WindowColumns {
  var source: UnsafeRawPointer
  var stride: Int
  var bytes: Int
  var top: Int
  var bottom: Int
  var above: Int
  var rows: Int

  /// Bytes from `source` to row `k` of the window of row `y`, or to the outermost that exists.
  @inline(__always)
  func offset(_ y: Int, _ k: Int) -> Int { max(top, min(bottom, y &- above &+ k)) &* stride }
}

/// Extremes of the windows of `count` rows.
@inline(never)
func columnExtremes(
  _ columns: WindowColumns, _ count: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int,
  _ offsets: UnsafeMutablePointer<Int>, _ e: Extremum
) {
  let (source, bytes, rows) = (columns.source, columns.bytes, columns.rows)
  var y = 0
  while y < count {
    let o = out + y &* outStride
    for k in 0...rows { offsets[k] = columns.offset(y, k) }
    if rows == 1 || y &+ 1 == count {
      rowExtremum(source, offsets, rows, o, bytes, e)
      y &+= 1
    } else {
      rowExtremumPair(source, offsets, rows &+ 1, o, o + outStride, bytes, e)
      y &+= 2
    }
  }
}

/// The same for taller windows, in blocks of as many rows: the extremes from each of a block's rows
/// to its last, joined with the extremes of the rows below the block down to each. `memory` keeps
/// both from call to call; calls go down without a gap, `done` rows before this one.
@inline(never)
func tallColumnExtremes(
  _ columns: WindowColumns, _ done: Int, _ count: Int, _ out: UnsafeMutableRawPointer,
  _ outStride: Int, _ memory: UnsafeMutableRawPointer, _ e: Extremum
) {
  let (source, bytes, rows) = (columns.source, columns.bytes, columns.rows)
  let pitch = paddedPitch(bytes, 0)
  let prefix = memory + rows &* pitch
  var k = done % rows
  for y in 0..<count {
    let o = out + y &* outStride
    if k == 0 {
      var i = rows &- 1
      (memory + i &* pitch).copyMemory(from: source + columns.offset(y, i), byteCount: bytes)
      while i > 0 {
        i &-= 1
        let suffix = memory + i &* pitch
        rowExtremumOfTwo(source + columns.offset(y, i), suffix + pitch, suffix, bytes, e)
      }
      prefix.initializeMemory(as: UInt8.self, repeating: e.neutralByte, count: bytes)
      o.copyMemory(from: UnsafeRawPointer(memory), byteCount: bytes)
    } else {
      let row = source + columns.offset(y, rows &- 1)
      rowExtremumOfThree(prefix, row, memory + k &* pitch, o, bytes, e)
    }
    k = k &+ 1 == rows ? 0 : k &+ 1
  }
}
