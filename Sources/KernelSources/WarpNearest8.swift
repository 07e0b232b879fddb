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
    let rows = WarpWindows.rows(self) ?? 0
    if v_can_shuffle() && source.channels == 1 && rows > 0 && count % lanes16 == 0
      && lies(count, 1, source.width &- 17, 1, source.height &- rows)
    {
      shuffledNearest8(source, 0, count, rows, out)
    } else {
      brokenNearest8(source, count, out, scratch)
    }
  }

  /// The same where not all columns can be shuffled.
  @inline(never)
  func brokenNearest8(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    var safe = (first: 0, end: 0)
    let rows = WarpWindows.rows(self) ?? 0
    if v_can_shuffle() && source.channels == 1 && rows > 0 {
      safe = columns(count, 1, source.width &- 17, 1, source.height &- rows)
    }
    let inner = columns(count, 0, source.width, 0, source.height)
    let near = surround8(source, inner, count, out)
    slowNearest8(source, near.first, inner.first, out)
    slowNearest8(source, max(inner.end, near.first), near.end, out)
    guard inner.first < inner.end else { return }
    let first = (safe.first &+ 7) & ~7
    let groups = max(0, safe.end &- first) / lanes16
    if groups > 0 {
      let end = first &+ groups &* lanes16
      fetchNearest8(source, inner.first, first, out, scratch)
      shuffledNearest8(source, first, end, rows, out)
      fetchNearest8(source, end, inner.end, out, scratch)
      return
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
    let stage = WarpStage8(scratch)
    var k = first
    while k < end {
      let group = k & ~7
      let stop = min(end, group &+ warpBlock)
      locateWhole(group, stop, source.stride, source.channels, stage.offsets)
      stage.fetch(source, stop &- k, out + k &* source.channels, skip: k &- group)
      k = stop
    }
  }
}

extension WarpStage8 {
  /// The pixels at `count` offsets set, from the one numbered `skip` on.
  @inline(__always)
  func fetch(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>, skip: Int = 0
  ) {
    let (base, channels, places) = (source.base, source.channels, offsets + skip)
    if channels == 1 {
      let target = UnsafeMutableRawPointer(out)
      var i = 0
      while i &+ 16 <= count {
        target.storeBytes(
          of: v_fetch8x16(base, places + i), toByteOffset: i, as: vu8x16.self)
        i &+= 16
      }
      while i < count {
        out[i] = base[Int(places[i])]
        i &+= 1
      }
    } else if channels == 3 {
      for i in 0..<count {
        let p = base + Int(places[i])
        let q = out + 3 &* i
        (q[0], q[1], q[2]) = (p[0], p[1], p[2])
      }
    } else {
      for i in 0..<count {
        let p = base + Int(places[i])
        for c in 0..<channels { out[i &* channels &+ c] = p[c] }
      }
    }
  }
}
