/// What the records of one run have in common beside the recipe.
public struct RecordOrigin: Sendable, Equatable {
  /// Program name and version.
  public var software: String
  /// Which inspection station, where told.
  public var station: String?
  /// Which camera takes the images, where told.
  public var camera: String?
  /// Who runs it, where told.
  public var `operator`: String?
  /// The lot of all parts that have no lot of their own, where told.
  public var lot: String?

  /// See the properties.
  public init(
    software: String = SoftwareVersion.text, station: String? = nil, camera: String? = nil,
    operator: String? = nil, lot: String? = nil
  ) {
    self.software = software
    self.station = station
    self.camera = camera
    self.operator = `operator`
    self.lot = lot
  }
}
