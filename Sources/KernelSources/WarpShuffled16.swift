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
    var windows = Windows16(self, first, source.stride)
    var k = first
    while k < end {
      let window = windows.next()
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
    var windows = Windows16(self, first, source.stride)
    var k = first
    while k < end {
      let window = windows.next()
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

  @inline(__always)
  func pick(_ p: UnsafePointer<UInt16>, _ w: Window16, _ index: vu16) -> vu32 {
    v_shuffled_words(
      v_windows(UnsafeRawPointer(p).assumingMemoryBound(to: UInt8.self), w.a, w.b, w.c, w.d),
      index)
  }
}

/// Byte offsets of each lane's window, and every pixel's place in it.
struct Window16 {
  let a: Int
  let b: Int
  let c: Int
  let d: Int
  let column: vs32
  let row: vs32
  let fx: vu32
  let fy: vu32
}

/// The windows of the columns of a line, a vector after the other; lanes hold four columns.
struct Windows16 {
  let stride: Int
  let groupX: vs32x8
  let groupY: vs32x8
  // The least position of columns 0...3 and of 4...7 of a group, relative to its first.
  let lowX: Int
  let highX: Int
  let lowY: Int
  let highY: Int
  let stepX: Int64
  let stepY: Int64
  var x: Int64
  var y: Int64

  @inline(__always) init(_ line: WarpLine, _ first: Int, _ stride: Int) {
    let (sx, sy) = (line.stepX, line.stepY)
    self.stride = stride
    (groupX, groupY) = (WarpLine.group(sx), WarpLine.group(sy))
    lowX = min(0, WarpLine.relative(sx, 3))
    highX = min(WarpLine.relative(sx, 4), WarpLine.relative(sx, 7))
    lowY = min(0, WarpLine.relative(sy, 3))
    highY = min(WarpLine.relative(sy, 4), WarpLine.relative(sy, 7))
    (stepX, stepY) = (8 &* line.dx, 8 &* line.dy)
    x = line.x &+ Int64(first) &* line.dx &+ 0x8000
    y = line.y &+ Int64(first) &* line.dy &+ 0x8000
  }

  @inline(__always) mutating func next() -> Window16 {
    let (px, py) = (Int(x &>> 16), Int(y &>> 16))
    x = x &+ stepX
    y = y &+ stepY
    var (qx, qy) = (px, py)
    if lanes16 == 32 {
      (qx, qy) = (Int(x &>> 16), Int(y &>> 16))
      x = x &+ stepX
      y = y &+ stepY
    }
    let (ax, bx) = ((px &+ lowX) &>> 16, (px &+ highX) &>> 16)
    let (ay, by) = ((py &+ lowY) &>> 16, (py &+ highY) &>> 16)
    let (cx, dx) = ((qx &+ lowX) &>> 16, (qx &+ highX) &>> 16)
    let (cy, dy) = ((qy &+ lowY) &>> 16, (qy &+ highY) &>> 16)
    let vx = v_groups32(groupX, i32(px), i32(qx))
    let vy = v_groups32(groupY, i32(py), i32(qy))
    let low = vs32(repeating: 65535)
    return Window16(
      a: 2 &* (ay &* stride &+ ax), b: 2 &* (by &* stride &+ bx),
      c: 2 &* (cy &* stride &+ cx), d: 2 &* (dy &* stride &+ dx),
      column: v_sar32(vx, 16) &- v_lanes32(i32(ax), i32(bx), i32(cx), i32(dx)),
      row: v_sar32(vy, 16) &- v_lanes32(i32(ay), i32(by), i32(cy), i32(dy)),
      fx: v_and32(vx, low), fy: v_and32(vy, low))
  }

  @inline(__always) func i32(_ v: Int) -> Int32 { Int32(truncatingIfNeeded: v) }
}
