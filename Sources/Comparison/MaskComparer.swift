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
/// Added: evidence = image AND NOT dilate(reference, tolerance); region = evidence OR
/// (dilate(evidence, growth) AND image AND NOT reference). Missing is the same of the inverted
/// masks. Disks throughout. Keeps its scratch between calls; one per worker.
public struct MaskComparer: Sendable {
  private let parameters: ComparisonParameters
  private var morphology = BitMorphology()
  private var grown = BitMask()
  private var raw = BitMask()

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
    added.evidence.formAnd(valid)
    raw.assignAndNot(image, reference)
    follow(&added)
    morphology.erode(reference, radius: parameters.tolerance, into: &grown)
    missing.evidence.assignAndNot(grown, image)
    missing.evidence.formAnd(valid)
    raw.assignAndNot(reference, image)
    follow(&missing)
  }

  private mutating func follow(_ difference: inout MaskDifference) {
    morphology.dilate(difference.evidence, radius: parameters.growth, into: &grown)
    grown.formAnd(raw)
    difference.region.assignOr(grown, difference.evidence)
  }
}
