import Foundation
import Kernels

/// How an image's gray levels become the reference's: offset + gain 255 (level / 255)^gamma.
public struct ToneCurve: Sendable, Hashable {
  /// The exponent; 1 is a straight line.
  public var gamma = 1.0
  /// The factor of the power.
  public var gain = 1.0
  /// What is added, in gray levels.
  public var offset = 0.0

  /// Changes nothing.
  public init() {}

  /// The reference's level for one of the image, 0...255, not rounded and not limited.
  public func value(_ level: Double) -> Double {
    offset + gain * 255 * pow(max(0, level) / 255, gamma)
  }

  /// The curve for whole levels, rounded, within 0...255.
  public var table: LookUpTable {
    LookUpTable { nearest($0) }
  }

  /// The reference's level for one of the image, rounded, within 0...255.
  func nearest(_ level: UInt8) -> UInt8 {
    UInt8(max(0, min(255, value(Double(level)).rounded())))
  }
}

/// Fits ``ToneCurve``s to levels of an image and the reference's beside them.
///
/// Of 41 exponents from 0.4 to 2.5 in even ratios the one is taken with which gain and offset leave
/// the least sum of squares, over the mean of the reference's levels beside each level of the image,
/// weighted by the root of the number of places.
/// Weak terms pull towards no change, for images of too few levels to tell: an offset of 0 and an
/// exponent of 1.
struct ToneFit: Sendable {
  private static let steps = 41
  private let exponents: [Double]
  /// (level / 255)^exponent times 255 for each exponent and level.
  private let powers: [Float]
  private var weights = [Float](repeating: 0, count: 256)
  private var sums = [Float](repeating: 0, count: 256)

  init() {
    let ratio = pow(2.5 / 0.4, 1 / Double(Self.steps - 1))
    let exponents = (0..<Self.steps).map { 0.4 * pow(ratio, Double($0)) }
    self.exponents = exponents
    powers = exponents.flatMap { e in (0..<256).map { Float(255 * pow(Double($0) / 255, e)) } }
  }

  /// Forgets all levels.
  mutating func reset() {
    for i in 0..<256 { (weights[i], sums[i]) = (0, 0) }
  }

  /// Adds that the image's `level`, 0...255, stands for `target` of the reference.
  mutating func add(_ level: Float, _ target: Float, _ weight: Float) {
    let k = Int(max(0, min(255, level.rounded())))
    weights[k] += weight
    sums[k] += weight * target
  }

  /// The best curve; no change where nothing was added.
  func curve() -> ToneCurve {
    var total: Float = 0
    for w in weights { total += w }
    var curve = ToneCurve()
    guard total > 0 else { return curve }
    var best = Double.infinity
    for (k, exponent) in exponents.enumerated() {
      var (n, p, pp, t, pt, tt) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      for i in 0..<256 where weights[i] > 0 {
        let v = Double(powers[k * 256 + i])
        let mean = Double(sums[i] / weights[i])
        // Levels that few places have tell as much about the curve's form as those of many.
        let w = Double(weights[i]).squareRoot()
        n += w
        p += w * v
        pp += w * v * v
        t += w * mean
        pt += w * v * mean
        tt += w * mean * mean
      }
      // The offset as if it had been seen to be 0 to within 10 levels by a hundredth of all.
      let prior = 0.01 * n
      let determinant = pp * (n + prior) - p * p
      guard determinant > 1e-9 * pp * n else { continue }
      let gain = (pt * (n + prior) - p * t) / determinant
      let offset = (pp * t - p * pt) / determinant
      guard gain > 0 else { continue }
      var cost = tt - 2 * gain * pt - 2 * offset * t + gain * gain * pp
      cost += 2 * gain * offset * p + offset * offset * (n + prior)
      let turn = log(exponent)
      cost += 0.5 * n * turn * turn
      if cost < best {
        best = cost
        (curve.gamma, curve.gain, curve.offset) = (exponent, gain, offset)
      }
    }
    return curve
  }
}
