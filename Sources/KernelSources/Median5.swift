import CVectors

/// Median of each 5x5 neighbourhood, the border repeated, in strips one vector wide.
///
/// Each row's five horizontal neighbours are sorted once and serve five outputs; the j-th smallest
/// of five rows are sorted as far as needed, the four rows that two outputs share first. Of a 5x5
/// matrix with sorted rows and columns only 13 elements can be the median, and of those only the
/// greatest of the four below the antidiagonal, the least of the four above it and the median of
/// the five on it: 77 minima and maxima for a result. `scratch`: ``median5ScratchBytes``.
@inline(never)
public func median5(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ scratch: UnsafeMutableRawPointer
) {
  let ring = scratch + stripScratchBytes
  walkStrips(
    UnsafeRawPointer(source), stride, width, height, 0, 0, UnsafeMutableRawPointer(out), outStride,
    2, 1, scratch
  ) { median5Strip($0, ring) }
}

/// Scratch that ``median5`` needs.
@inline(never)
public func median5ScratchBytes() -> Int { stripScratchBytes &+ 4 &* pairBytes }

/// Bytes that ``sortPair`` writes: two rows of five vectors, then five minima and five maxima.
@inline(__always)
private var pairBytes: Int { 20 &* lanes }

private typealias Five = (vu8, vu8, vu8, vu8, vu8)

@inline(__always)
private func exchange(_ a: inout vu8, _ b: inout vu8) {
  let low = v_min(a, b)
  b = v_max(a, b)
  a = low
}

@inline(__always)
private func sortedFive(_ row: UnsafeRawPointer) -> Five {
  var (a, b, c) = (load(row, -2), load(row, -1), load(row, 0))
  var (d, e) = (load(row, 1), load(row, 2))
  exchange(&a, &b)
  exchange(&d, &e)
  exchange(&c, &e)
  exchange(&c, &d)
  exchange(&a, &d)
  exchange(&a, &c)
  exchange(&b, &e)
  exchange(&b, &d)
  exchange(&b, &c)
  return (a, b, c, d, e)
}

/// Sorts the neighbours in two rows, and the results of the two rows with each other.
@inline(__always)
private func sortPair(
  _ upper: UnsafeRawPointer, _ lower: UnsafeRawPointer, _ to: UnsafeMutableRawPointer
) {
  let p = sortedFive(upper)
  let q = sortedFive(lower)
  @inline(__always) func put(_ k: Int, _ a: vu8, _ b: vu8) {
    store(a, to, k &* lanes)
    store(b, to, (5 &+ k) &* lanes)
    store(v_min(a, b), to, (10 &+ k) &* lanes)
    store(v_max(a, b), to, (15 &+ k) &* lanes)
  }
  put(0, p.0, q.0)
  put(1, p.1, q.1)
  put(2, p.2, q.2)
  put(3, p.3, q.3)
  put(4, p.4, q.4)
}

@inline(__always)
private func middle(_ a: vu8, _ b: vu8, _ c: vu8) -> vu8 {
  v_max(v_min(a, b), v_min(v_max(a, b), c))
}

/// One output from the ranks of its columns: `low` is the greatest element below the antidiagonal,
/// `high` the least above it, `diagonal` what lies on it.
@inline(__always)
private func median(_ low: vu8, _ high: vu8, _ diagonal: Five) -> vu8 {
  let (a, b, c, d, e) = diagonal
  let f = v_max(v_min(a, b), v_min(c, d))
  let g = v_min(v_max(a, b), v_max(c, d))
  return middle(low, high, middle(f, g, e))
}

/// The ranks of one column of five that an output needs: below, on and above the antidiagonal.
private typealias Ranks = (below: vu8, on: vu8, above: vu8)

/// Both outputs' results from the four sorted row pairs around them, oldest first.
@inline(__always)
private func twoMedians(
  _ before: UnsafeRawPointer, _ first: UnsafeRawPointer, _ second: UnsafeRawPointer,
  _ after: UnsafeRawPointer
) -> (vu8, vu8) {
  // Row j of the tuples is the row above the shared four, then the one below them.
  @inline(__always) func extra(_ j: Int) -> (vu8, vu8) {
    (load(before, (5 &+ j) &* lanes), load(after, j &* lanes))
  }
  @inline(__always) func lesser(_ j: Int) -> (vu8, vu8) {
    (load(first, (10 &+ j) &* lanes), load(second, (10 &+ j) &* lanes))
  }
  @inline(__always) func greater(_ j: Int) -> (vu8, vu8) {
    (load(first, (15 &+ j) &* lanes), load(second, (15 &+ j) &* lanes))
  }

  // Smallest of each row: the two greatest of five.
  @inline(__always) func column0(_ l: (vu8, vu8), _ g: (vu8, vu8), _ v: vu8) -> (vu8, vu8) {
    let top = v_max(g.0, g.1)
    let next = v_max(v_min(g.0, g.1), v_max(l.0, l.1))
    return (v_max(next, v_min(top, v)), v_max(top, v))
  }
  // Second smallest: the three greatest.
  @inline(__always) func column1(_ l: (vu8, vu8), _ g: (vu8, vu8), _ v: vu8) -> Ranks {
    let top = v_max(g.0, g.1)
    let m = v_min(g.0, g.1)
    let n = v_max(l.0, l.1)
    let t = v_min(top, v)
    let next = v_max(m, n)
    return (v_max(v_min(m, n), v_min(next, t)), v_max(next, t), v_max(top, v))
  }
  // Middle of each row: the three in the middle.
  @inline(__always) func column2(_ l: (vu8, vu8), _ g: (vu8, vu8), _ v: vu8) -> Ranks {
    let m = v_min(g.0, g.1)
    let n = v_max(l.0, l.1)
    let a = v_min(l.0, l.1)
    let b = v_min(m, n)
    let c = v_max(m, n)
    let d = v_max(g.0, g.1)
    return (v_max(a, v_min(b, v)), v_max(b, v_min(c, v)), v_max(c, v_min(d, v)))
  }
  // Second greatest: the three smallest.
  @inline(__always) func column3(_ l: (vu8, vu8), _ g: (vu8, vu8), _ v: vu8) -> Ranks {
    let bottom = v_min(l.0, l.1)
    let m = v_max(l.0, l.1)
    let n = v_min(g.0, g.1)
    let t = v_max(bottom, v)
    let next = v_min(m, n)
    return (v_min(bottom, v), v_min(next, t), v_min(v_max(m, n), v_max(next, t)))
  }
  // Greatest: the two smallest.
  @inline(__always) func column4(_ l: (vu8, vu8), _ g: (vu8, vu8), _ v: vu8) -> (vu8, vu8) {
    let bottom = v_min(l.0, l.1)
    let next = v_min(v_max(l.0, l.1), v_min(g.0, g.1))
    return (v_min(bottom, v), v_min(next, v_max(bottom, v)))
  }
  @inline(__always) func one(_ v: Five) -> vu8 {
    let c0 = column0(lesser(0), greater(0), v.0)
    let c1 = column1(lesser(1), greater(1), v.1)
    let c2 = column2(lesser(2), greater(2), v.2)
    let c3 = column3(lesser(3), greater(3), v.3)
    let c4 = column4(lesser(4), greater(4), v.4)
    let low = v_max(v_max(c0.0, c1.below), v_max(c2.below, c3.below))
    let high = v_min(v_min(c1.above, c2.above), v_min(c3.above, c4.1))
    return median(low, high, (c0.1, c1.on, c2.on, c3.on, c4.0))
  }
  // What the two have in common is computed once: the compiler sees the same expressions.
  let (v0, v1, v2, v3, v4) = (extra(0), extra(1), extra(2), extra(3), extra(4))
  return (one((v0.0, v1.0, v2.0, v3.0, v4.0)), one((v0.1, v1.1, v2.1, v3.1, v4.1)))
}

/// `ring` holds the last four row pairs.
@inline(never)
func median5Strip(_ strip: Strip, _ ring: UnsafeMutableRawPointer) {
  // Pair k holds rows 2 k - 1 and 2 k; it is slot k & 3 of the ring.
  @inline(__always) func slot(_ k: Int) -> UnsafeMutableRawPointer { ring + (k & 3) &* pairBytes }
  sortPair(strip.row(-3), strip.row(-2), slot(-1))
  sortPair(strip.row(-1), strip.row(0), slot(0))
  sortPair(strip.row(1), strip.row(2), slot(1))
  var o = strip.out
  var y = 0
  while y < strip.rows {
    let k = y / 2
    let (upper, lower) = (strip.row(y &+ 3), strip.row(y &+ 4))
    v_read_ahead(upper + 192)
    v_read_ahead(lower + 192)
    v_read_ahead(o + 192)
    v_read_ahead(o + (strip.outStride &+ 192))
    sortPair(upper, lower, slot(k &+ 2))
    let results = twoMedians(slot(k &- 1), slot(k), slot(k &+ 1), slot(k &+ 2))
    store(results.0, o, 0)
    if y &+ 1 < strip.rows { store(results.1, o, strip.outStride) }
    o += 2 &* strip.outStride
    y &+= 2
  }
}
