import CVectors

/// Bytes from one row of an edge tile to the next: a vector and its neighbours on both sides.
@inline(__always)
var edgeTilePitch: Int { 128 }

/// Rows of a strip that are walked at once: enough that the extra rows cost little, few enough that
/// neighbouring strips find them in the first-level cache.
@inline(__always)
var stripRows: Int { 16 }

/// Rows around a strip's that may be asked for; further ones than the radius only to be discarded.
@inline(__always)
private var stripMargin: Int { 4 }

/// Scratch that ``walkStrips`` needs.
@inline(__always)
var stripScratchBytes: Int {
  (stripRows &+ 4) &* edgeTilePitch &+ stripRows &* lanes &+ 16 &* (stripRows &+ 2 &* stripMargin)
}

/// A strip one vector wide and `rows` high. `source` is its first sample; row y relative to that, or
/// the outermost that exists, is `offsets[y]` bytes away, -4 <= y < rows + 4. `out` takes the
/// result.
struct Strip {
  var source: UnsafeRawPointer
  var offsets: UnsafePointer<Int>
  var out: UnsafeMutableRawPointer
  var outStride: Int
  var rows: Int

  @inline(__always)
  func row(_ y: Int) -> UnsafeRawPointer { source + offsets[y] }
}

/// Divides `rows` rows of an image into strips one vector wide and at most ``stripRows`` high, and
/// calls `walk` with each. A strip may read `radius` samples of `size` bytes beside it; at the
/// image's first and last columns it gets a copy with the border repeated. Strips may overlap.
///
/// `source` is the first of the rows, `rowsAbove` and `rowsBelow` exist around them. Strides and
/// `bytes`, the width, are in bytes; radius <= 2. `scratch`: ``stripScratchBytes``.
@inline(__always)
func walkStrips(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ rows: Int, _ rowsAbove: Int,
  _ rowsBelow: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int, _ size: Int,
  _ scratch: UnsafeMutableRawPointer, _ walk: (Strip) -> Void
) {
  let margin = radius &* size
  let narrow = scratch + (stripRows &+ 4) &* edgeTilePitch
  let offsets = (narrow + stripRows &* lanes).assumingMemoryBound(to: Int.self) + stripMargin
  let tileOffsets = offsets + (stripRows &+ 2 &* stripMargin)
  var y = 0
  while y < rows {
    let count = min(stripRows, rows &- y)
    let from = source + y &* stride
    let to = out + y &* outStride
    for v in (0 &- stripMargin)..<(count &+ stripMargin) {
      offsets[v] = max(0 &- y &- rowsAbove, min(rows &- 1 &- y &+ rowsBelow, v)) &* stride
      tileOffsets[v] = max(0 &- radius, min(count &- 1 &+ radius, v)) &* edgeTilePitch
    }
    // The last strip ends with the row; it may overlap the one before.
    var x = 0
    while x < bytes {
      if x > 0 && x &+ lanes &+ margin <= bytes {
        walk(
          Strip(source: from + x, offsets: offsets, out: to + x, outStride: outStride, rows: count))
      } else {
        if x > 0 && x &+ lanes > bytes { x = max(0, bytes &- lanes) }
        fillEdgeTile(from, offsets, count, bytes, x, radius, size, scratch)
        walk(
          Strip(
            source: UnsafeRawPointer(scratch) + (radius &* edgeTilePitch &+ margin),
            offsets: tileOffsets, out: bytes < lanes ? narrow : to + x,
            outStride: bytes < lanes ? lanes : outStride, rows: count))
      }
      x &+= lanes
    }
    if bytes < lanes {
      for v in 0..<count {
        (to + v &* outStride).copyMemory(
          from: UnsafeRawPointer(narrow) + v &* lanes, byteCount: bytes)
      }
    }
    y &+= count
  }
}

/// Copies one vector's columns from byte `x` of `rows` rows on, with `radius` samples and rows around
/// them, into rows of ``edgeTilePitch`` bytes; what lies outside the image repeats its border.
@inline(never)
func fillEdgeTile(
  _ source: UnsafeRawPointer, _ offsets: UnsafePointer<Int>, _ rows: Int, _ bytes: Int, _ x: Int,
  _ radius: Int, _ size: Int, _ tile: UnsafeMutableRawPointer
) {
  let margin = radius &* size
  var out = tile
  for v in (0 &- radius)..<(rows &+ radius) {
    let row = source + offsets[v]
    @inline(__always) func copyByte(_ to: Int, _ from: Int) {
      out.storeBytes(
        of: row.load(fromByteOffset: from, as: UInt8.self), toByteOffset: to, as: UInt8.self)
    }
    // Samples are one or two bytes.
    @inline(__always) func copySample(_ to: Int) {
      let from = max(0, min(bytes &- size, x &+ to &- margin))
      copyByte(to, from)
      copyByte(to &+ size &- 1, from &+ size &- 1)
    }
    var k = 0
    if x &+ lanes <= bytes {
      store(load(row, x), out, margin)
      while k < margin {
        copySample(k)
        copySample(margin &+ lanes &+ k)
        k &+= size
      }
    } else {
      while k < lanes &+ 2 &* margin {
        copySample(k)
        k &+= size
      }
    }
    out += edgeTilePitch
  }
}
