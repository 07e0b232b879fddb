#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many values lie in each of equally wide bins.
public struct Histogram: Sendable, Equatable {
  /// From the smallest value to the largest; wider where all are the same.
  public let range: ClosedRange<Double>
  /// How many lie in each bin; a value on an edge counts for the bin above it, the largest for the last.
  public let counts: [Int]
  /// The mean of the values.
  public let mean: Double

  /// The bins of `values`; such as are not finite are left out. `nil` where there is none.
  ///
  /// Bins are 2 IQR/∛n wide (D. Freedman and P. Diaconis, "On the histogram as a density estimator",
  /// Zeitschrift für Wahrscheinlichkeitstheorie 57, 1981, doi:10.1007/BF01025868), 5 to 40 of them; one
  /// where all values are the same.
  public init?(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    mean = sorted.reduce(0) { $0 + $1 / Double(sorted.count) }
    guard most > least else {
      let half = max(least.magnitude * 0.01, 0.5)
      range = (least - half)...(least + half)
      counts = [sorted.count]
      return
    }
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let width = 2 * quartiles / cbrt(Double(sorted.count))
    let wanted = width > 0 ? ((most - least) / width).rounded(.up) : 40
    let bins = Int(min(40, max(5, wanted)))
    var counts = [Int](repeating: 0, count: bins)
    for value in sorted {
      let place = (value - least) / (most - least) * Double(bins)
      counts[min(bins - 1, Int(place))] += 1
    }
    range = least...most
    self.counts = counts
  }

  /// The lower edge of the bin `index`; of as many as there are bins, the upper end.
  public func edge(_ index: Int) -> Double {
    range.lowerBound
      + (range.upperBound - range.lowerBound) * Double(index) / Double(counts.count)
  }
}
