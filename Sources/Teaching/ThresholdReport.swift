import Comparison
import Pixels

/// The factors that the checks of good parts propose.
struct ThresholdReport {
  let bright: ThresholdProposal
  let dark: ThresholdProposal
  let color: ThresholdProposal?
  let gradient: ThresholdProposal

  /// Proposals for a `rate` of parts with a false alarm, shared evenly by what is compared.
  init(_ checks: [PartCheck], rate: Double, hasColor: Bool) {
    let share = rate / (hasColor ? 4 : 3)
    func proposal(_ aspect: ComparedAspect) -> ThresholdProposal {
      ThresholdProposal(checks.map { $0.peaks[aspect] }, rate: share)
    }
    (bright, dark, gradient) = (proposal(.bright), proposal(.dark), proposal(.gradient))
    color = hasColor ? proposal(.color) : nil
  }

  func apply(to comparison: inout PhotoComparisonParameters) {
    comparison.brightFactor = bright.factor
    comparison.darkFactor = dark.factor
    // What the engineer has left out stays out.
    if comparison.colorFactor > 0 { comparison.colorFactor = color?.factor ?? 0 }
    if comparison.gradientFactor > 0 { comparison.gradientFactor = gradient.factor }
  }
}
