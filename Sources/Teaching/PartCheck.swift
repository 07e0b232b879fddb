import Alignment
import Blobs
import Comparison
import Kernels
import Pixels

/// How far a good part lies from a model, measured before the factors are known that will judge it.
struct PartCheck {
  /// How many tolerances count as a limit while measuring, and the share of it from which on is looked
  /// at.
  private static let factor = 4.0
  private static let share = 0.6
  /// The smallest difference that is measured, in tolerances.
  static let least = factor * share

  /// A difference and where it lies in the image.
  struct Difference {
    var measurement: DifferenceMeasurement
    var box: PixelBox
  }

  /// The largest differences in each aspect, in tolerances.
  private(set) var peaks: ComparedAspect.Values<Double>
  private(set) var differences: [Difference] = []

  /// What checks compare with, of `model`.
  static func limits(
    _ model: ReferenceModel, _ parameters: PhotoComparisonParameters, _ regions: Image<UInt8>?
  ) -> ReferenceLimits {
    var comparison = parameters
    for aspect in ComparedAspect.allCases { comparison[aspect] = factor }
    comparison.regionShare = share
    for k in comparison.rules.indices { comparison.rules[k].minimumContrast = 0 }
    return ReferenceLimits(model, parameters: comparison, regions: regions)
  }

  /// Compares `part`, which lies in its image as `registration` says, by a comparer with
  /// ``limits(_:_:_:)``.
  init(
    _ part: AlignedPlanes, _ comparer: inout ReferenceComparer, _ registration: Registration
  ) {
    var (bright, dark) = (MaskDifference(), MaskDifference())
    comparer.compare(part, bright: &bright, dark: &dark)
    peaks = ComparedAspect.Values(repeating: 0)
    for aspect in ComparedAspect.allCases {
      peaks[aspect] = max(comparer.peaks[aspect].exceedance, Self.share) * Self.factor
    }
    var finder = BlobFinder(parameters: BlobParameters())
    var list = BlobList()
    finder.find(bright, polarity: .added, appendingTo: &list)
    finder.find(dark, polarity: .missing, appendingTo: &list)
    for blob in list.blobs {
      differences.append(
        Difference(
          measurement: comparer.measured(
            blob, of: list, part, isBright: blob.polarity == .added),
          box: registration.imageBox(blob.box)))
    }
  }

  /// The score that the part gets with the factors of `comparison`, and the boxes of its defects.
  func judged(
    _ comparison: PhotoComparisonParameters, _ limits: ReferenceLimits
  ) -> (score: Double, boxes: [PixelBox]) {
    var most = 0.0
    for aspect in ComparedAspect.allCases where comparison[aspect] > 0 {
      most = max(most, peaks[aspect] / comparison[aspect])
    }
    // What is strong and too small is no defect.
    var score = min(most / (1 + most), PhotoResult.highestPass)
    var boxes: [PixelBox] = []
    for difference in differences {
      let peak = difference.measurement.peak
      let factor = comparison[peak.aspect]
      guard factor > 0, let rule = limits.rule(x: peak.x, y: peak.y) else { continue }
      var measurement = difference.measurement
      measurement.peak.exceedance *= Self.factor / factor
      let contrast = (peak.aspect == .color ? 2 : 1) * abs(peak.contrast)
      let own = measurement.score(rule)
      guard own >= 0.5 && contrast >= rule.minimumContrast else { continue }
      score = max(score, own)
      boxes.append(difference.box)
    }
    return (score, boxes)
  }
}

extension ReferenceComparer {
  /// What is measured of a blob of `list` in the planes compared last, of one sign in brightness or of
  /// both.
  func measured(
    _ blob: Blob, of list: BlobList, _ planes: AlignedPlanes, isBright: Bool?
  ) -> DifferenceMeasurement {
    var measurement = DifferenceMeasurement()
    for k in blob.runs {
      let run = list.runs[k]
      measure(
        planes, isBright: isBright, y: Int(run.y), x1: Int(run.x1), x2: Int(run.x2),
        into: &measurement)
    }
    return measurement
  }
}
