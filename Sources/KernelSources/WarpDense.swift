import CVectors

/// Sample offsets and fractions of `count` pixels from (x, y) on, displaced by maps: in 2^-16
/// pixel, plus `half`. Whether all have their neighbours, `reach` pixels further, in the image; the
/// offsets of those that have not are 0, and the bits of `outside`, a byte for each eight, are set.
/// Works on whole groups of eight, whose displacements must be readable.
@inline(__always)
func locateDense(
  _ x: Int, _ y: Int, _ count: Int, _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
  _ half: Int32, _ reach: Int, _ width: Int, _ height: Int, _ stride: Int, _ channels: Int,
  _ offsets: UnsafeMutablePointer<Int32>, _ fx: UnsafeMutablePointer<UInt16>,
  _ fy: UnsafeMutablePointer<UInt16>, _ outside: UnsafeMutablePointer<UInt8>
) -> Bool {
  let (mapX, mapY) = (UnsafeRawPointer(dx), UnsafeRawPointer(dy))
  let (outX, outY) = (UnsafeMutableRawPointer(fx), UnsafeMutableRawPointer(fy))
  let places = UnsafeMutableRawPointer(offsets)
  let halves = vs32x8(repeating: half)
  let right = vs32x8(repeating: Int32(truncatingIfNeeded: width &- 1 &- reach))
  let bottom = vs32x8(repeating: Int32(truncatingIfNeeded: height &- 1 &- reach))
  let perRow = vs32x8(repeating: Int32(truncatingIfNeeded: stride))
  let perPixel = vs32x8(repeating: Int32(truncatingIfNeeded: channels))
  let perBoth = vs32x8(repeating: Int32(truncatingIfNeeded: stride &<< 16 | channels))
  // Coordinates in the image have 15 bits; so have most strides.
  let isNarrow = stride < 32768 && channels < 32768
  let row = vs32x8(repeating: Int32(truncatingIfNeeded: y))
  var column = v_iota32x8() &+ vs32x8(repeating: Int32(truncatingIfNeeded: x))
  var any: UInt8 = 0
  var i = 0
  while i < count {
    let px = v_fixed16x8(mapX.loadUnaligned(fromByteOffset: 4 &* i, as: vf32x8.self)) &+ halves
    let py = v_fixed16x8(mapY.loadUnaligned(fromByteOffset: 4 &* i, as: vf32x8.self)) &+ halves
    if reach > 0 {
      outX.storeBytes(of: v_low16x8(px), toByteOffset: 2 &* i, as: vu16x8.self)
      outY.storeBytes(of: v_low16x8(py), toByteOffset: 2 &* i, as: vu16x8.self)
    }
    let u = column &+ v_sar32x8(px, 16)
    let v = row &+ v_sar32x8(py, 16)
    // Negative where one of the four differences is.
    let beyond = v_or32x8(v_or32x8(u, right &- u), v_or32x8(v, bottom &- v))
    let marks = v_signs32x8(beyond)
    var o =
      isNarrow
      ? v_madd16x16(v_pair16x16(u, v), perBoth)
      : v_mul32x8(v, perRow) &+ v_mul32x8(u, perPixel)
    if marks != 0 { o = v_andnot32x8(o, v_sar32x8(beyond, 31)) }
    places.storeBytes(of: o, toByteOffset: 4 &* i, as: vs32x8.self)
    outside[i &>> 3] = marks
    any |= marks
    column = column &+ vs32x8(repeating: 8)
    i &+= 8
  }
  return any == 0
}

/// The displacement at an element of a map, in 2^-16 pixel.
@inline(__always) func fixed16(_ map: UnsafePointer<Float>, _ i: Int) -> Int {
  Int(v_fixed16x8(vf32x8(repeating: map[i]))[0])
}

/// out(x, y) = source(x + dx(x, y), y + dy(x, y)), bilinear or nearest, 8 bit, any number of
/// channels. Displacements count to 2^-16 pixel, toward zero, and up to 16383 pixels; one that is
/// not a number lies outside. Strides in samples. `scratch`: 16384 bytes. Maps are
/// readable 32 bytes beyond each row's end.
@inline(never)
public func warpDense8(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ dx: UnsafePointer<Float>, _ dxStride: Int, _ dy: UnsafePointer<Float>, _ dyStride: Int,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt8, _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource8(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  let stage = WarpStage8(scratch)
  let beyond = (scratch + 8192).assumingMemoryBound(to: UInt8.self)
  let half: Int32 = nearest ? 32768 : 0
  for y in 0..<outHeight {
    var x = 0
    while x < outWidth {
      let count = min(warpBlock, outWidth &- x)
      let (mapX, mapY) = (dx + (y &* dxStride &+ x), dy + (y &* dyStride &+ x))
      let target = out + (y &* outStride &+ x &* channels)
      // A source of one row or column has no whole neighbourhood: offset 0 must not be used.
      let small = !nearest && (width < 2 || height < 2)
      askToRead(
        source + ((y &+ sourceRowsAhead) &* stride &+ x &* channels), count &* channels)
      let all: Bool
      if nearest {
        all = locateDense(
          x, y, count, mapX, mapY, half, 0, width, height, stride, channels, stage.offsets,
          stage.fx, stage.fy, beyond)
        stage.fetch(image, count, target)
      } else {
        all = locateDense(
          x, y, count, mapX, mapY, half, 1, width, height, stride, channels, stage.offsets,
          stage.fx, stage.fy, beyond)
        if !small { stage.gather(image, count, target) }
      }
      if !all {
        for group in 0..<((count &+ 7) &>> 3) where beyond[group] != 0 {
          for i in (8 &* group)..<min(count, 8 &* group &+ 8)
          where beyond[group] &>> UInt8(truncatingIfNeeded: i & 7) & 1 != 0 {
            let px = (x &+ i) &<< 16 &+ fixed16(mapX, i) &+ Int(half)
            let py = y &<< 16 &+ fixed16(mapY, i) &+ Int(half)
            if nearest {
              image.nearest(px &>> 16, py &>> 16, target + i &* channels)
            } else {
              image.pixel(px, py, target + i &* channels)
            }
          }
        }
      }
      x &+= count
    }
  }
}

/// out(x, y) = source(x + dx(x, y), y + dy(x, y)), bilinear or nearest, 16 bit, any number of
/// channels. Displacements count to 2^-16 pixel, toward zero, and up to 16383 pixels; one that is
/// not a number lies outside. Strides in samples. `scratch`: 16384 bytes. Maps are
/// readable 32 bytes beyond each row's end.
@inline(never)
public func warpDense16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ dx: UnsafePointer<Float>, _ dxStride: Int, _ dy: UnsafePointer<Float>, _ dyStride: Int,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt16, _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource16(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  let stage = WarpStage16(scratch)
  let beyond = (scratch + 8192).assumingMemoryBound(to: UInt8.self)
  let half: Int32 = nearest ? 32768 : 0
  for y in 0..<outHeight {
    var x = 0
    while x < outWidth {
      let count = min(warpBlock, outWidth &- x)
      let (mapX, mapY) = (dx + (y &* dxStride &+ x), dy + (y &* dyStride &+ x))
      let target = out + (y &* outStride &+ x &* channels)
      // A source of one row or column has no whole neighbourhood: offset 0 must not be used.
      let small = !nearest && (width < 2 || height < 2)
      askToRead(
        source + ((y &+ sourceRowsAhead) &* stride &+ x &* channels), 2 &* count &* channels)
      let all: Bool
      if nearest {
        all = locateDense(
          x, y, count, mapX, mapY, half, 0, width, height, stride, channels, stage.offsets,
          stage.fx, stage.fy, beyond)
        stage.fetch(image, count, target)
      } else {
        all = locateDense(
          x, y, count, mapX, mapY, half, 1, width, height, stride, channels, stage.offsets,
          stage.fx, stage.fy, beyond)
        if !small { stage.gather(image, count, target) }
      }
      if !all {
        for group in 0..<((count &+ 7) &>> 3) where beyond[group] != 0 {
          for i in (8 &* group)..<min(count, 8 &* group &+ 8)
          where beyond[group] &>> UInt8(truncatingIfNeeded: i & 7) & 1 != 0 {
            let px = (x &+ i) &<< 16 &+ fixed16(mapX, i) &+ Int(half)
            let py = y &<< 16 &+ fixed16(mapY, i) &+ Int(half)
            if nearest {
              image.nearest(px &>> 16, py &>> 16, target + i &* channels)
            } else {
              image.pixel(px, py, target + i &* channels)
            }
          }
        }
      }
      x &+= count
    }
  }
}
