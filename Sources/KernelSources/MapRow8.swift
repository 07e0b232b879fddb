import CVectors

/// Whether a result should go to memory around the caches, where it and what it is made of are
/// `traffic` bytes: so many that its start has left the caches by the time its end is written, and
/// reading every line only to overwrite it costs a quarter of the traffic or more. Rows must be
/// aligned to vectors, as those of images are; `stride` in bytes.
@inline(__always)
func storesAround(_ out: UnsafeMutableRawPointer, _ stride: Int, _ traffic: Int) -> Bool {
  traffic >= 12 &<< 20 && Int(bitPattern: out) % lanes == 0 && stride % lanes == 0
}

/// Fills a row of 8-bit samples: `vector(x)` gives `lanes` from column x on, `single` one, `ask` is
/// told where the next four vectors begin. `around` as ``storesAround`` says for all rows;
/// `v_stored_around` must follow the last. The row may be one that `vector` reads.
@inline(__always)
func mapRow8(
  _ width: Int, _ out: UnsafeMutablePointer<UInt8>, _ around: Bool, ask: (Int) -> Void,
  _ vector: (Int) -> vu8, _ single: (Int) -> UInt8
) {
  let raw = UnsafeMutableRawPointer(out)
  let step = lanes
  // The vector that ends at the last column, made before the columns it repeats are written.
  let last = max(0, width &- step)
  let rest = width >= step ? vector(last) : vu8(repeating: 0)
  var x = 0
  while x &+ 4 &* step <= width {
    ask(x)
    let v0 = vector(x)
    let v1 = vector(x &+ step)
    let v2 = vector(x &+ 2 &* step)
    let v3 = vector(x &+ 3 &* step)
    if around {
      v_store_around8(raw + x, v0)
      v_store_around8(raw + (x &+ step), v1)
      v_store_around8(raw + (x &+ 2 &* step), v2)
      v_store_around8(raw + (x &+ 3 &* step), v3)
    } else {
      aheadToWrite(raw, x)
      store(v0, raw, x)
      store(v1, raw, x &+ step)
      store(v2, raw, x &+ 2 &* step)
      store(v3, raw, x &+ 3 &* step)
    }
    x &+= 4 &* step
  }
  while x &+ step <= width {
    store(vector(x), raw, x)
    x &+= step
  }
  if x < width && width >= step {
    store(rest, raw, last)
    x = width
  }
  while x < width {
    out[x] = single(x)
    x &+= 1
  }
}
