import Comparison
import Pixels
import TestSupport
import Testing

@Suite struct DifferenceLevelTests {
  @Test func strongestLevelHolds() {
    // Columns: neither, both, added thrice, missing thrice.
    func mask(_ columns: Int...) -> BitMask {
      var mask = BitMask(width: 8, height: 1)
      for x in columns { mask[x, 0] = true }
      return mask
    }
    var added = MaskDifference()
    (added.region, added.evidence) = (mask(3, 4), mask(4))
    var missing = MaskDifference()
    (missing.region, missing.evidence) = (mask(6, 7), mask(7))
    let levels = DifferenceLevel.levels(
      image: mask(1, 2, 3, 4), reference: mask(1, 5, 6, 7), added: added, missing: missing)
    #expect(levels.samples == DifferenceLevel.allCases.map(\.rawValue))
  }

  @Test func levelsAgreeWithWhatTheComparerFinds() {
    var random = RandomMasks(seed: 5)
    var comparer = MaskComparer(parameters: ComparisonParameters())
    let (image, reference) = (
      random.boxes(width: 71, height: 40, count: 30),
      random.boxes(width: 71, height: 40, count: 30)
    )
    var valid = BitMask(width: 71, height: 40)
    for y in 0..<40 { for x in 0..<71 { valid[x, y] = true } }
    var (added, missing) = (MaskDifference(), MaskDifference())
    comparer.compare(image, reference, valid: valid, added: &added, missing: &missing)
    let levels = DifferenceLevel.levels(
      image: image, reference: reference, added: added, missing: missing)
    #expect(added.evidence.count > 0 && missing.evidence.count > 0)
    func count(_ level: DifferenceLevel) -> Int {
      levels.samples.count { $0 == level.rawValue }
    }
    #expect(count(.addedEvidence) == added.evidence.count)
    #expect(count(.addedEvidence) + count(.addedRegion) == added.region.count)
    #expect(count(.missingEvidence) == missing.evidence.count)
    #expect(count(.missingEvidence) + count(.missingRegion) == missing.region.count)
  }
}
