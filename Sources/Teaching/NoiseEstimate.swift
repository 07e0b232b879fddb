import Kernels
import Pixels

/// How noisy an image is, from itself alone.
enum NoiseEstimate {
  /// What a Gaussian with weights 1 4 6 4 1 across and down leaves of independent noise.
  private static let smoothed = 70.0 / 256

  /// The deviation of noise in `gray` after that smoothing, in gray levels, at least 0.3.
  ///
  /// The median of |d| over 0.6745 for d = sum of the weights 1 -2 1 / -2 4 -2 / 1 -2 1 over 6, in
  /// which straight slopes cancel and independent noise keeps its deviation: Immerkær, "Fast noise
  /// variance estimation", Computer Vision and Image Understanding 64(2), 1996,
  /// doi:10.1006/cviu.1996.0060; the median in place of the mean keeps structure out.
  static func smoothedDeviation(_ gray: Image<UInt8>) -> Double {
    guard gray.width >= 3 && gray.height >= 3 else { return 0.3 }
    var counts = [Int](repeating: 0, count: 4096)
    var total = 0
    let step = max(1, gray.height / 400)
    gray.withUnsafeSamples { p in
      for y in stride(from: 1, to: gray.height - 1, by: step) {
        let (a, b, c) = (
          p + (y - 1) * gray.stride, p + y * gray.stride, p + (y + 1) * gray.stride
        )
        for x in 1..<(gray.width - 1) {
          let outer = Int(a[x - 1]) + Int(a[x + 1]) + Int(c[x - 1]) + Int(c[x + 1])
          let cross = Int(a[x]) + Int(c[x]) + Int(b[x - 1]) + Int(b[x + 1])
          counts[min(4095, abs(outer - 2 * cross + 4 * Int(b[x])))] += 1
          total += 1
        }
      }
    }
    var (seen, median) = (0, 0.0)
    for (value, count) in counts.enumerated() where count > 0 {
      if 2 * (seen + count) >= total {
        // Within the value's own width, by its share.
        let part = (Double(total) / 2 - Double(seen)) / Double(count)
        median = max(0, Double(value) - 0.5 + part)
        break
      }
      seen += count
    }
    return max(0.3, median / 6 / 0.6745 * smoothed)
  }
}
