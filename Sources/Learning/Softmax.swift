/// Exponential, logarithm and softmax of additions, multiplications and divisions in a fixed
/// order. Foundation's depend on the C library and, within one, on whether the CPU has fused
/// multiply-add; these give the same bits on every IEEE 754 machine.
enum Softmax {
  private static let log2e = 1.4426950408889634
  /// The upper bits of ln 2, few enough that a product with an exponent is exact, and the rest
  /// (Cody and Waite 1980).
  private static let ln2High = 0.693147180369123816490
  private static let ln2Low = 1.90821492927058770002e-10
  /// Adding and subtracting it rounds to a whole number.
  private static let rounder = 0x1.8p52

  /// e^x within two units in the last place; 0 below -700. Requires x at most 700.
  @inline(__always) static func exponential(_ x: Double) -> Double {
    guard x >= -700 else { return 0 }
    let k = (x * log2e + rounder) - rounder
    let r = (x - k * ln2High) - k * ln2Low
    // Taylor's series; for |r| up to ln 2 / 2 the first term left out is below 5e-18.
    var sum = 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    return sum * Double(bitPattern: UInt64(bitPattern: (Int64(k) &+ 1023) &<< 52))
  }

  /// The natural logarithm of `x`, which must be normal and at most 2^1000: Newton's method on
  /// `exponential`.
  static func logarithm(_ x: Double) -> Double {
    var y = Double(x.exponent) * (ln2High + ln2Low) + (x.significand - 1)
    // The first guess is within 0.09; each step squares the error.
    for _ in 0..<6 { y += x * exponential(-y) - 1 }
    return y
  }

  /// exp(score) / sum of exp(score), over `scores.count` classes. Requires finite scores.
  @inline(__always)
  static func probabilities(
    _ scores: UnsafeBufferPointer<Float>, into result: UnsafeMutablePointer<Double>
  ) {
    var highest = scores[0]
    for score in scores where score > highest { highest = score }
    var sum = 0.0
    for k in 0..<scores.count {
      result[k] = exponential(Double(scores[k]) - Double(highest))
      sum += result[k]
    }
    for k in 0..<scores.count { result[k] /= sum }
  }

  /// exp(score of class `k`) / sum of exp(score). Requires finite scores.
  @inline(__always)
  static func probability(of k: Int, _ scores: UnsafeBufferPointer<Float>) -> Double {
    var highest = scores[0]
    for score in scores where score > highest { highest = score }
    var sum = 0.0
    for score in scores { sum += exponential(Double(score) - Double(highest)) }
    return exponential(Double(scores[k]) - Double(highest)) / sum
  }
}
