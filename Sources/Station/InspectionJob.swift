import Foundation
import Traceability

/// One image to inspect.
public struct InspectionJob: Sendable, Equatable {
  /// The image file.
  public var imagePath: String
  /// The image of a good part to compare it with, if one was told or follows from a rule.
  public var templatePath: String?
  /// The part's serial number, where told.
  public var serial: String?
  /// The part's lot where told for this part; the run's lot holds otherwise.
  public var lot: String?
  /// What the part was made from, where told.
  public var parents: [PartParent] = []
  /// When the image arrived at the station, where that is known.
  public var arrivedAt: Date?
  /// Why a file that should tell which part this is could not be used, in a sentence. The image is
  /// inspected all the same, and its record says it.
  public var identityProblem: String?
  /// The file that told which part this is.
  var sidecar: SidecarFile?
  /// Why it cannot be inspected, in a sentence, where that is known beforehand. Such a job is not
  /// left out: it gives an uninspectable result.
  public var obstacle: String?

  /// The job of inspecting the file at `imagePath`; see the properties.
  public init(
    imagePath: String, templatePath: String? = nil, serial: String? = nil, lot: String? = nil,
    obstacle: String? = nil
  ) {
    self.imagePath = imagePath
    self.templatePath = templatePath
    self.serial = serial
    self.lot = lot
    self.obstacle = obstacle
  }
}
