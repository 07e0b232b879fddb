import Alignment
import Blobs
import Comparison
import Kernels
import Pixels

/// How far a good part lies from what was learned from the others.
struct LeftOutCheck {
  /// How many tolerances count as a limit while measuring, and from how many on is looked at.
  static let factor = 4.0
  private static let share = 0.6

  /// A difference and where it lies in the image.
  struct Difference {
    var measurement: DifferenceMeasurement
    var isBright: Bool
    var box: PixelBox
  }

  /// The image's number.
  let index: Int
  /// The largest differences, in tolerances, of those of ``ReferenceComparer/peaks``.
  private(set) var peaks: [Double]
  private(set) var differences: [Difference] = []

  /// Compares `planes`, without what was rejected of them, with `model` of the others.
  init(
    index: Int, _ planes: AlignedPlanes, rejected: BitMask, halfRejected: BitMask,
    _ model: ReferenceModel, _ parameters: PhotoComparisonParameters,
    _ regions: Image<UInt8>?, _ registration: Registration
  ) {
    self.index = index
    var comparison = parameters
    (comparison.brightFactor, comparison.darkFactor) = (Self.factor, Self.factor)
    (comparison.colorFactor, comparison.gradientFactor) = (Self.factor, Self.factor)
    comparison.regionShare = Self.share
    for k in comparison.rules.indices { comparison.rules[k].minimumContrast = 0 }
    var comparer = ReferenceComparer(
      ReferenceLimits(model, parameters: comparison, regions: regions))
    var own = planes
    own.exclude(rejected, half: halfRejected)
    var (bright, dark) = (MaskDifference(), MaskDifference())
    comparer.compare(own, bright: &bright, dark: &dark)
    peaks = comparer.peaks.map { max($0.exceedance, Self.share) * Self.factor }
    var finder = BlobFinder(parameters: BlobParameters())
    var list = BlobList()
    finder.find(bright, polarity: .added, appendingTo: &list)
    finder.find(dark, polarity: .missing, appendingTo: &list)
    for blob in list.blobs {
      differences.append(
        Difference(
          measurement: comparer.measured(blob, of: list, own),
          isBright: blob.polarity == .added, box: registration.imageBox(blob.box)))
    }
  }
}

extension ReferenceComparer {
  /// What is measured of a blob of `list` in the planes compared last.
  func measured(_ blob: Blob, of list: BlobList, _ planes: AlignedPlanes) -> DifferenceMeasurement {
    var measurement = DifferenceMeasurement()
    for k in blob.runs {
      let run = list.runs[k]
      measure(
        planes, isBright: blob.polarity == .added, y: Int(run.y), x1: Int(run.x1),
        x2: Int(run.x2), into: &measurement)
    }
    return measurement
  }
}
