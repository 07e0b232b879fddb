import CVectors

/// Which extreme a morphological kernel takes, of which samples. Kernels are written once over it and
/// instantiated four times: it is a constant wherever it is used.
enum Extremum {
  case least8, greatest8, least16, greatest16
}

/// The lesser or greater of `a` and `b`, sample by sample.
@inline(__always)
func pick(_ a: vu8, _ b: vu8, _ extremum: Extremum) -> vu8 {
  switch extremum {
  case .least8: v_min(a, b)
  case .greatest8: v_max(a, b)
  case .least16: v_min16(a, b)
  case .greatest16: v_max16(a, b)
  }
}

/// What never changes the result of ``pick``.
@inline(__always)
func neutralByte(_ extremum: Extremum) -> UInt8 {
  switch extremum {
  case .least8, .least16: 255
  case .greatest8, .greatest16: 0
  }
}

@inline(__always)
func sampleBytes(_ extremum: Extremum) -> Int {
  switch extremum {
  case .least8, .greatest8: 1
  case .least16, .greatest16: 2
  }
}

/// Calls `body` with the offset of each vector of `bytes` bytes, the last one moved back to end with
/// them; bytes >= lanes.
@inline(__always)
func forEachVector(_ bytes: Int, _ body: (Int) -> Void) {
  var x = 0
  while x &+ lanes <= bytes {
    body(x)
    x &+= lanes
  }
  if x < bytes { body(bytes &- lanes) }
}
