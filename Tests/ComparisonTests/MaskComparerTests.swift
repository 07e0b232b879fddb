import Comparison
import Pixels
import TestSupport
import Testing

@Suite struct MaskComparerTests {
  private static func parameters(tolerance: Int, growth: Int) -> ComparisonParameters {
    var parameters = ComparisonParameters()
    parameters.tolerance = tolerance
    parameters.growth = growth
    return parameters
  }

  /// What `image` has beyond `reference`, by the formulas of ``MaskComparer``.
  private static func added(
    _ image: PixelGrid, _ reference: PixelGrid, valid: PixelGrid, _ parameters: ComparisonParameters
  ) -> (region: PixelGrid, evidence: PixelGrid) {
    let evidence = image.andNot(reference.dilated(radius: parameters.tolerance)).and(valid)
    let near = evidence.dilated(radius: parameters.growth).and(image.andNot(reference))
    return (near.or(evidence), evidence)
  }

  @Test func agreesWithReferenceAtEverySize() {
    var random = TestRandom(1)
    var (added, missing) = (MaskDifference(), MaskDifference())
    for size in MaskSizes.all where random.chance(0.5) {
      let parameters = Self.parameters(tolerance: random.int(0...4), growth: random.int(0...5))
      var comparer = MaskComparer(parameters: parameters)
      let reference = random.grid(width: size.width, height: size.height)
      let image =
        random.chance(0.5)
        ? random.grid(width: size.width, height: size.height)
        : reference.xor(random.noise(width: size.width, height: size.height, density: 0.02))
      let valid = random.grid(width: size.width, height: size.height)
      added.region.soil()
      missing.evidence.soil()
      comparer.compare(
        random.mask(image), random.mask(reference), valid: random.mask(valid), added: &added,
        missing: &missing)
      let more = Self.added(image, reference, valid: valid, parameters)
      // What lacks is what the inverse has beyond the inverse.
      let less = Self.added(image.inverted, reference.inverted, valid: valid, parameters)
      let difference =
        added.region.difference(from: more.region)
        ?? added.evidence.difference(from: more.evidence)
        ?? missing.region.difference(from: less.region)
        ?? missing.evidence.difference(from: less.evidence)
      if let difference {
        Issue.record("\(parameters): \(difference)")
        return
      }
    }
  }

  /// Where an edge lies up to the tolerance off, nothing differs; one pixel more does.
  @Test(arguments: 0...5)
  func edgesMayLieOffByTheTolerance(tolerance: Int) {
    var comparer = MaskComparer(parameters: Self.parameters(tolerance: tolerance, growth: 3))
    var (added, missing) = (MaskDifference(), MaskDifference())
    func bar(_ end: Int) -> BitMask {
      PixelGrid(width: 90, height: 40) { x, y in x >= 20 && x < end && y >= 10 && y < 30 }.mask
    }
    let valid = PixelGrid(width: 90, height: 40) { _, _ in true }.mask
    for offset in -8...8 {
      comparer.compare(bar(60 + offset), bar(60), valid: valid, added: &added, missing: &missing)
      #expect((added.evidence.count > 0) == (offset > tolerance))
      #expect((missing.evidence.count > 0) == (-offset > tolerance))
      #expect((added.region.count > 0) == (offset > tolerance))
      #expect((missing.region.count > 0) == (-offset > tolerance))
    }
  }

  /// The whole bump is the region, although its foot lies within the tolerance.
  @Test func regionFollowsTheDifferenceInsideTheTolerance() {
    var comparer = MaskComparer(parameters: Self.parameters(tolerance: 2, growth: 3))
    var (added, missing) = (MaskDifference(), MaskDifference())
    var reference = PixelGrid(width: 60, height: 40)
    reference.fill(PixelBox(x1: 0, y1: 20, x2: 60, y2: 30))
    var image = reference
    image.fill(PixelBox(x1: 20, y1: 15, x2: 28, y2: 20))
    let valid = PixelGrid(width: 60, height: 40) { _, _ in true }
    comparer.compare(
      image.mask, reference.mask, valid: valid.mask, added: &added, missing: &missing)
    #expect(PixelGrid(added.region) == image.andNot(reference))
    #expect(added.evidence.count == 24)  // three of its five rows
    #expect(missing.region.count == 0)
  }

  @Test func invalidPixelsAreNoEvidence() {
    var comparer = MaskComparer(parameters: ComparisonParameters())
    var (added, missing) = (MaskDifference(), MaskDifference())
    let full = PixelGrid(width: 70, height: 20) { _, _ in true }
    comparer.compare(
      full.mask, full.inverted.mask, valid: full.inverted.mask, added: &added, missing: &missing)
    #expect(added.region.count == 0 && added.evidence.count == 0)
    comparer.compare(
      full.inverted.mask, full.mask, valid: full.inverted.mask, added: &added, missing: &missing)
    #expect(missing.region.count == 0 && missing.evidence.count == 0)
  }

  @Test func equalMasksDoNotDiffer() {
    var random = TestRandom(2)
    var comparer = MaskComparer(parameters: Self.parameters(tolerance: 0, growth: 3))
    var (added, missing) = (MaskDifference(), MaskDifference())
    for size in MaskSizes.large {
      let grid = random.grid(width: size.width, height: size.height)
      let valid = PixelGrid(width: size.width, height: size.height) { _, _ in true }
      comparer.compare(grid.mask, grid.mask, valid: valid.mask, added: &added, missing: &missing)
      #expect(added.region.count == 0 && missing.region.count == 0)
    }
  }
}
