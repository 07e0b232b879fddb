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
  let tile = scratch.assumingMemoryBound(to: UInt8.self)
  let tileOut = tile + (median3BlockRows &+ 2) &* edgeTilePitch
  var y = 0
  while y < height {
    let rows = min(median3BlockRows, height &- y)
    let from = source + y &* stride
    let to = UnsafeMutableRawPointer(out + y &* outStride)
    fillEdgeTile(source, stride, width, height, 0, y, rows, 1, tile)
    let inner = UnsafeRawPointer(tile + (edgeTilePitch &+ 1))
    if width < lanes {
      median3Strip(inner, edgeTilePitch, -1, rows, tileOut, lanes, rows)
      for v in 0..<rows {
        for x in 0..<width { out[(y &+ v) &* outStride &+ x] = tileOut[v &* lanes &+ x] }
      }
    } else {
      median3Strip(inner, edgeTilePitch, -1, rows, to, outStride, rows)
      var x = lanes
      while x &+ lanes < width {
        median3Strip(from + x, stride, 0 &- y, height &- 1 &- y, to + x, outStride, rows)
        x &+= lanes
      }
      if width > lanes {
        x = width &- lanes
        fillEdgeTile(source, stride, width, height, x, y, rows, 1, tile)
        median3Strip(inner, edgeTilePitch, -1, rows, to + x, outStride, rows)
      }
    }
    y &+= rows
  }
}

/// Rows of a strip that are walked at once: enough that the two extra rows cost little, few enough
/// that neighbouring strips find them in the first-level cache.
@inline(__always)
private var median3BlockRows: Int { 24 }

/// Scratch that ``median3`` needs.
@inline(never)
public func median3ScratchBytes() -> Int {
  (median3BlockRows &+ 2) &* edgeTilePitch &+ median3BlockRows &* lanes
}

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

/// One strip of `rows` rows; rows `first...last` relative to `source` exist.
@inline(never)
private func median3Strip(
  _ source: UnsafeRawPointer, _ stride: Int, _ first: Int, _ last: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ rows: Int
) {
  var before = sortedTriple(source + max(first, -1) &* stride)
  var here = sortedTriple(source)
  var o = out
  var y = 0
  while y < rows {
    let next = sortedTriple(source + min(last, y &+ 1) &* stride)
    let after = sortedTriple(source + min(last, y &+ 2) &* stride)
    v_prefetch(source + (min(last, y &+ 1) &* stride &+ 192))
    v_prefetch(source + (min(last, y &+ 2) &* stride &+ 192))
    v_prefetch(o + 192)
    v_prefetch(o + (outStride &+ 192))
    let low = v_max(here.low, next.low)
    let high = v_min(here.high, next.high)
    let less = v_min(here.middle, next.middle)
    let more = v_max(here.middle, next.middle)
    store(
      middle(
        v_max(low, before.low), v_min(high, before.high), v_max(less, v_min(more, before.middle))),
      o, 0)
    if y &+ 1 < rows {
      store(
        middle(
          v_max(low, after.low), v_min(high, after.high), v_max(less, v_min(more, after.middle))),
        o, outStride)
    }
    before = next
    here = after
    o += 2 &* outStride
    y &+= 2
  }
}
