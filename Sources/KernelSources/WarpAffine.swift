import CVectors

/// A position or step in pixels as a multiple of 2^-32; far outside any image where it cannot be.
@inline(__always) func fixed32(_ v: Double) -> Int64 {
  let limit = 1073741824.0
  let clamped = v > limit ? limit : (v > -limit ? v : -limit)
  return Int64(clamped * 4294967296.0)
}

/// Columns done at a time: where rows of the result run steeply through the source, so few that
/// the source rows they cross stay in the cache for the next row. A multiple of 8.
@inline(__always) func affineStrip(_ climb: Double, _ width: Int) -> Int {
  let steep = climb < 0 ? -climb : climb
  return steep > 0.75 ? 128 : (steep > 0.3 ? 256 : max(width, 1))
}

/// out(x, y) = source(m0 x + m1 y + m2, m3 x + m4 y + m5), bilinear or nearest, 8 bit,
/// any number of channels.
/// Strides in samples. `scratch`: 8192 bytes.
@inline(never)
public func warpAffine8(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ m0: Double, _ m1: Double, _ m2: Double, _ m3: Double, _ m4: Double, _ m5: Double,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt8,
  _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource8(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  let (dx, dy) = (fixed32(m0), fixed32(m3))
  let strip = affineStrip(m3, outWidth)
  var first = 0
  while first < outWidth {
    let count = min(strip, outWidth &- first)
    for y in 0..<outHeight {
      let v = Double(y)
      let line = WarpLine(
        x: fixed32(m1 * v + m2) &+ Int64(first) &* dx,
        y: fixed32(m4 * v + m5) &+ Int64(first) &* dy, dx: dx, dy: dy)
      let row = out + (y &* outStride &+ first &* channels)
      if nearest {
        line.rounded.nearest8(image, count, row, scratch)
      } else {
        line.warp8(image, count, row, scratch)
      }
    }
    first &+= count
  }
}

/// out(x, y) = source(m0 x + m1 y + m2, m3 x + m4 y + m5), bilinear or nearest, 16
/// bit, any number of channels.
/// Strides in samples. `scratch`: 8192 bytes.
@inline(never)
public func warpAffine16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ m0: Double, _ m1: Double, _ m2: Double, _ m3: Double, _ m4: Double, _ m5: Double,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt16,
  _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource16(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  let (dx, dy) = (fixed32(m0), fixed32(m3))
  let strip = affineStrip(m3, outWidth)
  var first = 0
  while first < outWidth {
    let count = min(strip, outWidth &- first)
    for y in 0..<outHeight {
      let v = Double(y)
      let line = WarpLine(
        x: fixed32(m1 * v + m2) &+ Int64(first) &* dx,
        y: fixed32(m4 * v + m5) &+ Int64(first) &* dy, dx: dx, dy: dy)
      let row = out + (y &* outStride &+ first &* channels)
      if nearest {
        line.rounded.nearest16(image, count, row, scratch)
      } else {
        line.warp16(image, count, row, scratch)
      }
    }
    first &+= count
  }
}
