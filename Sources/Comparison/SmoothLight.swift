import Pixels

/// How much brighter or darker an image's light is than the reference's, smoothly over the part:
/// gain(x, y) = a0 + a1 x + a2 y + a3 x x + a4 x y + a5 y y and offset(x, y) = b0 + b1 x + b2 y, with
/// x and y from -1 to 1 over the reference.
struct SmoothLight: Sendable {
  private static let terms = 9

  private let size: PixelSize
  private(set) var coefficients: [Double]
  private var normal = [Double](repeating: 0, count: terms * terms)
  private var right = [Double](repeating: 0, count: terms)
  private var basis = [Double](repeating: 0, count: terms)

  init(size: PixelSize) {
    self.size = size
    coefficients = [Double](repeating: 0, count: Self.terms)
    coefficients[0] = 1
  }

  /// The same light everywhere.
  mutating func reset() {
    for k in 0..<Self.terms { coefficients[k] = k == 0 ? 1 : 0 }
  }

  private func unit(_ x: Double, _ y: Double) -> (u: Double, v: Double) {
    (2 * x / Double(max(1, size.width - 1)) - 1, 2 * y / Double(max(1, size.height - 1)) - 1)
  }

  /// Gain and offset at a position of the reference.
  func value(x: Double, y: Double) -> (gain: Double, offset: Double) {
    let (u, v) = unit(x, y)
    let c = coefficients
    return c.withUnsafeBufferPointer { c in
      (
        c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v,
        c[6] + c[7] * u + c[8] * v
      )
    }
  }

  /// Begins to add places.
  mutating func begin() {
    for i in normal.indices { normal[i] = 0 }
    for i in right.indices { right[i] = 0 }
  }

  /// Adds that `level` of the image at a place, in the reference's tones, stands for `target`.
  mutating func add(x: Double, y: Double, level: Double, target: Double, weight: Double) {
    let (u, v) = unit(x, y)
    basis.withUnsafeMutableBufferPointer { b in
      (b[0], b[1], b[2]) = (level, level * u, level * v)
      (b[3], b[4], b[5]) = (level * u * u, level * u * v, level * v * v)
      (b[6], b[7], b[8]) = (1, u, v)
      normal.withUnsafeMutableBufferPointer { n in
        right.withUnsafeMutableBufferPointer { r in
          for i in 0..<Self.terms {
            let w = weight * b[i]
            r[i] += w * target
            for j in 0...i { n[i * Self.terms + j] += w * b[j] }
          }
        }
      }
    }
  }

  /// Solves for the places added; `count` is their number, by which weak terms pull towards the same
  /// light everywhere. Leaves things as they are where that cannot be solved.
  mutating func solve(count: Double) {
    // As if gains had been seen to be 1 to within 0.3 by 1 % of the places at level 30, and offsets
    // to be 0 to within 3 levels by a tenth of them.
    for i in 0..<Self.terms {
      let pull = i < 6 ? 0.01 * count * 900 / 9 : 0.1 * count
      normal[i * Self.terms + i] += pull
      if i == 0 { right[i] += pull }
    }
    // Cholesky's decomposition in place, then both substitutions.
    let n = Self.terms
    for j in 0..<n {
      var d = normal[j * n + j]
      for k in 0..<j { d -= normal[j * n + k] * normal[j * n + k] }
      guard d > 1e-12 else { return }
      let root = d.squareRoot()
      normal[j * n + j] = root
      for i in (j + 1)..<max(n, j + 1) {
        var sum = normal[i * n + j]
        for k in 0..<j { sum -= normal[i * n + k] * normal[j * n + k] }
        normal[i * n + j] = sum / root
      }
    }
    for i in 0..<n {
      var sum = right[i]
      for k in 0..<i { sum -= normal[i * n + k] * right[k] }
      right[i] = sum / normal[i * n + i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = right[i]
      for k in (i + 1)..<max(n, i + 1) { sum -= normal[k * n + i] * right[k] }
      right[i] = sum / normal[i * n + i]
    }
    for i in 0..<n { coefficients[i] = right[i] }
  }
}
