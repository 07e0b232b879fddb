import CVectors

// Erosion and dilation of 8- and 16-bit images by the disk of ``diskHalfWidth``, 1 <= radius <= 15.
// What lies outside the image does not count. Strides are in samples. `scratch`:
// ``morphologyDiskScratchBytes``.

/// Least 8-bit sample of each disk.
@inline(never)
public func erodeDisk8(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer
) {
  disk(source, stride, width, height, out, outStride, radius, scratch, .least8)
}

/// Greatest 8-bit sample of each disk.
@inline(never)
public func dilateDisk8(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer
) {
  disk(source, stride, width, height, out, outStride, radius, scratch, .greatest8)
}

/// Least 16-bit sample of each disk.
@inline(never)
public func erodeDisk16(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer
) {
  disk(source, stride, width, height, out, outStride, radius, scratch, .least16)
}

/// Greatest 16-bit sample of each disk.
@inline(never)
public func dilateDisk16(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer
) {
  disk(source, stride, width, height, out, outStride, radius, scratch, .greatest16)
}

/// Scratch that the disk kernels need.
@inline(never)
public func morphologyDiskScratchBytes(_ radius: Int) -> Int {
  (3 &+ radius &* ringRows(radius)) &* tilePitch &+ (4 &* radius &+ 8) &* 8
}

/// Bytes of a row that are treated together, so that all rows kept fit the second-level cache.
@inline(__always)
private var tileBytes: Int { 512 }

/// Bytes on each side of a tile's row: 15 samples of 16 bits.
@inline(__always)
private var tileMargin: Int { 32 }

@inline(__always)
private var tilePitch: Int { tileBytes &+ 2 &* tileMargin &+ 64 }

/// Rows kept: a power of two, at least as many as the disk has.
@inline(__always)
private func ringRows(_ radius: Int) -> Int {
  var n = 4
  while n < 2 &* radius &+ 1 { n &*= 2 }
  return n
}

/// For each source row the extremes over horizontal segments of every half width that the disk has,
/// each from the one before; then for each output the extreme over the disk's rows.
@inline(__always)
private func disk(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer, _ e: Extremum
) {
  let size = sampleBytes(e)
  let bytes = width &* size
  let rows = ringRows(radius)
  let plain = scratch + tileMargin
  let between = plain + tilePitch
  let narrow = between + tilePitch
  let ring = narrow + tilePitch
  let offsets = (scratch + (3 &+ radius &* rows) &* tilePitch).assumingMemoryBound(to: Int.self)
  // Where in the ring the segments for each vertical distance are; widths[k] is the k-th half width.
  let planes = offsets + (2 &* radius &+ 1)
  let widths = planes + (radius &+ 1)
  var count = 0
  for k in 0...radius {
    let half = diskHalfWidth(radius, radius &- k)
    if count == 0 || widths[count &- 1] != half {
      widths[count] = half
      count &+= 1
    }
    planes[radius &- k] = (count &- 1) &* rows &* tilePitch
  }

  var tile = 0
  while tile < bytes {
    let span = max(lanes, min(tileBytes, bytes))
    let x = max(0, min(tile, bytes &- span))
    for s in 0..<(height &+ radius) {
      if s < height {
        copyPadded(source + s &* stride &* size, bytes, x, span, radius &* size, plain, e)
        let slot = ring + (s & (rows &- 1)) &* tilePitch
        var from = plain
        var half = 0
        for k in 0..<count {
          let to = slot + k &* rows &* tilePitch
          // The join of three segments reaches 3 h + 1 at once.
          while 3 &* half &+ 1 < widths[k] {
            widen(from, between, span, half, 3 &* half &+ 1, radius, e)
            half = 3 &* half &+ 1
            from = between
          }
          widen(from, to, span, half, widths[k], radius, e)
          half = widths[k]
          from = to
        }
      }
      let y = s &- radius
      if y >= 0 {
        for dy in (0 &- radius)...radius {
          let row = max(0, min(height &- 1, y &+ dy))
          offsets[dy &+ radius] = planes[abs(dy)] &+ (row & (rows &- 1)) &* tilePitch
        }
        let target = out + y &* outStride &* size
        if bytes < lanes {
          rowExtremum(UnsafeRawPointer(ring), offsets, 2 &* radius &+ 1, narrow, span, e)
          target.copyMemory(from: narrow, byteCount: bytes)
        } else {
          rowExtremum(UnsafeRawPointer(ring), offsets, 2 &* radius &+ 1, target + x, span, e)
        }
      }
    }
    tile &+= tileBytes
  }
}

/// Copies bytes x - margin ..< x + span + margin of a row to `out` - margin; those outside the row
/// become what does not count.
@inline(__always)
private func copyPadded(
  _ row: UnsafeRawPointer, _ bytes: Int, _ x: Int, _ span: Int, _ margin: Int,
  _ out: UnsafeMutableRawPointer, _ e: Extremum
) {
  let first = max(0, x &- margin)
  let last = min(bytes, x &+ span &+ margin)
  let before = margin &- (x &- first)
  (out - margin).initializeMemory(as: UInt8.self, repeating: neutralByte(e), count: before)
  (out + (first &- x)).copyMemory(from: row + first, byteCount: last &- first)
  (out + (last &- x)).initializeMemory(
    as: UInt8.self, repeating: neutralByte(e), count: x &+ span &+ margin &- last)
}

/// From extremes over segments of half width `half` those of half width `wider`, at most
/// 3 * half + 1, over the span and as much beyond it as a disk of `radius` still needs.
@inline(__always)
private func widen(
  _ from: UnsafeMutableRawPointer, _ to: UnsafeMutableRawPointer, _ span: Int, _ half: Int,
  _ wider: Int, _ radius: Int, _ e: Extremum
) {
  let size = sampleBytes(e)
  let p = UnsafeRawPointer(from)
  let d = (wider &- half) &* size
  let beyond = (radius &- wider) &* size
  var x = 0 &- beyond
  if wider &- half <= half {
    while x < span &+ beyond {
      store(pick(load(p, x &- d), load(p, x &+ d), e), to, x)
      x &+= lanes
    }
  } else {
    while x < span &+ beyond {
      store(pick(pick(load(p, x &- d), load(p, x), e), load(p, x &+ d), e), to, x)
      x &+= lanes
    }
  }
}
