import CVectors

/// Extremes over columns: `out` becomes the extreme of the `count` rows that lie `offsets` bytes from
/// `base`, for `bytes` bytes, at least a vector.
@inline(never)
func rowExtremum(
  _ base: UnsafeRawPointer, _ offsets: UnsafePointer<Int>, _ count: Int,
  _ out: UnsafeMutableRawPointer, _ bytes: Int, _ e: Extremum
) {
  specialized(e) { rowExtremumLoop(base, offsets, count, out, bytes, $0) }
}

/// ``rowExtremum`` for a constant extremum.
@inline(__always)
func rowExtremumLoop(
  _ base: UnsafeRawPointer, _ offsets: UnsafePointer<Int>, _ count: Int,
  _ out: UnsafeMutableRawPointer, _ bytes: Int, _ e: Extremum
) {
  var x = 0
  // Four vectors at a time, so that walking through the rows costs little.
  while x &+ 4 &* lanes <= bytes {
    let p = base + (offsets[0] &+ x)
    var (a, b) = (load(p, 0), load(p, lanes))
    var (c, d) = (load(p, 2 &* lanes), load(p, 3 &* lanes))
    var k = 1
    while k < count {
      let q = base + (offsets[k] &+ x)
      a = pick(a, load(q, 0), e)
      b = pick(b, load(q, lanes), e)
      c = pick(c, load(q, 2 &* lanes), e)
      d = pick(d, load(q, 3 &* lanes), e)
      k &+= 1
    }
    store(a, out, x)
    store(b, out, x &+ lanes)
    store(c, out, x &+ 2 &* lanes)
    store(d, out, x &+ 3 &* lanes)
    x &+= 4 &* lanes
  }
  while x < bytes {
    let at = min(x, bytes &- lanes)
    var a = load(base, offsets[0] &+ at)
    var k = 1
    while k < count {
      a = pick(a, load(base, offsets[k] &+ at), e)
      k &+= 1
    }
    store(a, out, at)
    x &+= lanes
  }
}

/// Two outputs that have all but one row in common: `upper` becomes the extreme of rows
/// 0 ..< count - 1, `lower` that of rows 1 ..< count; 3 <= count.
@inline(never)
func rowExtremumPair(
  _ base: UnsafeRawPointer, _ offsets: UnsafePointer<Int>, _ count: Int,
  _ upper: UnsafeMutableRawPointer, _ lower: UnsafeMutableRawPointer, _ bytes: Int, _ e: Extremum
) {
  let top = base + offsets[0]
  let bottom = base + offsets[count &- 1]
  let first = base + offsets[1]
  // The next pair needs two rows more; what is asked for need not exist.
  let ahead = offsets[count &- 1] &- offsets[count &- 2]
  specialized(e) { e in
    var x = 0
    while x &+ 2 &* lanes <= bytes {
      v_read_ahead(bottom + (x &+ ahead))
      v_read_ahead(bottom + (x &+ 2 &* ahead))
      var (a, b) = (load(first, x), load(first, x &+ lanes))
      var k = 2
      while k < count &- 1 {
        let q = base + (offsets[k] &+ x)
        a = pick(a, load(q, 0), e)
        b = pick(b, load(q, lanes), e)
        k &+= 1
      }
      store(pick(a, load(top, x), e), upper, x)
      store(pick(b, load(top, x &+ lanes), e), upper, x &+ lanes)
      store(pick(a, load(bottom, x), e), lower, x)
      store(pick(b, load(bottom, x &+ lanes), e), lower, x &+ lanes)
      x &+= 2 &* lanes
    }
    while x < bytes {
      let at = min(x, bytes &- lanes)
      var a = load(first, at)
      var k = 2
      while k < count &- 1 {
        a = pick(a, load(base, offsets[k] &+ at), e)
        k &+= 1
      }
      store(pick(a, load(top, at), e), upper, at)
      store(pick(a, load(bottom, at), e), lower, at)
      x &+= lanes
    }
  }
}

/// `out` becomes the extreme of two rows of `bytes` bytes, at least a vector; it may be one of them.
@inline(never)
func rowExtremumOfTwo(
  _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int,
  _ e: Extremum
) {
  specialized(e) { e in
    forEachVector(bytes) { store(pick(load(a, $0), load(b, $0), e), out, $0) }
  }
}

/// `prefix` becomes the extreme of itself and `row`, `out` that of `prefix` and `suffix`.
@inline(never)
func rowExtremumOfThree(
  _ prefix: UnsafeMutableRawPointer, _ row: UnsafeRawPointer, _ suffix: UnsafeRawPointer,
  _ out: UnsafeMutableRawPointer, _ bytes: Int, _ e: Extremum
) {
  specialized(e) { e in
    forEachVector(bytes) {
      let p = pick(load(UnsafeRawPointer(prefix), $0), load(row, $0), e)
      store(p, prefix, $0)
      store(pick(p, load(suffix, $0), e), out, $0)
    }
  }
}
