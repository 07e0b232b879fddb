import CVectors

/// Scratch that the disk kernel needs for rows of `bytes` bytes.
@inline(never)
public func morphologyDiskScratchBytes(_ bytes: Int, _ radius: Int) -> Int {
  let general =
    (3 &+ radius &* ringRows(radius)) &* tilePitch(tileSpan(bytes)) &+ (4 &* radius &+ 8) &* 8
  return max(general, stripScratchBytes)
}

/// Bytes of a row that are treated together, at least a vector: the rows that are kept then fit the
/// second-level cache.
@inline(__always)
private func tileSpan(_ bytes: Int) -> Int {
  let tiles = (bytes &+ 767) / 768
  return max(lanes, ((bytes &+ tiles &- 1) / tiles &+ 63) & ~63)
}

/// Bytes on each side of a tile's row: 15 samples of 16 bits.
@inline(__always)
private var tileMargin: Int { 32 }

@inline(__always)
private func tilePitch(_ span: Int) -> Int { span &+ 2 &* tileMargin &+ 64 }

/// Rows kept: a power of two, at least as many as the disk has.
@inline(__always)
private func ringRows(_ radius: Int) -> Int {
  var n = 4
  while n < 2 &* radius &+ 1 { n &*= 2 }
  return n
}

/// Erosion or dilation of 8- and 16-bit images by the disk of ``diskHalfWidth``, 1 <= radius <= 15:
/// for each source row the extremes over horizontal segments of every half width that the disk has,
/// each from the one before; then for each output the extreme over the disk's rows.
///
/// What lies outside the image does not count. `source` is the first of the `rows` rows whose
/// results are wanted, `rowsAbove` and `rowsBelow` rows of the image exist around them. Strides are
/// in samples. `extremum`: see ``Extremum``. `scratch`: ``morphologyDiskScratchBytes``.
@inline(never)
public func morphologyDisk(
  _ source: UnsafeRawPointer, _ stride: Int, _ width: Int, _ rows: Int, _ rowsAbove: Int,
  _ rowsBelow: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int, _ radius: Int,
  _ scratch: UnsafeMutableRawPointer, _ extremum: Int
) {
  let e = Extremum(code: extremum)
  let size = e.sampleBytes
  let bytes = width &* size
  if radius == 2 {
    smallMorphology(
      source, stride &* size, bytes, rows, rowsAbove, rowsBelow, out, outStride &* size, scratch,
      .disk2, e)
    return
  }
  let span = min(tileSpan(bytes), max(lanes, bytes))
  let pitch = tilePitch(tileSpan(bytes))
  let mask = ringRows(radius) &- 1
  let plain = scratch + tileMargin
  let narrow = scratch + 2 &* pitch
  let ring = scratch + 3 &* pitch
  let offsets = (ring + radius &* (mask &+ 1) &* pitch).assumingMemoryBound(to: Int.self)
  // Where in the ring the segments for each vertical distance are, and for each half width, -1 for
  // those that the disk does not have.
  let planeOfRow = offsets + (2 &* radius &+ 1)
  let planeOfHalf = planeOfRow + (radius &+ 1)
  for half in 0...radius { planeOfHalf[half] = -1 }
  var planes = 0
  for dy in 0...radius {
    let half = diskHalfWidth(radius, dy)
    if planeOfHalf[half] < 0 {
      planeOfHalf[half] = planes &* (mask &+ 1) &* pitch
      planes &+= 1
    }
    planeOfRow[dy] = planeOfHalf[half]
  }

  // Rows relative to the first result: those that exist, and those of them that are needed.
  let (top, bottom) = (0 &- rowsAbove, rows &- 1 &+ rowsBelow)
  let (first, last) = (max(top, 0 &- radius), min(bottom, rows &- 1 &+ radius))
  var tile = 0
  while tile < bytes {
    let x = max(0, min(tile, bytes &- span))
    @inline(__always) func prepare(_ s: Int) {
      copyPadded(
        source + s &* stride &* size, stride &* size, bytes, x, span, radius &* size,
        plain + (s & 1) &* pitch, e)
    }
    prepare(first)
    for s in first..<(rows &+ radius) {
      // A row ahead, so that no row is read right after it was written.
      if s < last { prepare(s &+ 1) }
      if s <= last {
        segmentExtremes(
          UnsafeRawPointer(plain) + (s & 1) &* pitch, ring + (s & mask) &* pitch, span, radius,
          planeOfHalf, e)
      }
      let y = s &- radius
      if y >= 0 {
        for dy in (0 &- radius)...radius {
          let row = max(top, min(bottom, y &+ dy))
          offsets[dy &+ radius] = planeOfRow[abs(dy)] &+ (row & mask) &* pitch
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
    tile &+= span
  }
}

/// Copies bytes x - margin ..< x + span + margin of a row to `out` - margin; those outside the row
/// become what does not count.
@inline(__always)
private func copyPadded(
  _ row: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ x: Int, _ span: Int, _ margin: Int,
  _ out: UnsafeMutableRawPointer, _ e: Extremum
) {
  let first = max(0, x &- margin)
  let last = min(bytes, x &+ span &+ margin)
  let before = margin &- (x &- first)
  // Tiles are too narrow for the processor to see what comes next.
  var k = 0
  while k < span {
    v_read_ahead(row + (x &+ k &+ 4 &* stride))
    k &+= 64
  }
  (out - margin).initializeMemory(as: UInt8.self, repeating: e.neutralByte, count: before)
  (out + (first &- x)).copyMemory(from: row + first, byteCount: last &- first)
  (out + (last &- x)).initializeMemory(
    as: UInt8.self, repeating: e.neutralByte, count: x &+ span &+ margin &- last)
}

/// Extremes over the segments x - h ... x + h of `row` for all half widths h up to `radius`, those
/// kept that have a plane, `planeOfHalf[h]` bytes from `out`.
@inline(never)
func segmentExtremes(
  _ row: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ span: Int, _ radius: Int,
  _ planeOfHalf: UnsafePointer<Int>, _ e: Extremum
) {
  let size = e.sampleBytes
  specialized(e) { e in
    var x = 0
    while x < span {
      let p = row + x
      var (a, b) = (load(p, 0), load(p, lanes))
      var half = 1
      while half <= radius {
        let d = half &* size
        a = pick(pick(a, load(p, 0 &- d), e), load(p, d), e)
        b = pick(pick(b, load(p, lanes &- d), e), load(p, lanes &+ d), e)
        let plane = planeOfHalf[half]
        if plane >= 0 {
          store(a, out, plane &+ x)
          store(b, out, plane &+ x &+ lanes)
        }
        half &+= 1
      }
      x &+= 2 &* lanes
    }
  }
}
