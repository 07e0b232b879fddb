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
  private static let electricalWeight = 4.0

  private let parameters: DecisionParameters
  private var meter = SurroundingsMeter()

  /// A classifier with `parameters`.
  public init(parameters: DecisionParameters) { self.parameters = parameters }

  /// The class of `blob` of `list`, given the reference's mask brought over the image.
  public mutating func classify(
    _ blob: Blob, of list: BlobList, in reference: BitMask
  ) -> DefectClass {
    let around = meter.measure(blob, of: list, in: reference, parameters: parameters)
    return defectClass(of: blob.polarity, around)
  }

  /// The class of `blob` with the numbers that gave it; see ``classify(_:of:in:)``.
  public mutating func explain(
    _ blob: Blob, of list: BlobList, in reference: BitMask
  ) -> (defectClass: DefectClass, rule: RuleExplanation) {
    let around = meter.measure(blob, of: list, in: reference, parameters: parameters)
    let defectClass = defectClass(of: blob.polarity, around)
    return (
      defectClass,
      RuleExplanation(
        surroundings: around, touches: touches(around), minimumContactShare: Self.insideShare,
        contactDistance: parameters.contactDistance, window: parameters.window,
        evidenceWeight: Self.evidenceWeight(of: defectClass),
        halfConfidenceArea: parameters.halfConfidenceArea)
    )
  }

  /// How sure it is that `blob`, of `defectClass`, is a defect: e / (e + h), where e is its weighted
  /// evidence and h the area that gives 0.5.
  func confidence(_ blob: Blob, _ defectClass: DefectClass) -> Double {
    let evidence = Double(blob.evidence) * Self.evidenceWeight(of: defectClass)
    return evidence / (evidence + Double(parameters.halfConfidenceArea))
  }

  /// That conductors are cut or joined is evidence of its own, however thin the blob.
  private static func evidenceWeight(of defectClass: DefectClass) -> Double {
    defectClass == .open || defectClass == .short ? electricalWeight : 1
  }

  private func touches(_ around: BlobSurroundings) -> Bool {
    around.contact > 0 && Double(around.contact) >= Self.insideShare * Double(around.ring)
  }

  private func defectClass(of polarity: Polarity, _ around: BlobSurroundings) -> DefectClass {
    let touches = touches(around)
    switch polarity {
    case .added:
      guard touches else { return .copper }
      return around.bodies >= 2 ? .short : .spur
    case .missing:
      guard touches else { return .pinHole }
      return around.arcs >= 2 && around.pieces >= 2 ? .open : .mousebite
    }
  }
}
