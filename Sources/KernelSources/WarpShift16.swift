import CVectors

extension WarpLine {
  /// A line of unscaled pixels: every column has the same fractions, so nothing is gathered.
  @inline(__always)
  func shift16(_ source: WarpSource16, _ count: Int, _ out: UnsafeMutablePointer<UInt16>) {
    let (px, py) = (Self.position(x, dx, 0), Self.position(y, dy, 0))
    let (ix, iy) = (px &>> 16, py &>> 16)
    let (fx, fy) = (px & 65535, py & 65535)
    let c = source.channels
    // A neighbour of weight zero need not exist.
    let reachX = fx == 0 ? 0 : 1
    let reachY = fy == 0 ? 0 : 1
    var first = min(count, max(0, 0 &- ix))
    var end = max(first, min(count, source.width &- reachX &- ix))
    if iy < 0 || iy &+ reachY >= source.height { (first, end) = (0, 0) }
    slow16(source, 0, first, out)
    slow16(source, end, count, out)
    guard first < end else { return }
    let samples = (end &- first) &* c
    let upper = UnsafeRawPointer(source.base + (iy &* source.stride &+ (first &+ ix) &* c))
    let lower = upper + reachY &* source.stride &* 2
    let target = out + first &* c
    if fx == 0 && fy == 0 {
      UnsafeMutableRawPointer(target).copyMemory(from: upper, byteCount: samples &* 2)
      return
    }
    let (wx, wy) = (
      vu16h(repeating: UInt16(truncatingIfNeeded: fx)),
      vu16h(repeating: UInt16(truncatingIfNeeded: fy))
    )
    let next = reachX &* c
    let step = lanes16 / 2
    guard samples >= step else {
      slow16(source, first, end, out)
      return
    }
    var i = 0
    // The last vector overlaps the one before it instead of leaving a rest.
    while i < samples {
      i = min(i, samples &- step)
      let pixels = blend16(
        pairs16(upper, i, next), pairs16(lower, i, next), wx, wy)
      UnsafeMutableRawPointer(target).storeBytes(of: pixels, toByteOffset: 2 &* i, as: vu16h.self)
      i &+= step
    }
  }

  @inline(__always) func pairs16(_ p: UnsafeRawPointer, _ offset: Int, _ next: Int) -> vu32 {
    v_pair_words(
      p.loadUnaligned(fromByteOffset: 2 &* offset, as: vu16h.self),
      p.loadUnaligned(fromByteOffset: 2 &* (offset &+ next), as: vu16h.self))
  }
}
