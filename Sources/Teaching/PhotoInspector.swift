import Alignment
import Blobs
import Comparison
import Kernels
import Pixels

/// Inspects photographs of a part by a reference model: pose, local registration, light, comparison,
/// blobs.
///
/// Keeps its scratch between images; one per worker.
public struct PhotoInspector: ~Copyable {
  /// The limits it compares with.
  public let limits: ReferenceLimits
  /// The last image in the reference's frame and light.
  public private(set) var planes: AlignedPlanes
  /// Where the reference's pixels lie in the last image.
  public private(set) var registration: Registration
  /// What was too bright in the last image, in the reference's frame.
  public private(set) var bright = MaskDifference()
  /// What was too dark.
  public private(set) var dark = MaskDifference()

  private let poseParameters: PoseParameters
  private var gray = Image<UInt8>()
  private var finder: PoseFinder
  private var local: LocalRegistration
  private var aligner: PlaneAligner
  private var comparer: ReferenceComparer
  private var blobFinder: BlobFinder
  /// The pixels of the reference that are judged, in square pixels.
  public let judgedArea: Int
  /// Whether colour is judged: the model has it, and its factor is not 0.
  public let judgesColor: Bool

  /// An inspector for `model`, found by `features` (chosen anew where there are none).
  ///
  /// `regions` is the region map, see ``ReferenceLimits``; `blobs` groups what differs, its smallest
  /// area counts evidence. Throws where the reference shows nothing to find it by.
  public init(
    _ model: ReferenceModel, features: [PoseFeature]? = nil,
    pose: PoseParameters = PoseParameters(),
    comparison: PhotoComparisonParameters = PhotoComparisonParameters(),
    regions: Image<UInt8>? = nil, blobs: BlobParameters = BlobParameters()
  ) throws(PoseError) {
    let luma = model.luma
    let finder = try PoseFinder(
      reference: luma, judged: regions, features: features, parameters: pose)
    self.finder = finder
    local = LocalRegistration(reference: luma, parameters: pose)
    limits = ReferenceLimits(model, parameters: comparison, regions: regions)
    poseParameters = pose
    planes = AlignedPlanes(channels: model.header.channels)
    registration = Registration(size: model.size)
    aligner = PlaneAligner(model, limits, margin: comparison.borderMargin)
    comparer = ReferenceComparer(limits)
    blobFinder = BlobFinder(parameters: blobs)
    judgedArea = max(1, model.size.area - limits.ignored.count)
    judgesColor = model.header.channels.contains(.redGreen) && comparison.colorFactor > 0
  }

  /// How far each pixel of the last image lies from its reference; see
  /// ``ReferenceComparer/exceedances(_:)``.
  public var exceedances: Image<UInt8> { comparer.exceedances(planes) }

  /// Inspects `image` of 1 (gray), 3 or 4 channels (RGB, the fourth does not count) and writes what
  /// was found to `result`.
  public mutating func inspect(_ image: Image<UInt8>, into result: inout PhotoResult) {
    result.lacksColor = judgesColor && image.isGray
    if image.channels >= 3 {
      gray.assignGray(image)
      inspect(image, gray, &result)
    } else {
      precondition(image.channels == 1, "an image with \(image.channels) channels is no photograph")
      inspect(image, image, &result)
    }
  }

  private mutating func inspect(
    _ image: Image<UInt8>, _ gray: Image<UInt8>, _ result: inout PhotoResult
  ) {
    result.blobs.removeAll(keepingCapacity: true)
    result.list.removeAll()
    result.pose = finder.find(in: gray)
    result.isFound = result.pose.score >= poseParameters.minimumScore
    guard result.isFound else {
      (result.score, result.judgedShare) = (0, 0)
      result.peaks.removeAll(keepingCapacity: true)
      return
    }
    local.register(gray, result.pose, into: &registration)
    aligner.align(
      image, gray: gray, by: registration.grid, halfGrid: registration.halfGrid, into: &planes)
    (result.brightness, result.unevenness) = (aligner.brightness, aligner.unevenness)
    comparer.compare(planes, bright: &bright, dark: &dark)
    result.judgedShare = Double(comparer.judgedArea) / Double(judgedArea)
    blobFinder.find(bright, polarity: .added, appendingTo: &result.list)
    blobFinder.find(dark, polarity: .missing, appendingTo: &result.list)
    score(&result)
  }

  private mutating func score(_ result: inout PhotoResult) {
    result.peaks.removeAll(keepingCapacity: true)
    var most = 0.0
    for peak in comparer.peaks.all {
      result.peaks.append(peak)
      most = max(most, peak.exceedance)
    }
    result.score = min(most / (1 + most), PhotoResult.highestPass)
    for blob in result.list.blobs {
      let measurement = comparer.measured(
        blob, of: result.list, planes, isBright: blob.polarity == .added)
      guard let rule = limits.rule(x: measurement.peak.x, y: measurement.peak.y) else { continue }
      let score = measurement.score(rule)
      guard score >= 0.5 else { continue }
      result.score = max(result.score, score)
      result.blobs.append(
        PhotoBlob(
          box: registration.imageBox(blob.box), referenceBox: blob.box,
          isBright: blob.polarity == .added,
          measurement: measurement, score: score, runs: blob.runs))
    }
    result.blobs.sort { $0.score > $1.score }
  }
}

extension Image where Sample == UInt8 {
  /// Whether red, green and blue are equal wherever it is looked at, on some 64 rows; so of one channel.
  fileprivate var isGray: Bool {
    guard channels >= 3 else { return true }
    return withUnsafeSamples { samples in
      for y in Swift.stride(from: 0, to: height, by: max(1, height / 64)) {
        var p = samples + y * stride
        for _ in 0..<width {
          if p[0] != p[1] || p[1] != p[2] { return false }
          p += channels
        }
      }
      return true
    }
  }
}
