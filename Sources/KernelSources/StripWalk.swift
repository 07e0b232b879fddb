import CVectors

/// Bytes from one row of an edge tile to the next: a vector and its neighbours on both sides.
@inline(__always)
var edgeTilePitch: Int { 128 }

/// Rows of a strip that are walked at once: enough that the extra rows cost little, few enough that
/// neighbouring strips find them in the first-level cache.
@inline(__always)
var stripRows: Int { 20 }

/// Scratch that ``walkStrips`` needs.
@inline(__always)
var stripScratchBytes: Int { (stripRows &+ 4) &* edgeTilePitch &+ stripRows &* lanes }

/// Rows around which a strip's result is computed. `source` is its first sample in its first row,
/// rows `top...bottom` relative to that exist, `out` takes `rows` rows. Strides are in bytes.
struct Strip {
  var source: UnsafeRawPointer
  var stride: Int
  var top: Int
  var bottom: Int
  var out: UnsafeMutableRawPointer
  var outStride: Int
  var rows: Int

  /// Row y, or the outermost that exists.
  @inline(__always)
  func row(_ y: Int) -> UnsafeRawPointer { source + max(top, min(bottom, y)) &* stride }
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
  var y = 0
  while y < rows {
    let count = min(stripRows, rows &- y)
    let from = source + y &* stride
    let to = out + y &* outStride
    let top = 0 &- y &- rowsAbove
    let bottom = rows &- 1 &- y &+ rowsBelow
    // The last strip ends with the row; what is before it may overlap it.
    var x = 0
    while x < bytes {
      var strip = Strip(
        source: from + x, stride: stride, top: top, bottom: bottom, out: to + x,
        outStride: outStride, rows: count)
      let isInner = x > 0 && x &+ lanes &+ margin <= bytes
      if !isInner {
        if x > 0 && x &+ lanes > bytes { x = max(0, bytes &- lanes) }
        strip.source = from
        fillEdgeTile(strip, bytes, x, radius, size, scratch)
        strip = Strip(
          source: UnsafeRawPointer(scratch) + (radius &* edgeTilePitch &+ margin),
          stride: edgeTilePitch, top: 0 &- radius, bottom: count &- 1 &+ radius, out: to + x,
          outStride: outStride, rows: count)
        if bytes < lanes {
          strip.out = narrow
          strip.outStride = lanes
        }
      }
      walk(strip)
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

/// Copies one vector's columns from byte `x` of the strip's rows on, with `radius` samples and rows
/// around them, into rows of ``edgeTilePitch`` bytes; what lies outside the image repeats its border.
@inline(never)
private func fillEdgeTile(
  _ strip: Strip, _ bytes: Int, _ x: Int, _ radius: Int, _ size: Int,
  _ tile: UnsafeMutableRawPointer
) {
  let margin = radius &* size
  var out = tile
  for v in (0 &- radius)..<(strip.rows &+ radius) {
    let row = strip.row(v)
    @inline(__always) func copySample(_ to: Int, _ from: Int) {
      // Samples of one or two bytes.
      out.storeBytes(of: row.load(fromByteOffset: from, as: UInt8.self), toByteOffset: to,
        as: UInt8.self)
      if size == 2 {
        out.storeBytes(of: row.load(fromByteOffset: from &+ 1, as: UInt8.self),
          toByteOffset: to &+ 1, as: UInt8.self)
      }
    }
    @inline(__always) func copyClamped(_ to: Int) {
      copySample(to, max(0, min(bytes &- size, x &+ to &- margin)))
    }
    var k = 0
    if x &+ lanes <= bytes {
      store(load(row, x), out, margin)
      while k < margin {
        copyClamped(k)
        copyClamped(margin &+ lanes &+ k)
        k &+= size
      }
    } else {
      while k < lanes &+ 2 &* margin {
        copyClamped(k)
        k &+= size
      }
    }
    out += edgeTilePitch
  }
}
