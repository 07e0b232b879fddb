import Decision
import Foundation
import Pixels

/// What is kept for years about the inspection of one image. Written once, never changed.
public struct InspectionRecord: Sendable, Equatable {
  /// Position in the records file, from 1, without gaps; `nil` until it is committed.
  public var sequence: Int64?
  /// When the verdict was reached.
  public var recordedAt: Date
  /// How far the station's local time was ahead of UTC then, in seconds; `nil` in older records.
  public var utcOffset: Int?
  /// When the image arrived at the station, where told.
  public var arrivedAt: Date?
  /// The inspected file's path as it was given.
  public var imagePath: String
  /// SHA-256 of the file's bytes in lower-case hexadecimal; empty where they could not be read.
  public var imageSHA256: String
  /// How many bytes the file had, where they could be read.
  public var imageBytes: Int?
  /// The image's size in pixels, where it could be decoded.
  public var imageSize: PixelSize?
  /// The paired template's path, where the recipe compares with one.
  public var templatePath: String?
  /// SHA-256 of the template file's bytes, where there is one and it could be read.
  public var templateSHA256: String?
  /// The verdict.
  public var verdict: Verdict
  /// Why, in one sentence; empty for a pass.
  public var reason: String
  /// The defects found at or above the recipe's operating point (and, for `review`, in its band).
  public var defects: [Defect]
  /// Milliseconds by stage, in the order in which the stages ran.
  public var timings: [StageTiming]
  /// The recipe's name.
  public var recipe: String
  /// The recipe's version.
  public var recipeVersion: Int
  /// SHA-256 over the recipe's effective values and model files, lower-case hexadecimal.
  public var recipeSHA256: String
  /// The values in effect, as canonical JSON: an object from parameter key to value with unit.
  public var effectiveParameters: String
  /// SHA-256 over the recipe's model files, lower-case hexadecimal; `nil` where it has none.
  public var modelSHA256: String?
  /// The limits that decided and what overrides changed of the recipe's file, as canonical JSON;
  /// `nil` in older records.
  public var thresholds: String?
  /// Program name and version.
  public var software: String
  /// Which inspection station, where told.
  public var station: String?
  /// Which camera took the image, where told.
  public var camera: String?
  /// Who ran the station, where told.
  public var `operator`: String?
  /// The lot of the part, where told.
  public var lot: String?
  /// The serial number of the part, where told.
  public var serial: String?
  /// What the part was made from, where told.
  public var parents: [PartParent]
  /// How good the picture was; `nil` where it could not be decoded, and in records of older versions.
  public var health: PictureHealth?
  /// What people decided about the verdict afterwards, oldest first; see `finalVerdict`. Appending a
  /// record does not write them.
  public var overrides: [VerdictOverride]

  /// A record that is not committed yet; see the properties for units.
  public init(
    sequence: Int64? = nil, recordedAt: Date, utcOffset: Int? = nil, arrivedAt: Date? = nil,
    imagePath: String, imageSHA256: String, imageBytes: Int? = nil, imageSize: PixelSize? = nil,
    templatePath: String? = nil, templateSHA256: String? = nil, verdict: Verdict,
    reason: String, defects: [Defect], timings: [StageTiming], recipe: String,
    recipeVersion: Int, recipeSHA256: String, effectiveParameters: String,
    modelSHA256: String? = nil, thresholds: String? = nil, software: String,
    station: String? = nil, camera: String? = nil, operator: String? = nil, lot: String? = nil,
    serial: String? = nil, parents: [PartParent] = [],
    health: PictureHealth? = nil, overrides: [VerdictOverride] = []
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.utcOffset = utcOffset
    self.arrivedAt = arrivedAt
    self.imagePath = imagePath
    self.imageSHA256 = imageSHA256
    self.imageBytes = imageBytes
    self.imageSize = imageSize
    self.templatePath = templatePath
    self.templateSHA256 = templateSHA256
    self.verdict = verdict
    self.reason = reason
    self.defects = defects
    self.timings = timings
    self.recipe = recipe
    self.recipeVersion = recipeVersion
    self.recipeSHA256 = recipeSHA256
    self.effectiveParameters = effectiveParameters
    self.modelSHA256 = modelSHA256
    self.thresholds = thresholds
    self.software = software
    self.station = station
    self.camera = camera
    self.operator = `operator`
    self.lot = lot
    self.serial = serial
    self.parents = parents
    self.health = health
    self.overrides = overrides
  }
}

/// How long one stage of an inspection took.
public struct StageTiming: Sendable, Equatable, Codable {
  /// The stage's name: `decode`, `align`, `compare`, `blobs`, `decide`…
  public var stage: String
  /// Milliseconds of wall-clock time.
  public var milliseconds: Double

  /// `stage` took `milliseconds`.
  public init(stage: String, milliseconds: Double) {
    self.stage = stage
    self.milliseconds = milliseconds
  }
}
