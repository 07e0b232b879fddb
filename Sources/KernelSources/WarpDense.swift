import CVectors

/// Sample offsets and fractions of `count` pixels from (x, y) on, displaced by maps: in 2^-16
/// pixel, plus `half`. Whether all have their neighbours, `reach` pixels further, in the image;
/// the offsets of those that have not are 0, and marked.
@inline(__always)
func locateDense(
  _ x: Int, _ y: Int, _ count: Int, _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
  _ half: Int32, _ reach: Int, _ width: Int, _ height: Int, _ stride: Int, _ channels: Int,
  _ offsets: UnsafeMutablePointer<Int32>, _ fx: UnsafeMutablePointer<UInt16>,
  _ fy: UnsafeMutablePointer<UInt16>, _ outside: UnsafeMutablePointer<Int32>
) -> Bool {
  let (x0, y0) = (Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y))
  let right = Int32(truncatingIfNeeded: width &- 1 &- reach)
  let bottom = Int32(truncatingIfNeeded: height &- 1 &- reach)
  let perRow = Int32(truncatingIfNeeded: stride)
  let perPixel = Int32(truncatingIfNeeded: channels)
  var any: Int32 = 0
  for i in 0..<count {
    let px = cv_fixed16(dx[i]) &+ half
    let py = cv_fixed16(dy[i]) &+ half
    fx[i] = UInt16(truncatingIfNeeded: px)
    fy[i] = UInt16(truncatingIfNeeded: py)
    let u = x0 &+ Int32(truncatingIfNeeded: i) &+ px &>> 16
    let v = y0 &+ py &>> 16
    // All ones where one of the four differences is negative.
    let beyond = (u | (right &- u) | v | (bottom &- v)) &>> 31
    outside[i] = beyond
    any |= beyond
    offsets[i] = (v &* perRow &+ u &* perPixel) & ~beyond
  }
  return any == 0
}

/// out(x, y) = source(x + dx(x, y), y + dy(x, y)), bilinear or nearest, 8 bit, any number of
/// channels. Displacements count to 2^-16 pixel, toward zero, and up to 16383 pixels; one that is
/// not a number lies outside. Strides in samples. `scratch`: 16384 bytes.
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
  let beyond = (scratch + 8192).assumingMemoryBound(to: Int32.self)
  let half: Int32 = nearest ? 32768 : 0
  for y in 0..<outHeight {
    var x = 0
    while x < outWidth {
      let count = min(warpBlock, outWidth &- x)
      let (mapX, mapY) = (dx + (y &* dxStride &+ x), dy + (y &* dyStride &+ x))
      let target = out + (y &* outStride &+ x &* channels)
      // A source of one row or column has no whole neighbourhood: offset 0 must not be used.
      let small = !nearest && (width < 2 || height < 2)
      let all = locateDense(
        x, y, count, mapX, mapY, half, nearest ? 0 : 1, width, height, stride, channels,
        stage.offsets, stage.fx, stage.fy, beyond)
      if nearest {
        for i in 0..<count {
          let p = source + Int(stage.offsets[i])
          for c in 0..<channels { target[i &* channels &+ c] = p[c] }
        }
      } else if !small {
        stage.gather(image, count, target)
      }
      if !all {
        for i in 0..<count where beyond[i] != 0 {
          let px = (x &+ i) &<< 16 &+ Int(cv_fixed16(mapX[i]) &+ half)
          let py = y &<< 16 &+ Int(cv_fixed16(mapY[i]) &+ half)
          if nearest {
            image.nearest(px &>> 16, py &>> 16, target + i &* channels)
          } else {
            image.pixel(px, py, target + i &* channels)
          }
        }
      }
      x &+= count
    }
  }
}

/// out(x, y) = source(x + dx(x, y), y + dy(x, y)), bilinear or nearest, 16 bit, any number of
/// channels. Displacements count to 2^-16 pixel, toward zero, and up to 16383 pixels; one that is
/// not a number lies outside. Strides in samples. `scratch`: 16384 bytes.
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
  let beyond = (scratch + 8192).assumingMemoryBound(to: Int32.self)
  let half: Int32 = nearest ? 32768 : 0
  for y in 0..<outHeight {
    var x = 0
    while x < outWidth {
      let count = min(warpBlock, outWidth &- x)
      let (mapX, mapY) = (dx + (y &* dxStride &+ x), dy + (y &* dyStride &+ x))
      let target = out + (y &* outStride &+ x &* channels)
      // A source of one row or column has no whole neighbourhood: offset 0 must not be used.
      let small = !nearest && (width < 2 || height < 2)
      let all = locateDense(
        x, y, count, mapX, mapY, half, nearest ? 0 : 1, width, height, stride, channels,
        stage.offsets, stage.fx, stage.fy, beyond)
      if nearest {
        for i in 0..<count {
          let p = source + Int(stage.offsets[i])
          for c in 0..<channels { target[i &* channels &+ c] = p[c] }
        }
      } else if !small {
        stage.gather(image, count, target)
      }
      if !all {
        for i in 0..<count where beyond[i] != 0 {
          let px = (x &+ i) &<< 16 &+ Int(cv_fixed16(mapX[i]) &+ half)
          let py = y &<< 16 &+ Int(cv_fixed16(mapY[i]) &+ half)
          if nearest {
            image.nearest(px &>> 16, py &>> 16, target + i &* channels)
          } else {
            image.pixel(px, py, target + i &* channels)
          }
        }
      }
      x &+= count
    }
  }
}
