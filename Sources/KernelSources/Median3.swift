import CVectors

/// Median of each 3x3 neighbourhood, the border repeated, in strips one vector wide.
///
/// Walking down a strip, each row's triple of horizontal neighbours is sorted once and serves three
/// outputs: the median of nine is the median of the greatest minimum, the median of the medians and
/// the least maximum. Two outputs share what their two common rows give: 16 minima and maxima for a
/// result against about 30 of a sorting network. `scratch`: ``median3ScratchBytes``.
@inline(never)
public func median3(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ scratch: UnsafeMutableRawPointer
) {
  walkStrips(
    UnsafeRawPointer(source), stride, width, height, 0, 0, UnsafeMutableRawPointer(out), outStride,
    1, 1, scratch
  ) { median3Strip($0) }
}

/// Scratch that ``median3`` needs.
@inline(never)
public func median3ScratchBytes() -> Int { stripScratchBytes }

/// Three vectors, sorted lane by lane.
private typealias Triple = (low: vu8, middle: vu8, high: vu8)

@inline(__always)
private func sortedTriple(_ row: UnsafeRawPointer) -> Triple {
  let a = load(row, -1)
  let b = load(row, 0)
  let c = load(row, 1)
  let low = v_min(a, b)
  let high = v_max(a, b)
  return (v_min(low, c), v_max(low, v_min(high, c)), v_max(high, c))
}

@inline(__always)
private func middle(_ a: vu8, _ b: vu8, _ c: vu8) -> vu8 {
  v_max(v_min(a, b), v_min(v_max(a, b), c))
}

@inline(never)
func median3Strip(_ strip: Strip) {
  var before = sortedTriple(strip.row(-1))
  var here = sortedTriple(strip.row(0))
  var o = strip.out
  var y = 0
  while y < strip.rows {
    let (p, q) = (strip.row(y &+ 1), strip.row(y &+ 2))
    v_read_ahead(p + 192)
    v_read_ahead(q + 192)
    v_read_ahead(o + 192)
    v_read_ahead(o + (strip.outStride &+ 192))
    let next = sortedTriple(p)
    let after = sortedTriple(q)
    let low = v_max(here.low, next.low)
    let high = v_min(here.high, next.high)
    let less = v_min(here.middle, next.middle)
    let more = v_max(here.middle, next.middle)
    store(
      middle(
        v_max(low, before.low), v_min(high, before.high), v_max(less, v_min(more, before.middle))),
      o, 0)
    if y &+ 1 < strip.rows {
      store(
        middle(
          v_max(low, after.low), v_min(high, after.high), v_max(less, v_min(more, after.middle))),
        o, strip.outStride)
    }
    before = next
    here = after
    o += 2 &* strip.outStride
    y &+= 2
  }
}
