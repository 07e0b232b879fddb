import CVectors

// The smallest and most used neighbourhoods, in strips one vector wide: each row's horizontal
// extremes are taken once, walking down, and two outputs share what their common rows give.

/// The neighbourhoods of ``smallMorphology``.
enum SmallShape {
  case square3, square5, disk2

  @inline(__always)
  var radius: Int { self == .square3 ? 1 : 2 }
}

/// Erosion or dilation by a small neighbourhood; parameters as for ``walkStrips``.
@inline(never)
func smallMorphology(
  _ source: UnsafeRawPointer, _ stride: Int, _ bytes: Int, _ rows: Int, _ rowsAbove: Int,
  _ rowsBelow: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int,
  _ scratch: UnsafeMutableRawPointer, _ shape: SmallShape, _ e: Extremum
) {
  walkStrips(
    source, stride, bytes, rows, rowsAbove, rowsBelow, out, outStride, shape.radius, e.sampleBytes,
    scratch
  ) {
    switch shape {
    case .square3: square3Extremes($0, e)
    case .square5: square5Extremes($0, e)
    case .disk2: disk2Extremes($0, e)
    }
  }
}

/// The extreme of a sample and its neighbours on both sides.
@inline(__always)
private func three(_ row: UnsafeRawPointer, _ e: Extremum) -> vu8 {
  let s = e.sampleBytes
  return pick(pick(load(row, 0 &- s), load(row, s), e), load(row, 0), e)
}

/// The extreme of the samples two away, with `inner`, the extreme of those between.
@inline(__always)
private func five(_ row: UnsafeRawPointer, _ inner: vu8, _ e: Extremum) -> vu8 {
  let s = 2 &* e.sampleBytes
  return pick(pick(load(row, 0 &- s), load(row, s), e), inner, e)
}

/// Asks for what strips to the right will need from the rows of a strip that are at hand.
@inline(__always)
private func prefetch(_ strip: Strip, _ y: Int, _ reach: Int) {
  v_read_ahead(strip.row(y &+ reach) + 192)
  v_read_ahead(strip.row(y &+ reach &+ 1) + 192)
  let o = strip.out + y &* strip.outStride
  v_read_ahead(o + 192)
  v_read_ahead(o + (strip.outStride &+ 192))
}

@inline(never)
func square3Extremes(_ strip: Strip, _ e: Extremum) {
  specialized(e) { square3(strip, $0) }
}

@inline(__always)
private func square3(_ strip: Strip, _ e: Extremum) {
  var before = three(strip.row(-1), e)
  var here = three(strip.row(0), e)
  var o = strip.out
  var y = 0
  while y < strip.rows {
    prefetch(strip, y, 1)
    let next = three(strip.row(y &+ 1), e)
    let after = three(strip.row(y &+ 2), e)
    let common = pick(here, next, e)
    store(pick(before, common, e), o, 0)
    if y &+ 1 < strip.rows { store(pick(common, after, e), o, strip.outStride) }
    before = next
    here = after
    o += 2 &* strip.outStride
    y &+= 2
  }
}

@inline(never)
func square5Extremes(_ strip: Strip, _ e: Extremum) {
  specialized(e) { square5(strip, $0) }
}

@inline(__always)
private func square5(_ strip: Strip, _ e: Extremum) {
  @inline(__always) func segment(_ y: Int) -> vu8 {
    let row = strip.row(y)
    return five(row, three(row, e), e)
  }
  var before = segment(-2)
  var here = segment(0)
  var upper = pick(segment(-1), here, e)
  var (first, second) = (segment(1), segment(2))
  var o = strip.out
  var y = 0
  while y < strip.rows {
    prefetch(strip, y, 3)
    let third = segment(y &+ 3)
    let fourth = segment(y &+ 4)
    let lower = pick(first, second, e)
    let common = pick(upper, lower, e)
    store(pick(before, common, e), o, 0)
    if y &+ 1 < strip.rows { store(pick(common, third, e), o, strip.outStride) }
    before = here
    here = second
    upper = lower
    (first, second) = (third, fourth)
    o += 2 &* strip.outStride
    y &+= 2
  }
}

@inline(never)
func disk2Extremes(_ strip: Strip, _ e: Extremum) {
  specialized(e) { disk2(strip, $0) }
}

@inline(__always)
private func disk2(_ strip: Strip, _ e: Extremum) {
  // Rows y - 2 ... y + 1, three samples wide, and y - 1 ... y + 1, five wide.
  var (n0, n1) = (three(strip.row(-2), e), three(strip.row(-1), e))
  var (n2, n3) = (three(strip.row(0), e), three(strip.row(1), e))
  var w1 = five(strip.row(-1), n1, e)
  var (w2, w3) = (five(strip.row(0), n2, e), five(strip.row(1), n3, e))
  var o = strip.out
  var y = 0
  while y < strip.rows {
    prefetch(strip, y, 2)
    let (p, q) = (strip.row(y &+ 2), strip.row(y &+ 3))
    let (n4, n5) = (three(p, e), three(q, e))
    let (w4, w5) = (five(p, n4, e), five(q, n5, e))
    let common = pick(w2, w3, e)
    store(pick(pick(w1, common, e), pick(n0, n4, e), e), o, 0)
    if y &+ 1 < strip.rows {
      store(pick(pick(common, w4, e), pick(n1, n5, e), e), o, strip.outStride)
    }
    (n0, n1, n2, n3) = (n2, n3, n4, n5)
    (w1, w2, w3) = (w3, w4, w5)
    o += 2 &* strip.outStride
    y &+= 2
  }
}
