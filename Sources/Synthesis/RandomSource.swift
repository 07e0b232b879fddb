/// A stream of random numbers that is the same on every machine for the same seed.
///
/// xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021,
/// doi:10.1145/3460772), its state filled by SplitMix64 (Steele, Lea and Flood 2014,
/// doi:10.1145/2660193.2660195) as its authors recommend. Everything drawn from it uses integer
/// arithmetic, or floating-point operations that IEEE 754 rounds correctly (+ − × ÷ √); no library
/// function whose last bit may differ between machines takes part.
struct RandomSource: RandomNumberGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of number `stream` of `seed`; different streams are independent, so that, say, more
  /// noise leaves the board as it was.
  init(seed: UInt64, stream: UInt64) {
    var fill = SplitMix(state: seed ^ SplitMix.scrambled(stream &+ 0x5EED))
    state = (fill.next(), fill.next(), fill.next(), fill.next())
  }

  /// The stream that continues from `state`, which must not be all zero.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, 45)
    return result
  }

  private static func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }

  // The standard library does not promise how `random(in:using:)` uses the stream, so it is not
  // used: a new compiler must not move a trace.

  /// A number in 0..<1, a multiple of 2⁻⁵³.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `range`.
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A whole number in `range`; the bias of the multiplication is below 2⁻³².
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: count).high)
  }

  /// Whether an event of `probability` happens.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of `choices`, each as likely; traps where there is none.
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    precondition(!choices.isEmpty, "nothing to pick from")
    return choices[integer(in: 0...(choices.count - 1))]
  }

  /// A direction, all as likely (by rejection from the square).
  mutating func direction() -> Vector {
    while true {
      let v = Vector(number(in: -1...1), number(in: -1...1))
      let square = v.dot(v)
      if square <= 1 && square > 0.01 { return v.normalized }
    }
  }

  /// A number from nearly a normal distribution of mean 0 and deviation 1: the scaled sum of eight
  /// uniform numbers (Irwin–Hall), within ±4.9.
  mutating func bell() -> Double {
    var sum: UInt64 = 0
    for _ in 0..<2 {
      let bits = next()
      sum += (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + bits >> 48
    }
    // Each term has variance 1/12 once scaled to 0...1: 8/12 in all.
    return (Double(sum) / 65535 - 4) * 1.224744871391589
  }

  /// The elements in an order in which all are as likely (Fisher–Yates).
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var out = elements
    for i in stride(from: out.count - 1, to: 0, by: -1) {
      out.swapAt(i, integer(in: 0...i))
    }
    return out
  }
}

/// SplitMix64: fills the state of a better generator, and mixes seeds.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.scrambled(state)
  }

  /// A bijection of 64 bits in which every output bit depends on every input bit.
  static func scrambled(_ x: UInt64) -> UInt64 {
    var z = (x ^ x >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// Smooth random values over the plane: values on a square lattice, blended between (value noise).
struct ValueNoise {
  /// Which pattern.
  var seed: UInt64
  /// Lattice constant in pixels.
  var wavelength: Double

  /// The value at `p`, within -1...1.
  func value(at p: Vector) -> Double {
    let (u, v) = (p.x / wavelength, p.y / wavelength)
    let (i, j) = (u.rounded(.down), v.rounded(.down))
    let (s, t) = (Self.eased(u - i), Self.eased(v - j))
    let (x, y) = (Int(i), Int(j))
    let top = lattice(x, y) * (1 - s) + lattice(x + 1, y) * s
    let bottom = lattice(x, y + 1) * (1 - s) + lattice(x + 1, y + 1) * s
    return top * (1 - t) + bottom * t
  }

  private static func eased(_ t: Double) -> Double { t * t * (3 - 2 * t) }

  private func lattice(_ x: Int, _ y: Int) -> Double {
    let row = SplitMix.scrambled(seed &+ UInt64(bitPattern: Int64(y)) &* 0x9E37_79B9_7F4A_7C15)
    let bits = SplitMix.scrambled(row ^ UInt64(bitPattern: Int64(x)))
    return Double(bits >> 11) * 0x1p-52 - 1
  }
}
