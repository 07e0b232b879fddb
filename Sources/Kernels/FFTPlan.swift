import Foundation

/// What a transform of one length needs to know.
struct FFTPlan: Sendable {
  /// Numbers transformed.
  let length: Int
  /// The factors of each pass, in the order in which passes use them.
  let twiddles: [Float]

  /// The least length of the form 2^a, 3 2^a or 5 2^a, a >= 4, that is at least `count`.
  static func length(atLeast count: Int) -> Int {
    var best = Int.max
    for odd in [1, 3, 5] {
      var n = 16 * odd
      while n < count { n *= 2 }
      best = min(best, n)
    }
    return best
  }

  /// A plan for a length that ``length(atLeast:)`` gives.
  init(length: Int) {
    precondition(length == Self.length(atLeast: length), "no transform of length \(length)")
    self.length = length
    var twiddles: [Float] = []
    var m = length
    while m > 1 {
      let radix = m % 5 == 0 ? 5 : m % 3 == 0 ? 3 : m % 4 == 0 ? 4 : 2
      for p in 0..<(m / radix) {
        for k in 1..<radix {
          let angle = -2 * Double.pi * Double(p * k) / Double(m)
          twiddles.append(Float(cos(angle)))
          twiddles.append(Float(sin(angle)))
        }
      }
      m /= radix
    }
    self.twiddles = twiddles
  }
}
