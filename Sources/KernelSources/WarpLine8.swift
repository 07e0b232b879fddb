import CVectors

extension WarpLine {
  /// Writes the `count` pixels of the line.
  @inline(__always)
  func warp8(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    if dx == 1 &<< 32 && dy == 0 {
      shift8(source, count, out)
      return
    }
    let rows = WarpWindows.rows(self) ?? 0
    if v_can_shuffle() && source.channels == 1 && rows > 0 && count % lanes16 == 0
      && lies(count, 1, source.width &- 17, 1, source.height &- 1 &- rows)
    {
      shuffled8(source, 0, count, rows, out)
    } else {
      broken8(source, count, out, scratch)
    }
  }

  /// The same where not all columns can be shuffled.
  @inline(never)
  func broken8(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    var safe = (first: 0, end: 0)
    let rows = WarpWindows.rows(self) ?? 0
    if v_can_shuffle() && source.channels == 1 && rows > 0 {
      safe = columns(count, 1, source.width &- 17, 1, source.height &- 1 &- rows)
    }
    let inner = columns(count, 0, source.width &- 1, 0, source.height &- 1)
    let near = surround8(source, inner, count, out)
    slow8(source, near.first, inner.first, out)
    slow8(source, max(inner.end, near.first), near.end, out)
    guard inner.first < inner.end else { return }
    let first = (safe.first &+ 7) & ~7
    let groups = max(0, safe.end &- first) / lanes16
    if groups > 0 {
      let end = first &+ groups &* lanes16
      staged8(source, inner.first, first, out, scratch)
      shuffled8(source, first, end, rows, out)
      staged8(source, end, inner.end, out, scratch)
      return
    }
    staged8(source, inner.first, inner.end, out, scratch)
  }

  /// Fills what lies wholly outside with a constant border's value; the columns that are left,
  /// which include the `inner` ones.
  @inline(__always)
  func surround8(
    _ source: WarpSource8, _ inner: (first: Int, end: Int), _ count: Int,
    _ out: UnsafeMutablePointer<UInt8>
  ) -> (first: Int, end: Int) {
    if source.replicates || (inner.first == 0 && inner.end == count) { return (0, count) }
    let near = columns(count, -2, source.width &+ 1, -2, source.height &+ 1)
    let c = source.channels
    for i in 0..<(near.first &* c) { out[i] = source.outside }
    for i in (near.end &* c)..<(count &* c) { out[i] = source.outside }
    return near
  }

  /// Pixel after pixel, wherever they come from.
  @inline(__always)
  func slow8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ out: UnsafeMutablePointer<UInt8>
  ) {
    for k in first..<max(first, end) {
      source.pixel(
        Self.position(x, dx, k), Self.position(y, dy, k), out + k &* source.channels)
    }
  }

  /// Pixels whose neighbours lie in the image, by blocks: positions, then neighbours, then result.
  @inline(never)
  func staged8(
    _ source: WarpSource8, _ first: Int, _ end: Int, _ out: UnsafeMutablePointer<UInt8>,
    _ scratch: UnsafeMutableRawPointer
  ) {
    let stage = WarpStage8(scratch)
    var k = first
    while k < end {
      let group = k & ~7
      let stop = min(end, group &+ warpBlock)
      locate(
        group, stop, source.stride, source.channels, stage.offsets, stage.fx, stage.fy)
      // Columns before `first` in its group may lie outside: leave them out.
      WarpStage8(scratch, skip: k &- group).gather(
        source, stop &- k, out + k &* source.channels)
      k = stop
    }
  }
}
