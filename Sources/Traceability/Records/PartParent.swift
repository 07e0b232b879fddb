/// What a part was made from: another part, by its serial number, or material of a lot.
public struct PartParent: Sendable, Hashable {
  /// The serial number of the other part, where it has one.
  public var serial: String?
  /// The lot of the other part or of the material, where told.
  public var lot: String?

  /// At least one of both must be told to record it.
  public init(serial: String? = nil, lot: String? = nil) {
    self.serial = serial
    self.lot = lot
  }
}
