import CVectors

/// Fills a row of 16-bit samples: `vector(x)` gives half as many as `lanes` from column x on, `single`
/// one; `ask` is told the byte where the next four vectors begin. `around` as ``storesAround`` says for all rows; `v_stored_around` must follow the last.
@inline(__always)
func mapRow16(
  _ width: Int, _ out: UnsafeMutablePointer<UInt16>, _ around: Bool, ask: (Int) -> Void,
  _ vector: (Int) -> vu16, _ single: (Int) -> UInt16
) {
  let half = lanes / 2
  let raw = UnsafeMutableRawPointer(out)
  var x = 0
  if around {
    while x &+ 2 &* half <= width {
      v_store_around(raw + 2 &* x, vector(x))
      v_store_around(raw + 2 &* (x &+ half), vector(x &+ half))
      x &+= 2 &* half
    }
  } else {
    while x &+ 4 &* half <= width {
      ask(2 &* x)
      aheadToWrite(raw, 2 &* x)
      let v0 = vector(x)
      let v1 = vector(x &+ half)
      let v2 = vector(x &+ 2 &* half)
      let v3 = vector(x &+ 3 &* half)
      store16(v0, raw, x)
      store16(v1, raw, x &+ half)
      store16(v2, raw, x &+ 2 &* half)
      store16(v3, raw, x &+ 3 &* half)
      x &+= 4 &* half
    }
  }
  while x &+ half <= width {
    store16(vector(x), raw, x)
    x &+= half
  }
  while x < width {
    out[x] = single(x)
    x &+= 1
  }
}
