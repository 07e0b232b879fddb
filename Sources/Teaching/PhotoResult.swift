import Alignment
import Blobs
import Comparison
import Pixels

/// A difference of a part from its reference.
public struct PhotoBlob: Sendable, Equatable {
  /// The smallest box around it in the image, in pixels.
  public var box: PixelBox
  /// The smallest box around it in the reference's frame.
  public var referenceBox: PixelBox
  /// Whether it is brighter than the reference; else darker.
  public var isBright: Bool
  /// What was measured of it.
  public var measurement: DifferenceMeasurement
  /// How surely it is a defect, 0...1, by ``DifferenceMeasurement/score(_:)``; 0.5 is the limit.
  public var score: Double
  /// Its runs in ``PhotoResult/list``, in the reference's frame.
  public var runs: Range<Int>
}

/// What was found in a photograph of a part.
public struct PhotoResult: Sendable {
  /// The highest score of a part without a defect.
  static let highestPass = 0.499

  /// The pose with its score.
  public internal(set) var pose = Pose.identity
  /// Whether the part was found: the pose's score reaches the limit. If not there are no blobs.
  public internal(set) var isFound = false
  /// The differences with a score of 0.5 or more, the surest first.
  public internal(set) var blobs: [PhotoBlob] = []
  /// The runs of the blobs in the reference's frame.
  public internal(set) var list = BlobList()
  /// How near the part came to failing, or how far beyond, 0...1: m / (1 + m) with the largest of
  /// all exceedances, whatever their areas, or the highest score of a blob. 0.5 is the limit.
  public internal(set) var score = 0.0
  /// The largest exceedance in each ``ComparedAspect``, in their order; none where the part was not
  /// found.
  public internal(set) var peaks: [DifferencePeak] = []
  /// The share of what is judged of the reference that was judged in this image, 0...1.
  public internal(set) var judgedShare = 0.0
  /// How much brighter the image is than the reference, as a ratio.
  public internal(set) var brightness = 1.0
  /// How unevenly it is lit against the reference: the largest gain over the smallest.
  public internal(set) var unevenness = 1.0

  /// Whether colour is to be judged and the image has none: it is gray, of one channel or with equal
  /// red, green and blue. What differs in colour alone goes unseen in it.
  public internal(set) var lacksColor = false

  /// Nothing inspected.
  public init() {}
}
