import Pixels

/// Statistics of images as their definitions say.
public enum StatisticsReference {
  /// How often each of `levels` levels occurs.
  public static func histogram<Sample: FixedWidthInteger>(
    _ image: Image<Sample>, levels: Int
  ) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: levels)
    for sample in image.samples { counts[Int(sample)] += 1 }
    return counts
  }

  /// The lowest level with the greatest variance between the classes, from exact integers: with n
  /// and s the number and sum of the pixels up to t, N and S of all, it is
  /// (S n - s N)² / (n (N - n)) but for a factor; quotients are compared by cross multiplication.
  public static func otsuLevel(_ counts: [UInt32]) -> Int {
    let n = counts.reduce(0) { $0 + Int64($1) }
    let sum = counts.enumerated().reduce(Int64(0)) { $0 + Int64($1.offset) * Int64($1.element) }
    var (below, belowSum) = (Int64(0), Int64(0))
    var best: (numerator: Int64, denominator: Int64) = (0, 1)
    var level = 0
    for (i, count) in counts.enumerated() {
      below += Int64(count)
      belowSum += Int64(i) * Int64(count)
      guard below > 0, below < n else { continue }
      let d = sum * below - belowSum * n
      let (numerator, denominator) = (d * d, below * (n - below))
      if greater((numerator, denominator), best) {
        best = (numerator, denominator)
        level = i
      }
    }
    return level
  }

  private static func greater(
    _ a: (numerator: Int64, denominator: Int64), _ b: (numerator: Int64, denominator: Int64)
  ) -> Bool {
    let p = a.numerator.multipliedFullWidth(by: b.denominator)
    let q = b.numerator.multipliedFullWidth(by: a.denominator)
    return (p.high, p.low) > (q.high, q.low)
  }

  /// Sum and sum of squares.
  public static func sums<Sample: FixedWidthInteger>(
    _ image: Image<Sample>
  ) -> (sum: UInt64, squares: UInt64) {
    image.samples.reduce((0, 0)) {
      ($0.0 + UInt64($1), $0.1 + UInt64($1) * UInt64($1))
    }
  }

  /// The first index of the least and of the greatest sample in raster order.
  public static func extremes<Sample: FixedWidthInteger>(
    _ image: Image<Sample>
  ) -> (least: Int, greatest: Int) {
    let samples = image.samples
    var (low, high) = (0, 0)
    for i in samples.indices {
      if samples[i] < samples[low] { low = i }
      if samples[i] > samples[high] { high = i }
    }
    return (low, high)
  }
}
