import CVectors

/// Extremes over horizontal windows of `window` samples, 2 or more, in `count` rows: sample x of `out`
/// becomes the extreme of samples x ..< x + window of `rows`, for `bytes` bytes, at least a vector.
///
/// Windows of n samples are joined to windows of up to 4 n, pass by pass, so the cost grows with the
/// logarithm of `window`. A row holds window - 1 samples more than `bytes`; those of `rows` and of
/// `grown`, where the passes between are kept, are readable and writable 128 bytes beyond that.
@inline(__always)
func windowExtremes(
  _ rows: UnsafeRawPointer, _ pitch: Int, _ grown: UnsafeMutableRawPointer, _ grownPitch: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ bytes: Int, _ count: Int, _ window: Int,
  _ e: Extremum
) {
  let size = sampleBytes(e)
  var from = rows
  var fromPitch = pitch
  var n = 1
  while window > 5 &* n {
    // The last two passes share what is left, so that neither reads more than it must.
    let terms = (window &+ n &- 1) / n > 9 ? 4 : 3
    let reach = bytes &+ (window &- n &* terms) &* size
    for y in 0..<count {
      let (p, o) = (from + y &* fromPitch, grown + y &* grownPitch)
      if terms == 4 {
        joinWindows(p, o, reach, n &* size, 3 &* n &* size, 4, e)
      } else {
        joinWindows(p, o, reach, n &* size, 2 &* n &* size, 3, e)
      }
    }
    n &*= terms
    from = UnsafeRawPointer(grown)
    fromPitch = grownPitch
  }
  let terms = (window &+ n &- 1) / n
  let last = (window &- n) &* size
  for y in 0..<count {
    let (p, o) = (from + y &* fromPitch, out + y &* outStride)
    switch terms {
    case 1, 2: joinWindowsExactly(p, o, bytes, n &* size, last, 2, e)
    case 3: joinWindowsExactly(p, o, bytes, n &* size, last, 3, e)
    case 4: joinWindowsExactly(p, o, bytes, n &* size, last, 4, e)
    default: joinWindowsExactly(p, o, bytes, n &* size, last, 5, e)
    }
  }
}

/// The extreme of the vectors at multiples of `step` bytes, `terms` - 1 of them, and at `last`.
@inline(__always)
private func join(
  _ from: UnsafeRawPointer, _ x: Int, _ step: Int, _ last: Int, _ terms: Int, _ e: Extremum
) -> vu8 {
  var v = pick(load(from, x), load(from, x &+ last), e)
  if terms > 2 { v = pick(v, load(from, x &+ step), e) }
  if terms > 3 { v = pick(v, load(from, x &+ 2 &* step), e) }
  if terms > 4 { v = pick(v, load(from, x &+ 3 &* step), e) }
  return v
}

/// May work in place, and writes up to a vector too much.
@inline(__always)
private func joinWindows(
  _ from: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ step: Int, _ last: Int,
  _ terms: Int, _ e: Extremum
) {
  var x = 0
  while x < bytes {
    store(join(from, x, step, last, terms, e), out, x)
    x &+= lanes
  }
}

@inline(__always)
private func joinWindowsExactly(
  _ from: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ step: Int, _ last: Int,
  _ terms: Int, _ e: Extremum
) {
  forEachVector(bytes) { store(join(from, $0, step, last, terms, e), out, $0) }
}
