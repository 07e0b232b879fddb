import CVectors

/// A position or step in pixels as a multiple of 2^-32; far outside any image where it cannot be.
@inline(__always) func fixed32(_ v: Double) -> Int64 {
  let limit = 1073741824.0
  let clamped = v > limit ? limit : (v > -limit ? v : -limit)
  return Int64(clamped * 4294967296.0)
}

/// Columns done at a time, a multiple of 32 or all: so few that the source rows they cross stay in the
/// cache for the next row of the result. Lines of no climb cross none.
@inline(__always)
func warpStrip(_ climb: Double, _ width: Int, _ channels: Int) -> Int {
  if climb > 0.75 || climb < -0.75 { return 256 }
  if climb == 0 || width <= 768 { return max(width, 1) }
  return channels > 1 ? 256 : 512
}

/// Where the rows of the result of an affine warp come from.
struct AffineRows {
  let m0: Double
  let m1: Double
  let m2: Double
  let m3: Double
  let m4: Double
  let m5: Double

  /// Row `y` from column `first` on, a multiple of 8.
  @inline(__always) func line(_ y: Int, _ first: Int) -> WarpLine {
    let (v, dx, dy) = (Double(y), fixed32(m0), fixed32(m3))
    return WarpLine(
      x: fixed32(m1 * v + m2) &+ Int64(first) &* dx,
      y: fixed32(m4 * v + m5) &+ Int64(first) &* dy, dx: dx, dy: dy)
  }

  /// Samples from a pixel's place in the source to that of the pixel ``sourceRowsAhead`` rows below.
  @inline(__always) func ahead(_ stride: Int, _ channels: Int) -> Int {
    let rows = Double(sourceRowsAhead)
    let (x, y) = (Int(fixed32(rows * m1) &>> 32), Int(fixed32(rows * m4) &>> 32))
    return y &* stride &+ x &* channels
  }

  /// Whether it is a turn by a quarter, mirrored or not, and moved: rows become columns.
  @inline(__always) var isQuarter: Bool {
    let (a, b) = (fixed32(m1), fixed32(m3))
    return fixed32(m0) == 0 && fixed32(m4) == 0 && (a == 1 &<< 32 || a == -1 &<< 32)
      && (b == 1 &<< 32 || b == -1 &<< 32)
  }
}

/// out(x, y) = source(m0 x + m1 y + m2, m3 x + m4 y + m5), bilinear or nearest, 8 bit, any number
/// of channels. Strides in samples. `scratch`: 8192 bytes.
@inline(never)
public func warpAffine8(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ m0: Double, _ m1: Double, _ m2: Double, _ m3: Double, _ m4: Double, _ m5: Double,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt8,
  _ scratch: UnsafeMutableRawPointer
) {
  let rows = AffineRows(m0: m0, m1: m1, m2: m2, m3: m3, m4: m4, m5: m5)
  var image = WarpSource8(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  if nearest && channels == 1 && rows.isQuarter {
    rows.turn8(image, out, outStride, outWidth, outHeight, scratch)
    return
  }
  if m3 != 0 { image.ahead = rows.ahead(stride, channels) }
  let strip = warpStrip(m3, outWidth, channels)
  var first = 0
  while first < outWidth {
    let count = min(strip, outWidth &- first)
    for y in 0..<outHeight {
      let line = rows.line(y, first)
      let row = out + (y &* outStride &+ first &* channels)
      askToWrite(row + rowsAhead &* outStride, count &* channels)
      if nearest {
        line.rounded.nearest8(image, count, row, scratch)
      } else {
        line.warp8(image, count, row, scratch)
      }
    }
    first &+= count
  }
}

/// out(x, y) = source(m0 x + m1 y + m2, m3 x + m4 y + m5), bilinear or nearest, 16 bit, any number
/// of channels. Strides in samples. `scratch`: 8192 bytes.
@inline(never)
public func warpAffine16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ m0: Double, _ m1: Double, _ m2: Double, _ m3: Double, _ m4: Double, _ m5: Double,
  _ nearest: Bool, _ replicates: Bool, _ outside: UInt16,
  _ scratch: UnsafeMutableRawPointer
) {
  let rows = AffineRows(m0: m0, m1: m1, m2: m2, m3: m3, m4: m4, m5: m5)
  var image = WarpSource16(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside)
  if nearest && channels == 1 && rows.isQuarter {
    rows.turn16(image, out, outStride, outWidth, outHeight, scratch)
    return
  }
  if m3 != 0 { image.ahead = rows.ahead(stride, channels) }
  let strip = warpStrip(m3, outWidth, channels)
  var first = 0
  while first < outWidth {
    let count = min(strip, outWidth &- first)
    for y in 0..<outHeight {
      let line = rows.line(y, first)
      let row = out + (y &* outStride &+ first &* channels)
      askToWrite(row + rowsAhead &* outStride, 2 &* count &* channels)
      if nearest {
        line.rounded.nearest16(image, count, row, scratch)
      } else {
        line.warp16(image, count, row, scratch)
      }
    }
    first &+= count
  }
}
