import CVectors

extension WarpLine {
  /// Whole vectors of pixels where four neighbouring columns come from one window of eight samples
  /// of each of `rows` + 1 rows: samples are picked by a shuffle instead of one by one.
  @inline(__always)
  func shuffled16(
    _ source: WarpSource16, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt16>
  ) {
    let step = lanes16 / 2
    let target = UnsafeMutableRawPointer(out)
    let offset = vu32(repeating: 0x8000_8000)
    var k = first
    while k < end {
      let window = window16(source, k)
      let index = v_word_pairs(window.column)
      var p = source.base
      var top = v_xor32(pick(p, window, index), offset)
      p += source.stride
      var bottom = v_xor32(pick(p, window, index), offset)
      p += source.stride
      var previous = v_xor32(pick(p, window, index), offset)
      var number = vs32(repeating: 1)
      var here = v_equal32(window.row, number)
      top = v_choose32(top, bottom, here)
      bottom = v_choose32(bottom, previous, here)
      var r = 2
      while r < rows {
        p += source.stride
        number = number &+ vs32(repeating: 1)
        let next = v_xor32(pick(p, window, index), offset)
        here = v_equal32(window.row, number)
        top = v_choose32(top, previous, here)
        bottom = v_choose32(bottom, next, here)
        previous = next
        r &+= 1
      }
      let sum = v_bilinear_sum32(top, bottom, window.fx, window.fy)
      let pixels = v_low16(
        v_sar32(vs32(repeating: 16384) &- sum, 15) &+ vs32(repeating: 32768))
      target.storeBytes(of: pixels, toByteOffset: 2 &* k, as: vu16h.self)
      k &+= step
    }
  }

  /// The nearest pixels in the same way, from `rows` rows.
  @inline(__always)
  func shuffledNearest16(
    _ source: WarpSource16, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt16>
  ) {
    let step = lanes16 / 2
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let window = window16(source, k)
      let index = v_word_pairs(window.column)
      var p = source.base
      var pixels = pick(p, window, index)
      var number = vs32(repeating: 0)
      var r = 1
      while r < rows {
        p += source.stride
        number = number &+ vs32(repeating: 1)
        pixels = v_choose32(pixels, pick(p, window, index), v_equal32(window.row, number))
        r &+= 1
      }
      target.storeBytes(of: v_low_words32(pixels), toByteOffset: 2 &* k, as: vu16h.self)
      k &+= step
    }
  }

  /// Byte offsets of each lane's window, and every pixel's place in it.
  struct Window16 {
    var a: Int
    var b: Int
    var c: Int
    var d: Int
    var column: vs32
    var row: vs32
    var fx: vu32
    var fy: vu32
  }

  /// The windows of the columns of a vector from column k on; lanes hold four columns.
  @inline(__always)
  func window16(_ source: WarpSource16, _ k: Int) -> Window16 {
    let stride = source.stride
    let px = Int((x &+ Int64(k) &* dx &+ 0x8000) &>> 16)
    let py = Int((y &+ Int64(k) &* dy &+ 0x8000) &>> 16)
    let (lowX, highX) = Self.leasts(stepX)
    let (lowY, highY) = Self.leasts(stepY)
    let (ax, bx) = ((px &+ lowX) &>> 16, (px &+ highX) &>> 16)
    let (ay, by) = ((py &+ lowY) &>> 16, (py &+ highY) &>> 16)
    var (cx, cy, dx2, dy2) = (bx, by, bx, by)
    var (qx, qy) = (px, py)
    if lanes16 == 32 {
      qx = Int((x &+ Int64(k &+ 8) &* dx &+ 0x8000) &>> 16)
      qy = Int((y &+ Int64(k &+ 8) &* dy &+ 0x8000) &>> 16)
      (cx, dx2) = ((qx &+ lowX) &>> 16, (qx &+ highX) &>> 16)
      (cy, dy2) = ((qy &+ lowY) &>> 16, (qy &+ highY) &>> 16)
    }
    let vx = v_groups32(Self.group(stepX), i32(px), i32(qx))
    let vy = v_groups32(Self.group(stepY), i32(py), i32(qy))
    let low = vs32(repeating: 65535)
    return Window16(
      a: 2 &* (ay &* stride &+ ax), b: 2 &* (by &* stride &+ bx),
      c: 2 &* (cy &* stride &+ cx), d: 2 &* (dy2 &* stride &+ dx2),
      column: v_sar32(vx, 16) &- v_lanes32(i32(ax), i32(bx), i32(cx), i32(dx2)),
      row: v_sar32(vy, 16) &- v_lanes32(i32(ay), i32(by), i32(cy), i32(dy2)),
      fx: v_and32(vx, low), fy: v_and32(vy, low))
  }

  /// The least position of columns 0...3 and of 4...7 of a group, relative to its first.
  @inline(__always) static func leasts(_ step: Int32) -> (Int, Int) {
    (min(0, relative(step, 3)), min(relative(step, 4), relative(step, 7)))
  }

  @inline(__always)
  func pick(_ p: UnsafePointer<UInt16>, _ w: Window16, _ index: vu16) -> vu32 {
    v_shuffled_words(
      v_windows(UnsafeRawPointer(p).assumingMemoryBound(to: UInt8.self), w.a, w.b, w.c, w.d),
      index)
  }

  @inline(__always) func i32(_ v: Int) -> Int32 { Int32(truncatingIfNeeded: v) }
}
