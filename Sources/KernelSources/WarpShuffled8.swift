import CVectors

extension WarpLine {
  /// Whole vectors of pixels where eight neighbouring columns come from one 16-byte window of each
  /// of `rows` + 1 rows: bytes are picked by a shuffle instead of one by one.
  @inline(__always)
  func shuffled8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    let (gx, gy) = (Self.group(stepX), Self.group(stepY))
    let (leastX, leastY) = (
      min(0, Self.last(stepX) &>> 16), min(0, Self.last(stepY) &>> 16)
    )
    let fractionX = v_repeat16x8(v_low16x8(gx))
    let fractionY = v_repeat16x8(v_low16x8(gy))
    let wholeX = v_repeat16x8(
      v_low16x8(v_sar32x8(gx, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastX))))
    let wholeY = v_repeat16x8(
      v_low16x8(v_sar32x8(gy, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastY))))
    let origin = source.base + (leastY &* source.stride &+ leastX)
    var px = x &+ Int64(first) &* dx &+ 0x8000
    var py = y &+ Int64(first) &* dy &+ 0x8000
    let (dx8, dy8) = (dx &* 8, dy &* 8)
    let stride = source.stride
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let (xa, ya) = (px, py)
      let (xb, yb) = (xa &+ dx8, ya &+ dy8)
      var (xc, yc, xd, yd) = (xb, yb, xb, yb)
      px = xb &+ dx8
      py = yb &+ dy8
      if lanes16 == 32 {
        (xc, yc) = (px, py)
        (xd, yd) = (xc &+ dx8, yc &+ dy8)
        px = xd &+ dx8
        py = yd &+ dy8
      }
      let startX = v_lanes16(fraction(xa), fraction(xb), fraction(xc), fraction(xd))
      let startY = v_lanes16(fraction(ya), fraction(yb), fraction(yc), fraction(yd))
      let (fx, fy) = (startX &+ fractionX, startY &+ fractionY)
      let column = wholeX &- v_less16(fx, startX)
      let row = wholeY &- v_less16(fy, startY)
      // Byte pairs (column, column + 1).
      let index = v_or16(column, v_high_byte16(column)) &+ vu16(repeating: 0x0100)
      let a = Int(ya &>> 32) &* stride &+ Int(xa &>> 32)
      let b = Int(yb &>> 32) &* stride &+ Int(xb &>> 32)
      let c = Int(yc &>> 32) &* stride &+ Int(xc &>> 32)
      let d = Int(yd &>> 32) &* stride &+ Int(xd &>> 32)
      var p = origin
      var top = v_shuffle_windows(v_windows(p, a, b, c, d), index)
      p += stride
      var bottom = v_shuffle_windows(v_windows(p, a, b, c, d), index)
      p += stride
      var previous = v_shuffle_windows(v_windows(p, a, b, c, d), index)
      let below = v_not_zero16(row)
      top = v_choose16(top, bottom, below)
      bottom = v_choose16(bottom, previous, below)
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += stride
        let next = v_shuffle_windows(v_windows(p, a, b, c, d), index)
        let here = v_equal16(row, number)
        top = v_choose16(top, previous, here)
        bottom = v_choose16(bottom, next, here)
        previous = next
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      target.storeBytes(
        of: blend8(top, bottom, weights(fx, fy)), toByteOffset: k, as: vu8h.self)
      k &+= lanes16
    }
  }

  /// The nearest pixels in the same way, from `rows` rows.
  @inline(__always)
  func shuffledNearest8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    let (gx, gy) = (Self.group(stepX), Self.group(stepY))
    let (leastX, leastY) = (
      min(0, Self.last(stepX) &>> 16), min(0, Self.last(stepY) &>> 16)
    )
    let fractionX = v_repeat16x8(v_low16x8(gx))
    let fractionY = v_repeat16x8(v_low16x8(gy))
    let wholeX = v_repeat16x8(
      v_low16x8(v_sar32x8(gx, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastX))))
    let wholeY = v_repeat16x8(
      v_low16x8(v_sar32x8(gy, 16) &- vs32x8(repeating: Int32(truncatingIfNeeded: leastY))))
    let origin = source.base + (leastY &* source.stride &+ leastX)
    var px = x &+ Int64(first) &* dx &+ 0x8000
    var py = y &+ Int64(first) &* dy &+ 0x8000
    let (dx8, dy8) = (dx &* 8, dy &* 8)
    let stride = source.stride
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let (xa, ya) = (px, py)
      let (xb, yb) = (xa &+ dx8, ya &+ dy8)
      var (xc, yc, xd, yd) = (xb, yb, xb, yb)
      px = xb &+ dx8
      py = yb &+ dy8
      if lanes16 == 32 {
        (xc, yc) = (px, py)
        (xd, yd) = (xc &+ dx8, yc &+ dy8)
        px = xd &+ dx8
        py = yd &+ dy8
      }
      let startX = v_lanes16(fraction(xa), fraction(xb), fraction(xc), fraction(xd))
      let startY = v_lanes16(fraction(ya), fraction(yb), fraction(yc), fraction(yd))
      let (fx, fy) = (startX &+ fractionX, startY &+ fractionY)
      let column = wholeX &- v_less16(fx, startX)
      let row = wholeY &- v_less16(fy, startY)
      // A byte and nothing (an index with its high bit set) for each column.
      let index = v_or16(column, vu16(repeating: 0x8000))
      let a = Int(ya &>> 32) &* stride &+ Int(xa &>> 32)
      let b = Int(yb &>> 32) &* stride &+ Int(xb &>> 32)
      let c = Int(yc &>> 32) &* stride &+ Int(xc &>> 32)
      let d = Int(yd &>> 32) &* stride &+ Int(xd &>> 32)
      var p = origin
      var pixels = v_shuffle_windows(v_windows(p, a, b, c, d), index)
      p += stride
      pixels = v_choose16(
        pixels, v_shuffle_windows(v_windows(p, a, b, c, d), index), v_not_zero16(row))
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += stride
        pixels = v_choose16(
          pixels, v_shuffle_windows(v_windows(p, a, b, c, d), index), v_equal16(row, number))
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      target.storeBytes(of: v_low_bytes16(pixels), toByteOffset: k, as: vu8h.self)
      k &+= lanes16
    }
  }

  @inline(__always) func fraction(_ position: Int64) -> UInt16 {
    UInt16(truncatingIfNeeded: position &>> 16)
  }
}
