import CVectors

/// Byte indices that pick 16-bit samples from two neighbouring windows of eight: what the other
/// window holds has an index with its high bit set, and gives nothing.
struct WordIndex {
  let near: vu16
  let far: vu16

  @inline(__always) init(_ column: vu16) {
    let twice = column &+ column
    let bytes = v_or16(twice, v_high_byte16(twice)) &+ vu16(repeating: 0x0100)
    near = v_adds_bytes16(bytes, 0x70)
    far = v_add_bytes16(bytes, 0xf0)
  }
}

extension WarpWindow {
  /// 16-bit samples by index from each window, `p` at row 0 of them.
  @inline(__always) func pick16(_ p: UnsafePointer<UInt16>, _ index: WordIndex) -> vu16 {
    let q = UnsafeRawPointer(p).assumingMemoryBound(to: UInt8.self)
    let near = v_windows(q, 2 &* a, 2 &* b, 2 &* c, 2 &* d)
    let far = v_windows(q + 16, 2 &* a, 2 &* b, 2 &* c, 2 &* d)
    return v_or16(v_shuffle_windows(near, index.near), v_shuffle_windows(far, index.far))
  }
}

extension WarpLine {
  /// Whole vectors of pixels where eight neighbouring columns come from 16 samples of each of
  /// `rows` + 1 rows, at least three: samples are picked by shuffles instead of one by one.
  @inline(__always)
  func shuffled16(
    _ source: WarpSource16, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt16>
  ) {
    var windows = WarpWindows(self, first, source.stride)
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let window = windows.next()
      window.ask(UnsafeRawPointer(source.base + source.ahead), 2)
      let left = WordIndex(window.column)
      let right = WordIndex(window.column &+ vu16(repeating: 1))
      var p = source.base
      var (top0, top1) = (window.pick16(p, left), window.pick16(p, right))
      p += source.stride
      var (bottom0, bottom1) = (window.pick16(p, left), window.pick16(p, right))
      p += source.stride
      var (last0, last1) = (window.pick16(p, left), window.pick16(p, right))
      let below = v_not_zero16(window.row)
      (top0, top1) = (v_choose16(top0, bottom0, below), v_choose16(top1, bottom1, below))
      (bottom0, bottom1) = (v_choose16(bottom0, last0, below), v_choose16(bottom1, last1, below))
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += source.stride
        let (next0, next1) = (window.pick16(p, left), window.pick16(p, right))
        let here = v_equal16(window.row, number)
        (top0, top1) = (v_choose16(top0, last0, here), v_choose16(top1, last1, here))
        (bottom0, bottom1) = (v_choose16(bottom0, next0, here), v_choose16(bottom1, next1, here))
        (last0, last1) = (next0, next1)
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      let pixels = blendSplit16(
        top0, top1, bottom0, bottom1, weights(window.fx, window.fy))
      target.storeBytes(of: pixels, toByteOffset: 2 &* k, as: vu16.self)
      k &+= lanes16
    }
  }

  /// The nearest pixels in the same way, from `rows` rows.
  @inline(__always)
  func shuffledNearest16(
    _ source: WarpSource16, _ first: Int, _ end: Int, _ rows: Int,
    _ out: UnsafeMutablePointer<UInt16>
  ) {
    var windows = WarpWindows(self, first, source.stride)
    let target = UnsafeMutableRawPointer(out)
    var k = first
    while k < end {
      let window = windows.next()
      window.ask(UnsafeRawPointer(source.base + source.ahead), 2)
      let index = WordIndex(window.column)
      var p = source.base
      var pixels = window.pick16(p, index)
      p += source.stride
      pixels = v_choose16(pixels, window.pick16(p, index), v_not_zero16(window.row))
      var r = 2
      var number = vu16(repeating: 2)
      while r < rows {
        p += source.stride
        pixels = v_choose16(
          pixels, window.pick16(p, index), v_equal16(window.row, number))
        r &+= 1
        number = number &+ vu16(repeating: 1)
      }
      target.storeBytes(of: pixels, toByteOffset: 2 &* k, as: vu16.self)
      k &+= lanes16
    }
  }
}

/// Interpolates pixels whose left and right neighbours are apart.
@inline(__always)
func blendSplit16(
  _ top0: vu16, _ top1: vu16, _ bottom0: vu16, _ bottom1: vu16, _ w: BilinearWeights
) -> vu16 {
  // Samples as differences from 32768, which have a signed 16-bit form.
  let offset = vu16(repeating: 0x8000)
  let half = vs32(repeating: 16384)
  let (a, b) = (v_xor16(top0, offset), v_xor16(top1, offset))
  let (c, d) = (v_xor16(bottom0, offset), v_xor16(bottom1, offset))
  let low =
    v_madd16(v_zip_low16(a, b), w.topLow) &+ v_madd16(v_zip_low16(c, d), w.bottomLow)
  let high =
    v_madd16(v_zip_high16(a, b), w.topHigh) &+ v_madd16(v_zip_high16(c, d), w.bottomHigh)
  return v_xor16(
    v_words16(v_pack32(v_sar32(half &- low, 15), v_sar32(half &- high, 15))), offset)
}
