import Blobs
import Pixels

/// Names the blobs of a conductor pattern by what they touch in the reference.
///
/// Added material that touches no conductor is spurious copper, touching one a spur, touching two
/// a short. Missing material that lies inside a conductor is a pin-hole, at its edge a mousebite,
/// and where it reaches gaps on two sides and leaves nothing between them an open.
public struct BoardClassifier: Sendable {
  /// Contact below this share of the ring is the pixel grid's, not a touch.
  private static let insideShare = 0.03

  private let parameters: DecisionParameters
  private var meter = SurroundingsMeter()

  /// A classifier with `parameters`.
  public init(parameters: DecisionParameters) { self.parameters = parameters }

  /// The class of `blob` of `list`, given the reference's mask brought over the image.
  public mutating func classify(
    _ blob: Blob, of list: BlobList, in reference: BitMask
  ) -> DefectClass {
    let around = meter.measure(blob, of: list, in: reference, parameters: parameters)
    let touches =
      around.contact > 0 && Double(around.contact) >= Self.insideShare * Double(around.ring)
    switch blob.polarity {
    case .added:
      guard touches else { return .copper }
      return around.bodies >= 2 ? .short : .spur
    case .missing:
      guard touches else { return .pinHole }
      return around.arcs >= 2 && around.pieces >= 2 ? .open : .mousebite
    }
  }
}
