import CVectors

extension WarpWindow {
  /// Bytes by index from each window, `p` at row 0 of them.
  @inline(__always) func pick8(_ p: UnsafePointer<UInt8>, _ index: vu16) -> vu16 {
    v_shuffle_windows(v_windows(p, a, b, c, d), index)
  }
}

extension WarpLine {
  /// Whole vectors of pixels where eight neighbouring columns come from one 16-byte window of each
  /// of `rows` + 1 rows, at least three: bytes are picked by a shuffle instead of one by one.
  @inline(__always)
  func shuffled8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    var windows = WarpWindows(self, first, source.stride)
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let window = windows.next()
      window.ask(UnsafeRawPointer(source.base + source.ahead), 1)
      // Byte pairs (column, column + 1).
      let index =
        v_or16(window.column, v_high_byte16(window.column)) &+ vu16(repeating: 0x0100)
      var p = source.base
      var top = window.pick8(p, index)
      p += source.stride
      var bottom = window.pick8(p, index)
      p += source.stride
      var previous = window.pick8(p, index)
      let below = v_not_zero16(window.row)
      top = v_choose16(top, bottom, below)
      bottom = v_choose16(bottom, previous, below)
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += source.stride
        let next = window.pick8(p, index)
        let here = v_equal16(window.row, number)
        top = v_choose16(top, previous, here)
        bottom = v_choose16(bottom, next, here)
        previous = next
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      target.storeBytes(
        of: blend8(top, bottom, weights(window.fx, window.fy)), toByteOffset: k, as: vu8h.self)
      k &+= lanes16
    }
  }

  /// The nearest pixels in the same way, from `rows` rows.
  @inline(__always)
  func shuffledNearest8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    var windows = WarpWindows(self, first, source.stride)
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let window = windows.next()
      window.ask(UnsafeRawPointer(source.base + source.ahead), 1)
      // A byte and nothing (an index with its high bit set) for each column.
      let index = v_or16(window.column, vu16(repeating: 0x8000))
      var p = source.base
      var pixels = window.pick8(p, index)
      p += source.stride
      pixels = v_choose16(pixels, window.pick8(p, index), v_not_zero16(window.row))
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += source.stride
        pixels = v_choose16(
          pixels, window.pick8(p, index), v_equal16(window.row, number))
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      target.storeBytes(of: v_low_bytes16(pixels), toByteOffset: k, as: vu8h.self)
      k &+= lanes16
    }
  }
}
