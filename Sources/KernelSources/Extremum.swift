import CVectors

/// Which extreme a morphological kernel takes, of which samples; public kernels are told its number
/// in this list. Loops over vectors are written once with it as a constant and instantiated for each by
/// ``specialized``: a choice inside such a loop would cost more than the loop.
enum Extremum {
  case least8, greatest8, least16, greatest16
  /// Of bits: the greatest is their OR, the least their AND.
  case union, intersection

  // Not a raw value: comparing those would leave a generic function's AVX copy.
  @inline(__always)
  init(code: Int) {
    switch code {
    case 0: self = .least8
    case 1: self = .greatest8
    case 2: self = .least16
    case 3: self = .greatest16
    case 4: self = .union
    default: self = .intersection
    }
  }

  /// Bytes in a sample of an image.
  @inline(__always)
  var sampleBytes: Int { self == .least16 || self == .greatest16 ? 2 : 1 }

  /// What never changes the result of ``pick``.
  @inline(__always)
  var neutralByte: UInt8 {
    self == .least8 || self == .least16 || self == .intersection ? 255 : 0
  }
}

/// Calls `body` with `extremum`, one of samples, as a constant.
@inline(__always)
func specialized(_ extremum: Extremum, _ body: (Extremum) -> Void) {
  switch extremum {
  case .least8: body(.least8)
  case .greatest8: body(.greatest8)
  case .least16: body(.least16)
  default: body(.greatest16)
  }
}

/// Calls `body` with `extremum`, one of bits, as a constant.
@inline(__always)
func specializedForBits(_ extremum: Extremum, _ body: (Extremum) -> Void) {
  if extremum == .union { body(.union) } else { body(.intersection) }
}

/// The lesser or greater of `a` and `b`, sample by sample.
@inline(__always)
func pick(_ a: vu8, _ b: vu8, _ extremum: Extremum) -> vu8 {
  switch extremum {
  case .least8: v_min(a, b)
  case .greatest8: v_max(a, b)
  case .least16: v_u16_min(a, b)
  case .greatest16: v_u16_max(a, b)
  case .union: v_or_u8(a, b)
  case .intersection: v_and(a, b)
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
