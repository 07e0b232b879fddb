import Kernels
import Pixels

/// Estimates the light on a surface from its picture: the polynomial of degree 2 that fits the means of
/// 16x16 blocks best, blocks that stray from it counting less.
///
/// Keeps its memory between calls; one per worker.
struct TextureLight: Sendable {
  private static let blocks = 16
  private static let terms = 6
  private static let rounds = 4

  private var means = [Double](repeating: 0, count: blocks * blocks)
  private var weights = [Double](repeating: 1, count: blocks * blocks)
  private var residues = [Double](repeating: 0, count: blocks * blocks)
  private var sorted = [Double](repeating: 0, count: blocks * blocks)
  private var basis = [Double](repeating: 0, count: blocks * blocks * terms)
  private var matrix = [Double](repeating: 0, count: terms * (terms + 1))

  init() {
    for i in 0..<(Self.blocks * Self.blocks) {
      let u = (Double(i % Self.blocks) + 0.5) / Double(Self.blocks) - 0.5
      let v = (Double(i / Self.blocks) + 0.5) / Double(Self.blocks) - 0.5
      for (k, value) in [1, u, v, u * u, u * v, v * v].enumerated() {
        basis[i * Self.terms + k] = value
      }
    }
  }

  /// The light on `image`, which has one channel and at least 16 pixels each way.
  mutating func fit(_ image: Image<UInt8>) -> SurfaceLight {
    measure(image)
    var total = 0.0
    for i in means.indices {
      weights[i] = 1
      total += means[i]
    }
    let mean = total / Double(means.count)
    var solution = SIMD8<Double>(repeating: 0)
    for _ in 0..<Self.rounds {
      solution = solve()
      reweigh(solution)
    }
    return SurfaceLight(
      terms: SIMD8<Float>(solution), least: Float(max(1, 0.1 * mean)))
  }

  private mutating func measure(_ image: Image<UInt8>) {
    let (width, height, n) = (image.width, image.height, Self.blocks)
    for i in means.indices { means[i] = 0 }
    image.withUnsafeSamples { p in
      for y in 0..<height {
        let row = p + y * image.stride
        let down = y * n / height
        for block in 0..<n {
          let (first, end) = ((block * width + n - 1) / n, ((block + 1) * width + n - 1) / n)
          var sum: UInt32 = 0
          for x in first..<end { sum &+= UInt32(row[x]) }
          means[down * n + block] += Double(sum)
        }
      }
    }
    for i in means.indices {
      let (bx, by) = (i % n, i / n)
      let across = ((bx + 1) * width + n - 1) / n - (bx * width + n - 1) / n
      let down = ((by + 1) * height + n - 1) / n - (by * height + n - 1) / n
      means[i] /= Double(across * down)
    }
  }

  /// The weighted least squares solution.
  private mutating func solve() -> SIMD8<Double> {
    let n = Self.terms
    for i in matrix.indices { matrix[i] = 0 }
    for i in means.indices {
      for j in 0..<n {
        let factor = weights[i] * basis[i * n + j]
        for k in 0..<n { matrix[j * (n + 1) + k] += factor * basis[i * n + k] }
        matrix[j * (n + 1) + n] += factor * means[i]
      }
    }
    for i in 0..<n {
      for k in (i + 1)..<max(n, i + 1) {
        let factor = matrix[k * (n + 1) + i] / matrix[i * (n + 1) + i]
        for j in i...n { matrix[k * (n + 1) + j] -= factor * matrix[i * (n + 1) + j] }
      }
    }
    var out = SIMD8<Double>(repeating: 0)
    for i in stride(from: n - 1, through: 0, by: -1) {
      var value = matrix[i * (n + 1) + n]
      for j in (i + 1)..<max(n, i + 1) { value -= matrix[i * (n + 1) + j] * out[j] }
      out[i] = value / matrix[i * (n + 1) + i]
    }
    return out
  }

  /// Huber's weights at twice the spread of the residues, estimated from their median.
  private mutating func reweigh(_ solution: SIMD8<Double>) {
    for i in means.indices {
      var value = 0.0
      for k in 0..<Self.terms { value += solution[k] * basis[i * Self.terms + k] }
      residues[i] = abs(means[i] - value)
      sorted[i] = residues[i]
    }
    sorted.sort()
    let spread = 1.4826 * sorted[sorted.count / 2] + 1e-6
    for i in means.indices { weights[i] = 1 / max(1, residues[i] / (2 * spread)) }
  }
}
