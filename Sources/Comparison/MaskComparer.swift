import Kernels
import Pixels

/// What differs between an image's mask and the reference brought over it, by sign.
public struct MaskDifference: Sendable {
  /// Pixels set in the image and not in the reference, in and around the evidence.
  public var region = BitMask()
  /// The evidence: pixels of the region further from the reference's edge than the tolerance.
  public var evidence = BitMask()

  /// Nothing differs.
  public init() {}
}

/// Compares masks with a tolerance at edges.
///
/// Added: evidence = (image AND NOT dilate(reference, t)) OR (erode(image, t) AND NOT reference),
/// with the tolerance t; region = evidence OR (dilate(evidence, growth) AND image AND NOT
/// reference). Missing is the same of the inverted masks. Disks throughout. The second term finds
/// gaps and, inverted, conductors too thin for the first, at most 2 t wide, that are gone altogether.
/// Evidence must lie less than the minimum thickness from a square of that side that differs as a
/// whole: noise along edges and single pixels hold none. Keeps its scratch between calls; one per worker.
public struct MaskComparer: Sendable {
  private let parameters: ComparisonParameters
  private var morphology = BitMorphology()
  private var grown = BitMask()
  private var raw = BitMask()
  private var thick = BitMask()

  /// A comparer with `parameters`.
  public init(parameters: ComparisonParameters) { self.parameters = parameters }

  /// Writes what `image` has beyond `reference` to `added`, and what it lacks to `missing`. Pixels
  /// that are not `valid` are no evidence; a region may reach among them.
  public mutating func compare(
    _ image: BitMask, _ reference: BitMask, valid: BitMask, added: inout MaskDifference,
    missing: inout MaskDifference
  ) {
    morphology.dilate(reference, radius: parameters.tolerance, into: &grown)
    added.evidence.assignAndNot(image, grown)
    morphology.erode(image, radius: parameters.tolerance, into: &grown)
    grown.formAndNot(reference)
    added.evidence.formOr(grown)
    added.evidence.formAnd(valid)
    raw.assignAndNot(image, reference)
    follow(&added)
    keepThick(&added.evidence)
    morphology.erode(reference, radius: parameters.tolerance, into: &grown)
    missing.evidence.assignAndNot(grown, image)
    morphology.dilate(image, radius: parameters.tolerance, into: &grown)
    raw.assignAndNot(reference, grown)
    missing.evidence.formOr(raw)
    missing.evidence.formAnd(valid)
    raw.assignAndNot(reference, image)
    follow(&missing)
    keepThick(&missing.evidence)
  }

  /// Drops evidence away from squares of the minimum thickness in the raw difference.
  private mutating func keepThick(_ evidence: inout BitMask) {
    let side = parameters.minimumThickness
    guard side > 1 else { return }
    morphology.erode(raw, by: .rectangle(width: side, height: side), into: &grown)
    morphology.dilate(
      grown, by: .rectangle(width: 2 * side - 1, height: 2 * side - 1), into: &thick)
    evidence.formAnd(thick)
  }

  private mutating func follow(_ difference: inout MaskDifference) {
    morphology.dilate(difference.evidence, radius: parameters.growth, into: &grown)
    grown.formAnd(raw)
    difference.region.assignOr(grown, difference.evidence)
  }
}
