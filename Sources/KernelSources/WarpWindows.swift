import CVectors

/// The windows that a vector of pixels comes from, one for each eight columns: sample offsets of
/// their corners, and every pixel's place in its window and fractions in 2^-16.
struct WarpWindow {
  let a: Int
  let b: Int
  let c: Int
  let d: Int
  let column: vu16
  let row: vu16
  let fx: vu16
  let fy: vu16

  /// Asks for what lies as far from `p` as the windows, in samples of `size` bytes.
  @inline(__always) func ask(_ p: UnsafeRawPointer, _ size: Int) {
    v_read_ahead(p + a &* size)
    if lanes16 >= 16 { v_read_ahead(p + b &* size) }
    if lanes16 == 32 {
      v_read_ahead(p + c &* size)
      v_read_ahead(p + d &* size)
    }
  }
}

/// The windows along a line, a vector of `lanes16` pixels after the other.
///
/// Positions within a group of eight are those of the line's table plus the group's; only the
/// fractions are added, in 16 bits, and where they wrap the pixel is one further.
struct WarpWindows {
  private let stride: Int
  private let origin: Int
  private let fractionX: vu16
  private let fractionY: vu16
  private let wholeX: vu16
  private let wholeY: vu16
  private let stepX: Int64
  private let stepY: Int64
  private var x: Int64
  private var y: Int64

  /// From column `first` of a line on, a multiple of 8.
  @inline(__always) init(_ line: WarpLine, _ first: Int, _ stride: Int) {
    let (gx, gy) = (WarpLine.group(line.stepX), WarpLine.group(line.stepY))
    let leastX = min(0, WarpLine.last(line.stepX) &>> 16)
    let leastY = min(0, WarpLine.last(line.stepY) &>> 16)
    self.stride = stride
    origin = leastY &* stride &+ leastX
    fractionX = v_repeat16x8(v_low16x8(gx))
    fractionY = v_repeat16x8(v_low16x8(gy))
    wholeX = v_repeat16x8(
      v_low16x8(v_sar32x8(gx, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastX))))
    wholeY = v_repeat16x8(
      v_low16x8(v_sar32x8(gy, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastY))))
    (stepX, stepY) = (line.dx &* 8, line.dy &* 8)
    x = line.x &+ Int64(first) &* line.dx &+ 0x8000
    y = line.y &+ Int64(first) &* line.dy &+ 0x8000
  }

  /// Rows that eight columns of a line touch: at most `rows` of nearest pixels; `nil` where they do
  /// not fit a window of 16 columns, or there would be too many.
  @inline(__always) static func rows(_ line: WarpLine) -> Int? {
    let climb = WarpLine.last(line.stepY) &>> 16
    let rows = climb < 0 ? 1 &- climb : climb &+ 2
    return rows <= 8 && abs(WarpLine.last(line.stepX)) &>> 16 <= 12 ? max(2, rows) : nil
  }

  @inline(__always) mutating func next() -> WarpWindow {
    let (xa, ya) = (x, y)
    let (xb, yb) = (xa &+ stepX, ya &+ stepY)
    var (xc, yc, xd, yd) = (xb, yb, xb, yb)
    x = xb &+ stepX
    y = yb &+ stepY
    if lanes16 == 32 {
      (xc, yc) = (x, y)
      (xd, yd) = (xc &+ stepX, yc &+ stepY)
      x = xd &+ stepX
      y = yd &+ stepY
    }
    let startX = v_lanes16(fraction(xa), fraction(xb), fraction(xc), fraction(xd))
    let startY = v_lanes16(fraction(ya), fraction(yb), fraction(yc), fraction(yd))
    let (fx, fy) = (startX &+ fractionX, startY &+ fractionY)
    return WarpWindow(
      a: offset(xa, ya), b: offset(xb, yb), c: offset(xc, yc), d: offset(xd, yd),
      column: wholeX &- v_less16(fx, startX), row: wholeY &- v_less16(fy, startY), fx: fx, fy: fy)
  }

  @inline(__always) private func fraction(_ position: Int64) -> UInt16 {
    UInt16(truncatingIfNeeded: position &>> 16)
  }

  @inline(__always) private func offset(_ x: Int64, _ y: Int64) -> Int {
    Int(y &>> 32) &* stride &+ Int(x &>> 32) &+ origin
  }
}
