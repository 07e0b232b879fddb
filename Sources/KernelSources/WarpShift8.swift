import CVectors

extension WarpLine {
  /// A line of unscaled pixels: every column has the same fractions, so nothing is gathered.
  @inline(__always)
  func shift8(_ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) {
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
    slow8(source, 0, first, out)
    slow8(source, end, count, out)
    guard first < end else { return }
    let samples = (end &- first) &* c
    let upper = UnsafeRawPointer(source.base + (iy &* source.stride &+ (first &+ ix) &* c))
    let lower = upper + reachY &* source.stride
    let target = out + first &* c
    if fx == 0 && fy == 0 {
      UnsafeMutableRawPointer(target).copyMemory(from: upper, byteCount: samples)
      return
    }
    let w = weights(
      vu16(repeating: UInt16(truncatingIfNeeded: fx)),
      vu16(repeating: UInt16(truncatingIfNeeded: fy)))
    let next = reachX &* c
    let step = lanes16
    guard samples >= step else {
      slow8(source, first, end, out)
      return
    }
    var i = 0
    // The last vector overlaps the one before it instead of leaving a rest.
    while i < samples {
      i = min(i, samples &- step)
      let pixels = blend8(pairs8(upper, i, next), pairs8(lower, i, next), w)
      UnsafeMutableRawPointer(target).storeBytes(of: pixels, toByteOffset: i, as: vu8h.self)
      i &+= step
    }
  }

  @inline(__always) func pairs8(_ p: UnsafeRawPointer, _ offset: Int, _ next: Int) -> vu16 {
    v_or16(
      v_wide8(p.loadUnaligned(fromByteOffset: offset, as: vu8h.self)),
      v_high_byte16(
        v_wide8(p.loadUnaligned(fromByteOffset: offset &+ next, as: vu8h.self))))
  }
}
