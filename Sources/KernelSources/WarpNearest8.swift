import CVectors

extension WarpSource8 {
  /// The pixel at whole coordinates, wherever that is.
  @inline(__always) func nearest(_ x: Int, _ y: Int, _ out: UnsafeMutablePointer<UInt8>) {
    for c in 0..<channels { out[c] = UInt8(truncatingIfNeeded: sample(x, y, c)) }
  }
}

extension WarpLine {
  /// The line half a pixel further: its positions' whole parts are the nearest pixels.
  @inline(__always) var rounded: WarpLine {
    WarpLine(x: x &+ 1 &<< 31, y: y &+ 1 &<< 31, dx: dx, dy: dy)
  }

  /// Writes the `count` nearest pixels of the line, which is ``rounded``.
  @inline(__always)
  func nearest8(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    if dx == 1 &<< 32 && dy == 0 {
      let whole = WarpLine(
        x: Int64(Self.position(x, dx, 0) &>> 16) &<< 32,
        y: Int64(Self.position(y, dy, 0) &>> 16) &<< 32, dx: dx, dy: dy)
      whole.shift8(source, count, out)
      return
    }
    let inner = columns(count, 0, source.width, 0, source.height)
    let near = surround8(source, inner, count, out)
    slowNearest8(source, near.first, inner.first, out)
    slowNearest8(source, max(inner.end, near.first), near.end, out)
    guard inner.first < inner.end else { return }
    if v_can_shuffle() && source.channels == 1 {
      let climb = Self.last(stepY) &>> 16
      let rows = climb < 0 ? 1 &- climb : climb &+ 2
      if rows <= 8 && abs(Self.last(stepX)) &>> 16 <= 12 {
        let safe = columns(count, 1, source.width &- 17, 1, source.height &- max(2, rows))
        let first = (safe.first &+ 7) & ~7
        let groups = max(0, safe.end &- first) / lanes16
        if groups > 0 {
          let end = first &+ groups &* lanes16
          fetchNearest8(source, inner.first, first, out, scratch)
          shuffledNearest8(source, first, end, rows, out)
          fetchNearest8(source, end, inner.end, out, scratch)
          return
        }
      }
    }
    fetchNearest8(source, inner.first, inner.end, out, scratch)
  }

  @inline(__always)
  func slowNearest8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ out: UnsafeMutablePointer<UInt8>
  ) {
    for k in first..<max(first, end) {
      source.nearest(
        Self.position(x, dx, k) &>> 16, Self.position(y, dy, k) &>> 16,
        out + k &* source.channels)
    }
  }

  /// Pixels that lie in the image, by blocks: offsets, then samples.
  @inline(never)
  func fetchNearest8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    let offsets = WarpStage8(scratch).offsets
    let (base, channels) = (source.base, source.channels)
    var k = first
    while k < end {
      let group = k & ~7
      let stop = min(end, group &+ warpBlock)
      locateWhole(group, stop, source.stride, channels, offsets)
      let skipped = offsets + (k &- group)
      let target = out + k &* channels
      if channels == 1 {
        for i in 0..<(stop &- k) { target[i] = base[Int(skipped[i])] }
      } else if channels == 3 {
        for i in 0..<(stop &- k) {
          let p = base + Int(skipped[i])
          let q = target + 3 &* i
          (q[0], q[1], q[2]) = (p[0], p[1], p[2])
        }
      } else {
        for i in 0..<(stop &- k) {
          let p = base + Int(skipped[i])
          for c in 0..<channels { target[i &* channels &+ c] = p[c] }
        }
      }
      k = stop
    }
  }
}
