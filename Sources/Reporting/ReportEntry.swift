import Traceability

/// What the reports are told about one part: its committed record and, where a picture helps, its
/// pictures.
public struct ReportEntry: Sendable {
  /// The record as it was committed, with its sequence number.
  public var record: InspectionRecord
  /// Pictures for the HTML report; `nil` for passed parts and for images that could not be read.
  public var pictures: PartPictures?

  /// The entry of `record`, shown with `pictures`.
  public init(record: InspectionRecord, pictures: PartPictures? = nil) {
    self.record = record
    self.pictures = pictures
  }
}
