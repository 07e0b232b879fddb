extension Histogram {
  /// The level t that separates pixels up to t from those above so that the variance between the
  /// two classes, q1 q2 (mu1 - mu2)², is greatest; the lowest such t, and 0 where all pixels have
  /// one level. q are the classes' shares of the pixels, mu their mean levels.
  ///
  /// Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979,
  /// DOI 10.1109/TSMC.1979.4310076. The level cv2.threshold with THRESH_OTSU returns, for 8 and 16
  /// bit: the running means are rounded in the same order. Use it with `assignThreshold(_:over:)`.
  /// One division for each level: 1 µs for 8 bit, below 1 ms for 16 bit. Traps before the first
  /// image; 0 for an image of no pixels.
  public var otsuLevel: Int {
    precondition(!counts.isEmpty, "the histogram has counted no image")
    let scale = 1 / Double(total)
    var mean = 0.0
    for i in counts.indices { mean += Double(i) * Double(counts[i]) }
    mean *= scale
    // Shares nearer to 0 or 1 than this make no class.
    let epsilon = Double(Float.ulpOfOne)
    var (mean1, share1) = (0.0, 0.0)
    var (best, level) = (0.0, 0)
    for i in counts.indices {
      let share = Double(counts[i]) * scale
      mean1 *= share1
      share1 += share
      let share2 = 1 - share1
      if min(share1, share2) < epsilon || max(share1, share2) > 1 - epsilon { continue }
      mean1 = (mean1 + Double(i) * share) / share1
      let mean2 = (mean - share1 * mean1) / share2
      let variance = share1 * share2 * (mean1 - mean2) * (mean1 - mean2)
      if variance > best { (best, level) = (variance, i) }
    }
    return level
  }
}
