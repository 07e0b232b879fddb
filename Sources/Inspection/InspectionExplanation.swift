import Alignment
import Decision
import Pixels

/// Why an inspection gave what it gave. What was not reached is not there.
public struct InspectionExplanation: Sendable {
  /// All candidates with what led to them, also those too weak to count; most confident first.
  public var candidates: [CandidateExplanation] = []
  /// From how far to how far the template was moved to the right to lie on the image, in pixels;
  /// less than 0 is to the left.
  public var shiftX: ClosedRange<Double>?
  /// The same downwards.
  public var shiftY: ClosedRange<Double>?
  /// Where a photographed part was found.
  public var pose: Pose?
  /// What a photograph was compared with.
  public var maps: PhotoMaps?
  /// The score of each pixel of a surface, 0...1 as 0...255; above 127 lies beyond the limit.
  public var anomaly: Image<UInt8>?
  /// The inspected image, gray or RGB.
  public var image: Image<UInt8>?
  /// The template brought over the image, gray.
  public var reference: Image<UInt8>?
  /// The `DifferenceLevel` of each pixel.
  public var levels: Image<UInt8>?

  /// Nothing to explain.
  public init() {}
}
