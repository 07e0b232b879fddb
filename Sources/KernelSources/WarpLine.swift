import CVectors

/// Where the pixels of a row come from: column k from (x + k dx, y + k dy), in 2^-32 pixel.
///
/// Positions are used to 2^-16 pixel. So that every instruction set finds the same ones, column
/// 8 g + i is at ((x + 8 g dx + 2^15) >> 16) + ((i dx24 + 2^7) >> 8), where dx24 is the step rounded
/// to 2^-24 pixel; |dx| is at most 16 pixels, positions stay within ±32767 pixels where samples
/// are read.
struct WarpLine {
  var x: Int64
  var y: Int64
  var dx: Int64
  var dy: Int64

  /// Steps in 2^-24 pixel.
  @inline(__always) var stepX: Int32 { Int32(truncatingIfNeeded: (dx &+ 128) &>> 8) }
  @inline(__always) var stepY: Int32 { Int32(truncatingIfNeeded: (dy &+ 128) &>> 8) }

  /// Positions of the eight columns of a group relative to the first, in 2^-16 pixel.
  @inline(__always) static func group(_ step: Int32) -> vs32x8 {
    v_sar32x8(
      v_mul32x8(v_iota32x8(), vs32x8(repeating: step)) &+ vs32x8(repeating: 128), 8)
  }

  /// Position of column i of a group relative to the first, in 2^-16 pixel.
  @inline(__always) static func relative(_ step: Int32, _ i: Int) -> Int {
    (i &* Int(step) &+ 128) &>> 8
  }

  @inline(__always) static func last(_ step: Int32) -> Int { relative(step, 7) }

  /// Position of column k in 2^-16 pixel, one axis.
  @inline(__always) static func position(_ start: Int64, _ d: Int64, _ k: Int) -> Int {
    let step = (d &+ 128) &>> 8
    let group = (start &+ Int64(k & ~7) &* d &+ 0x8000) &>> 16
    return Int(group &+ ((Int64(k & 7) &* step &+ 128) &>> 8))
  }

  /// Whether all columns of 0..<count surely lie in the box, limits in pixels; rounding of positions
  /// is allowed for.
  @inline(__always)
  func lies(_ count: Int, _ minX: Int, _ maxX: Int, _ minY: Int, _ maxY: Int) -> Bool {
    // Straight lines that end in the box lie in it.
    let k = Int64(count &- 1)
    return inside(x, minX, maxX) && inside(x &+ k &* dx, minX, maxX) && inside(y, minY, maxY)
      && inside(y &+ k &* dy, minY, maxY)
  }

  /// The columns of 0..<count whose positions surely lie in the box, as ``lies`` has it.
  @inline(never)
  func columns(
    _ count: Int, _ minX: Int, _ maxX: Int, _ minY: Int, _ maxY: Int
  ) -> (first: Int, end: Int) {
    if lies(count, minX, maxX, minY, maxY) { return (0, count) }
    var low = 0.0
    var high = Double(count &- 1)
    narrow(x, dx, minX, maxX, &low, &high)
    narrow(y, dy, minY, maxY, &low, &high)
    guard low <= high else { return (0, 0) }
    var first = Int(low)
    if Double(first) < low { first &+= 1 }
    let end = Int(high) &+ 1
    return first < end ? (first, end) : (0, 0)
  }

  @inline(__always)
  private func inside(_ position: Int64, _ least: Int, _ most: Int) -> Bool {
    position >= Int64(least) &<< 32 &+ 1 &<< 22 && position <= Int64(most) &<< 32 &- 1 &<< 22
  }

  @inline(__always)
  private func narrow(
    _ start: Int64, _ step: Int64, _ least: Int, _ most: Int, _ low: inout Double,
    _ high: inout Double
  ) {
    let unit = 1.0 / 4294967296.0
    let margin = 1.0 / 1024
    let a = Double(least) + margin - Double(start) * unit
    let b = Double(most) - margin - Double(start) * unit
    let m = Double(step) * unit
    // Below this a whole row moves less than half the margin.
    if m < 1e-8 && m > -1e-8 {
      if a > 0 || b < 0 { high = -1 }
    } else {
      let (p, q) = m > 0 ? (a / m, b / m) : (b / m, a / m)
      if p > low { low = p }
      if q < high { high = q }
    }
  }

  /// Sample offsets and fractions of columns first..<end, `first` a multiple of 8, as far as the
  /// positions lie in the image; writes whole groups of eight.
  @inline(__always)
  func locate(
    _ first: Int, _ end: Int, _ stride: Int, _ channels: Int,
    _ offsets: UnsafeMutablePointer<Int32>, _ fx: UnsafeMutablePointer<UInt16>,
    _ fy: UnsafeMutablePointer<UInt16>
  ) {
    let (gx, gy) = (Self.group(stepX), Self.group(stepY))
    let perRow = vs32x8(repeating: Int32(truncatingIfNeeded: stride))
    let perPixel = vs32x8(repeating: Int32(truncatingIfNeeded: channels))
    let out = UnsafeMutableRawPointer(offsets)
    let (outX, outY) = (UnsafeMutableRawPointer(fx), UnsafeMutableRawPointer(fy))
    var k = first
    while k < end {
      let px = (x &+ Int64(k) &* dx &+ 0x8000) &>> 16
      let py = (y &+ Int64(k) &* dy &+ 0x8000) &>> 16
      let vx = gx &+ vs32x8(repeating: Int32(truncatingIfNeeded: px))
      let vy = gy &+ vs32x8(repeating: Int32(truncatingIfNeeded: py))
      let o =
        v_mul32x8(v_sar32x8(vy, 16), perRow) &+ v_mul32x8(v_sar32x8(vx, 16), perPixel)
      let i = k &- first
      out.storeBytes(of: o, toByteOffset: 4 &* i, as: vs32x8.self)
      outX.storeBytes(of: v_low16x8(vx), toByteOffset: 2 &* i, as: vu16x8.self)
      outY.storeBytes(of: v_low16x8(vy), toByteOffset: 2 &* i, as: vu16x8.self)
      k &+= 8
    }
  }
}

extension WarpLine {
  /// Sample offsets of the whole parts of positions, as ``locate`` gives them.
  @inline(__always)
  func locateWhole(
    _ first: Int, _ end: Int, _ stride: Int, _ channels: Int,
    _ offsets: UnsafeMutablePointer<Int32>
  ) {
    let (gx, gy) = (Self.group(stepX), Self.group(stepY))
    let perRow = vs32x8(repeating: Int32(truncatingIfNeeded: stride))
    let perPixel = vs32x8(repeating: Int32(truncatingIfNeeded: channels))
    let out = UnsafeMutableRawPointer(offsets)
    var k = first
    while k < end {
      let px = (x &+ Int64(k) &* dx &+ 0x8000) &>> 16
      let py = (y &+ Int64(k) &* dy &+ 0x8000) &>> 16
      let vx = gx &+ vs32x8(repeating: Int32(truncatingIfNeeded: px))
      let vy = gy &+ vs32x8(repeating: Int32(truncatingIfNeeded: py))
      out.storeBytes(
        of: v_mul32x8(v_sar32x8(vy, 16), perRow) &+ v_mul32x8(v_sar32x8(vx, 16), perPixel),
        toByteOffset: 4 &* (k &- first), as: vs32x8.self)
      k &+= 8
    }
  }
}

/// Columns that the staged form works on at a time.
@inline(__always) var warpBlock: Int { 256 }

/// Weights in 2^-15 for fractions in 2^-16, and the rounding of the weighted sum: the formula that
/// every bilinear warp computes, one pixel at a time.
@inline(__always)
func bilinear(_ p00: Int, _ p01: Int, _ p10: Int, _ p11: Int, _ fx: Int, _ fy: Int) -> Int {
  let product = (fx &* fy) &>> 16
  let w11 = product &- product &>> 1
  let (x, y) = (fx &>> 1, fy &>> 1)
  let sum =
    (32768 &- x &- y &+ w11) &* p00 &+ (x &- w11) &* p01 &+ (y &- w11) &* p10 &+ w11 &* p11
  return (sum &+ 16384) &>> 15
}
