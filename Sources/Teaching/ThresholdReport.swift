import Comparison
import Pixels

/// The factors that the checks of good parts propose, and what they make of these parts.
struct ThresholdReport {
  let bright: ThresholdProposal
  let dark: ThresholdProposal
  let color: ThresholdProposal?
  let gradient: ThresholdProposal

  /// Proposals for a `rate` of parts with a false alarm, shared evenly by what is compared.
  init(_ checks: [LeftOutCheck], rate: Double, hasColor: Bool) {
    let share = rate / (hasColor ? 4 : 3)
    func proposal(_ slot: Int) -> ThresholdProposal {
      ThresholdProposal(checks.map { $0.peaks[slot] }, rate: share)
    }
    (bright, dark, gradient) = (proposal(0), proposal(1), proposal(3))
    color = hasColor ? proposal(2) : nil
  }

  func apply(to comparison: inout PhotoComparisonParameters) {
    comparison.brightFactor = bright.factor
    comparison.darkFactor = dark.factor
    // What the engineer has left out stays out.
    if comparison.colorFactor > 0 { comparison.colorFactor = color?.factor ?? 0 }
    if comparison.gradientFactor > 0 { comparison.gradientFactor = gradient.factor }
  }

  private func factor(
    _ channel: ReferenceChannel, _ isBright: Bool, _ comparison: PhotoComparisonParameters
  ) -> Double {
    switch channel {
    case .luma: isBright ? comparison.brightFactor : comparison.darkFactor
    case .redGreen, .blueGreen: comparison.colorFactor
    case .gradient: comparison.gradientFactor
    }
  }

  /// Writes the scores and false boxes that the checks give with `comparison` to the images.
  func judge(
    _ checks: [LeftOutCheck], _ comparison: PhotoComparisonParameters, _ limits: ReferenceLimits,
    _ images: inout [TaughtImage]
  ) {
    for check in checks {
      let slots = [
        comparison.brightFactor, comparison.darkFactor, comparison.colorFactor,
        comparison.gradientFactor,
      ]
      var most = 0.0
      for (peak, factor) in zip(check.peaks, slots) where factor > 0 {
        most = max(most, peak / factor)
      }
      images[check.index].score = most / (1 + most)
      for difference in check.differences {
        let peak = difference.measurement.peak
        let factor = self.factor(peak.channel, peak.contrast > 0, comparison)
        guard factor > 0, let rule = limits.rule(x: peak.x, y: peak.y) else { continue }
        var measurement = difference.measurement
        measurement.peak.exceedance *= LeftOutCheck.factor / factor
        let isColor = peak.channel == .redGreen || peak.channel == .blueGreen
        let contrast = isColor ? 2 * abs(peak.contrast) : abs(peak.contrast)
        if measurement.score(rule) >= 0.5 && contrast >= rule.minimumContrast {
          images[check.index].falseBoxes.append(difference.box)
        }
      }
    }
  }
}
