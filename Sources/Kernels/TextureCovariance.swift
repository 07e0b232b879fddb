import Pixels

/// Sums from which the covariance of values that lie close together follows; they add up over planes.
public struct TextureCovariance: Sendable, Equatable {
  /// The farthest apart along each axis: what two values of a 7x7 neighbourhood can be.
  public static let reach = 6
  /// Displacements: none; 1...6 across; and -6...6 across with 1...6 down, row by row.
  public static let count = 1 + reach + reach * (2 * reach + 1)

  /// Values looked at.
  public private(set) var values = 0.0
  /// The sum of the values.
  public private(set) var sum = 0.0
  /// The sums of products with the values displaced, in the order of the displacements.
  public private(set) var products = [Double](repeating: 0, count: count)

  /// No values yet.
  public init() {}

  /// Adds the values of `plane` that have all their neighbours within it. Sums of a row are in single
  /// precision, in an order that is the same on every instruction set.
  public mutating func add(_ plane: FloatPlane) {
    let reach = Self.reach
    let (first, end) = (reach, plane.width - reach)
    guard end > first, plane.height > reach else { return }
    plane.withUnsafeValues { p in
      for y in 0..<(plane.height - reach) {
        let row = p + y * plane.stride
        sum += Double(Self.sum(row, first, end))
        var k = 0
        for v in 0...reach {
          let other = row + v * plane.stride
          for u in (v == 0 ? 0 : -reach)...reach {
            products[k] += Double(Self.product(row, other + u, first, end))
            k += 1
          }
        }
      }
    }
    values += Double((plane.height - reach) * (end - first))
  }

  private static func sum(_ a: UnsafePointer<Float>, _ first: Int, _ end: Int) -> Float {
    var sum: Float = 0
    for x in first..<end { sum += a[x] }
    return sum
  }

  private static func product(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ first: Int, _ end: Int
  ) -> Float {
    let (p, q) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var sums = SIMD8<Float>(repeating: 0)
    var x = first
    while x + 8 <= end {
      sums +=
        p.loadUnaligned(fromByteOffset: 4 * x, as: SIMD8<Float>.self)
        * q.loadUnaligned(fromByteOffset: 4 * x, as: SIMD8<Float>.self)
      x += 8
    }
    var total = sums.sum()
    while x < end {
      total += a[x] * b[x]
      x += 1
    }
    return total
  }

  /// The covariance of values `across` and `down` places apart, each within -6...6.
  public func covariance(across: Int, down: Int) -> Double {
    precondition(
      abs(across) <= Self.reach && abs(down) <= Self.reach,
      "a displacement of (\(across), \(down)) is beyond \(Self.reach)")
    guard values > 0 else { return 0 }
    // Only one of two opposite displacements is kept.
    let (u, v) = down < 0 || (down == 0 && across < 0) ? (-across, -down) : (across, down)
    let k = v == 0 ? u : 1 + Self.reach + (v - 1) * (2 * Self.reach + 1) + u + Self.reach
    let mean = sum / values
    return products[k] / values - mean * mean
  }

  /// The weights by which ``FloatPlane/assignWhitened(_:weights:)`` makes values uncorrelated with
  /// their neighbours and of variance 1: the middle row of the inverse covariance of the 7x7
  /// neighbourhood, over the root of its middle. To the variance 2 % and `noise` are added first, so
  /// that directions in which nothing ever varied do not decide.
  public func whitening(noise: Double) -> [Float] {
    let side = 7
    let n = side * side
    let shrinkage = 0.02 * covariance(across: 0, down: 0) + noise
    var rows = (0..<n).map { i in
      (0..<n).map { j in
        covariance(across: j % side - i % side, down: j / side - i / side)
          + (i == j ? shrinkage : 0)
      } + [i == n / 2 ? 1.0 : 0]
    }
    // Gauss elimination; a covariance with something added to its diagonal needs no pivoting.
    for i in 0..<n {
      for k in (i + 1)..<max(n, i + 1) {
        let factor = rows[k][i] / rows[i][i]
        for j in i...n { rows[k][j] -= factor * rows[i][j] }
      }
    }
    var solution = [Double](repeating: 0, count: n)
    for i in stride(from: n - 1, through: 0, by: -1) {
      var value = rows[i][n]
      for j in (i + 1)..<max(n, i + 1) { value -= rows[i][j] * solution[j] }
      solution[i] = value / rows[i][i]
    }
    let scale = 1 / solution[n / 2].squareRoot()
    return (0...(n / 2)).map { k in
      Float((solution[n / 2 + k] + solution[n / 2 - k]) / 2 * scale)
    }
  }
}
