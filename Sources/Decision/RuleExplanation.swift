/// Why a rule gave a blob its class and its confidence: the numbers that it was applied to, and the
/// limits that they were compared with.
public struct RuleExplanation: Sendable, Equatable {
  /// What lies around the blob.
  public var surroundings: BlobSurroundings
  /// Whether the contact is more than the pixel grid's.
  public var touches: Bool
  /// Share of the ring from which on contact is a touch.
  public var minimumContactShare: Double
  /// Width of the ring, in pixels.
  public var contactDistance: Int
  /// How far around conductors were followed, in pixels.
  public var window: Int
  /// How often a pixel beyond the tolerance counts: more than once where conductors are cut or
  /// joined.
  public var evidenceWeight: Double
  /// The weighted evidence that gives the confidence 0.5, in square pixels.
  public var halfConfidenceArea: Int

  /// Share of the ring that lies on bodies; 0 without a ring.
  public var contactShare: Double {
    surroundings.ring > 0 ? Double(surroundings.contact) / Double(surroundings.ring) : 0
  }
}
