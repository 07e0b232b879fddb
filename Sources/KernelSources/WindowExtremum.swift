import CVectors

/// Extremes over horizontal windows of `window` samples: sample x of `out` becomes the extreme of
/// samples x ..< x + window of `row`, for `bytes` bytes, at least a vector.
///
/// Windows of n samples are joined to windows of up to 4 n, pass by pass, so the cost grows with the
/// logarithm of `window`. `row` holds window - 1 samples more than `bytes`; it and `grown`, where
/// the passes between are kept, are readable and writable 128 bytes beyond that.
@inline(__always)
func windowExtremum(
  _ row: UnsafeRawPointer, _ grown: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer,
  _ bytes: Int, _ window: Int, _ e: Extremum
) {
  let size = sampleBytes(e)
  var from = row
  var n = 1
  while window > 5 &* n {
    // The last two passes share what is left, so that neither reads more than it must.
    let rest = (window &+ n &- 1) / n
    let terms = rest > 16 || rest > 9 ? 4 : 3
    let reach = bytes &+ (window &- n &* terms) &* size
    if terms == 4 {
      joinWindows(from, grown, reach, n &* size, 3 &* n &* size, 4, e)
    } else {
      joinWindows(from, grown, reach, n &* size, 2 &* n &* size, 3, e)
    }
    n &*= terms
    from = UnsafeRawPointer(grown)
  }
  let last = (window &- n) &* size
  switch (window &+ n &- 1) / n {
  case 1, 2: joinWindowsExactly(from, out, bytes, n &* size, last, 2, e)
  case 3: joinWindowsExactly(from, out, bytes, n &* size, last, 3, e)
  case 4: joinWindowsExactly(from, out, bytes, n &* size, last, 4, e)
  default: joinWindowsExactly(from, out, bytes, n &* size, last, 5, e)
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
