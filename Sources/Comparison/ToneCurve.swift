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

  /// Multiplies levels by `gain`.
  static func straight(_ gain: Double) -> ToneCurve {
    var curve = ToneCurve()
    curve.gain = gain
    return curve
  }

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
/// the least sum of squares, over the mean of the image's levels beside each level of the reference. It
/// is the image that is noisy: means over its own levels would make every curve too flat. A place
/// tells its level to within 3 gray levels, and however many there are, the curve holds at a level to
/// within 1: so n places of a level weigh n / (n + 9), and those that many places have do not
/// outvote the rest.
///
/// Where levels are not covered the curve follows an expected one (``curve(near:)``), brighter or
/// darker by as much as the places are: every 16th level of it counts as a hundredth of a covered
/// one. Weak terms pull towards its exponent and offset.
struct ToneFit: Sendable {
  private static let steps = 41
  private static let leastExponent = 0.4
  private static let mostExponent = 2.5
  /// What every 16th level of the expected curve weighs.
  private static let pull = 0.01

  /// A level of the image that stands for one of the reference.
  private struct Point {
    var level = 0.0
    var target = 0.0
    var weight = 0.0
  }

  private let exponents: [Double]
  /// (level / 255)^exponent times 255 for each exponent and level.
  private let powers: [Double]
  /// Of each level of the reference: places, the image's levels and the reference's, summed.
  private var counts = [Double](repeating: 0, count: 256)
  private var levels = [Double](repeating: 0, count: 256)
  private var targets = [Double](repeating: 0, count: 256)
  private var points: [Point] = []

  init() {
    let ratio = pow(Self.mostExponent / Self.leastExponent, 1 / Double(Self.steps - 1))
    let exponents = (0..<Self.steps).map { Self.leastExponent * pow(ratio, Double($0)) }
    self.exponents = exponents
    powers = exponents.flatMap { e in (0..<256).map { 255 * pow(Double($0) / 255, e) } }
    points.reserveCapacity(256 + 16)
  }

  /// Forgets all levels.
  mutating func reset() {
    for i in 0..<256 { (counts[i], levels[i], targets[i]) = (0, 0, 0) }
  }

  /// Adds that the image's `level`, 0...255, stands for `target` of the reference.
  mutating func add(_ level: Float, _ target: Float) {
    let k = Int(max(0, min(255, target.rounded())))
    counts[k] += 1
    levels[k] += Double(level)
    targets[k] += Double(target)
  }

  /// The best curve; `expected` where nothing was added.
  mutating func curve(near expected: ToneCurve) -> ToneCurve {
    guard weigh(expected) else { return expected }
    // Of every fourth exponent the best, then those beside it.
    var best = (cost: Double.infinity, curve: expected, k: 0)
    for k in stride(from: 0, to: Self.steps, by: 4) { improve(&best, k, expected) }
    let first = best.k
    for k in max(0, first - 3)...min(Self.steps - 1, first + 3) where k != first {
      improve(&best, k, expected)
    }
    return best.curve
  }

  /// Takes exponent number `k` with its gain and offset where that costs less.
  private func improve(
    _ best: inout (cost: Double, curve: ToneCurve, k: Int), _ k: Int, _ expected: ToneCurve
  ) {
    var (n, p, pp, t, pt, tt) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points {
      let (v, w, target) = (power(k, point.level), point.weight, point.target)
      n += w
      p += w * v
      pp += w * v * v
      t += w * target
      pt += w * v * target
      tt += w * target * target
    }
    // The offset as if it had been seen to be the expected one to within 10 levels by a hundredth
    // of all.
    let pull = 0.01 * n
    let (m, u) = (n + pull, t + pull * expected.offset)
    let determinant = pp * m - p * p
    guard determinant > 1e-9 * pp * n else { return }
    let gain = (pt * m - p * u) / determinant
    let offset = (pp * u - p * pt) / determinant
    guard gain > 0 else { return }
    var cost = tt - 2 * gain * pt - 2 * offset * t + gain * gain * pp
    cost += 2 * gain * offset * p + offset * offset * n
    cost += pull * (offset - expected.offset) * (offset - expected.offset)
    let turn = log(exponents[k] / expected.gamma)
    cost += 0.5 * n * turn * turn
    guard cost < best.cost else { return }
    best.cost = cost
    best.k = k
    best.curve = ToneCurve()
    (best.curve.gamma, best.curve.gain, best.curve.offset) = (exponents[k], gain, offset)
  }

  /// The power of a level between whole ones.
  private func power(_ k: Int, _ level: Double) -> Double {
    let i = min(254, Int(level))
    let f = level - Double(i)
    return powers[k * 256 + i] * (1 - f) + powers[k * 256 + i + 1] * f
  }

  /// Makes points of the levels that were added and, weakly, of the expected curve; false where
  /// nothing was added.
  private mutating func weigh(_ expected: ToneCurve) -> Bool {
    points.removeAll(keepingCapacity: true)
    var (seen, wanted) = (0.0, 0.0)
    for i in 0..<256 where counts[i] > 0 {
      let n = counts[i]
      let point = Point(
        level: max(0, min(255, levels[i] / n)), target: targets[i] / n, weight: n / (n + 9))
      points.append(point)
      seen += point.weight * max(1, expected.value(point.level))
      wanted += point.weight * point.target
    }
    guard seen > 0 else { return false }
    let ratio = max(0.1, min(10, wanted / seen))
    for i in stride(from: 8.0, to: 256, by: 16) {
      points.append(
        Point(level: i, target: ratio * expected.value(i), weight: Self.pull))
    }
    return true
  }
}
