import Alignment
import Blobs
import Comparison
import Kernels
import Pixels

/// Finds what of a good part the others do not agree with.
struct OutvotingGate {
  /// How far around what is outvoted pixels are outvoted with it.
  private static let margin = 3
  /// Smaller differences are noise, and learned, in square pixels.
  private static let leastArea = 4
  /// Differences nearer than that are one, in pixels.
  private static let mergeDistance = 12

  private let factor: Double
  private var comparer: ReferenceComparer
  private var bright = MaskDifference()
  private var dark = MaskDifference()
  private var both = MaskDifference()
  private var grown = BitMask()
  private var morphology = BitMorphology()
  private var finder: BlobFinder

  /// A gate for parts that differ from `model`, what most parts show.
  init(_ model: ReferenceModel, _ parameters: TeachingParameters, _ regions: Image<UInt8>?) {
    factor = parameters.outvotedFactor
    var comparison = parameters.comparison
    for aspect in ComparedAspect.allCases where comparison[aspect] > 0 {
      comparison[aspect] = factor
    }
    comparison.unstableLimit = 1000
    comparer = ReferenceComparer(
      ReferenceLimits(model, parameters: comparison, regions: regions))
    var grouping = BlobParameters()
    (grouping.minimumArea, grouping.mergeDistance) = (Self.leastArea, Self.mergeDistance)
    finder = BlobFinder(parameters: grouping)
  }

  /// The places of a part that are outvoted; `registration` says where they lie in its image.
  mutating func outvoted(_ part: AlignedPlanes, _ registration: Registration) -> [OutvotedBlob] {
    comparer.compare(part, bright: &bright, dark: &dark)
    both.evidence.assignOr(bright.evidence, dark.evidence)
    grown.assignOr(bright.region, dark.region)
    guard both.evidence.count > 0 else { return [] }
    morphology.dilate(grown, radius: Self.margin, into: &both.region)
    var list = BlobList()
    // Whether brighter or darker: a place is one, whatever lies beside each other in it.
    finder.find(both, polarity: .added, appendingTo: &list)
    return list.blobs.map { blob in
      let peak = comparer.measured(blob, of: list, part, isBright: nil).peak
      return OutvotedBlob(
        place: OutvotedPlace(
          box: registration.imageBox(blob.box), referenceBox: blob.box,
          strength: peak.exceedance * factor, isBright: peak.contrast > 0, peak: peak),
        runs: Array(list.runs[blob.runs]))
    }
  }
}
