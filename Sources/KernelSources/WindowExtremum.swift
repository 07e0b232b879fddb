import CVectors

/// Extremes over horizontal windows of `window` samples, 2 or more, in `count` rows: sample x of `out`
/// becomes the extreme of samples x ..< x + window of `rows`, for `bytes` bytes, at least a vector.
///
/// Windows of n samples are joined to windows of up to 4 n, pass by pass, so the cost grows with the
/// logarithm of `window`. A row holds window - 1 samples more than `bytes`; those of `rows` and of
/// `grown`, where the passes between are kept, are readable and writable 128 bytes beyond that.
@inline(never)
func windowExtremes(
  _ rows: UnsafeRawPointer, _ grown: UnsafeMutableRawPointer, _ pitch: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ bytes: Int, _ count: Int, _ window: Int,
  _ e: Extremum
) {
  let size = e.sampleBytes
  var from = rows
  var n = 1
  while window > 5 &* n {
    // The last two passes share what is left, so that neither reads more than it must.
    let terms = (window &+ n &- 1) / n > 9 ? 4 : 3
    let reach = (bytes &+ (window &- n &* terms) &* size &+ lanes &- 1) / lanes &* lanes
    joinWindows(
      from, pitch, grown, pitch, reach, count, n &* size, (terms &- 1) &* n &* size,
      terms, e)
    n &*= terms
    from = UnsafeRawPointer(grown)
  }
  joinWindows(
    from, pitch, out, outStride, bytes, count, n &* size, (window &- n) &* size,
    (window &+ n &- 1) / n, e)
}

/// For each vector of `count` rows the extreme of `terms` vectors, 2...5: `terms` - 1 of them
/// `step` bytes apart and the last at `last`. May work in place where `bytes` are whole vectors.
@inline(never)
func joinWindows(
  _ from: UnsafeRawPointer, _ fromStride: Int, _ out: UnsafeMutableRawPointer, _ outStride: Int,
  _ bytes: Int, _ count: Int, _ step: Int, _ last: Int, _ terms: Int, _ e: Extremum
) {
  specialized(e) { e in
    @inline(__always) func rows(_ join: (UnsafeRawPointer) -> vu8) {
      for y in 0..<count {
        let p = from + y &* fromStride
        let o = out + y &* outStride
        forEachVector(bytes) { store(join(p + $0), o, $0) }
      }
    }
    switch terms {
    case 3:
      rows { pick(pick(load($0, 0), load($0, step), e), load($0, last), e) }
    case 4:
      rows {
        let v = pick(load($0, 0), load($0, step), e)
        return pick(v, pick(load($0, 2 &* step), load($0, last), e), e)
      }
    case 5:
      rows {
        let v = pick(load($0, 0), load($0, step), e)
        let w = pick(load($0, 2 &* step), load($0, 3 &* step), e)
        return pick(pick(v, w, e), load($0, last), e)
      }
    default:
      rows { pick(load($0, 0), load($0, last), e) }
    }
  }
}
