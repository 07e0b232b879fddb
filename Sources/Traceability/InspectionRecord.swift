import Decision
import Foundation

/// What is kept for years about the inspection of one image. Written once, never changed.
public struct InspectionRecord: Sendable, Equatable {
  /// Position in the records file, from 1, without gaps; `nil` until it is committed.
  public var sequence: Int64?
  /// When the verdict was reached.
  public var recordedAt: Date
  /// The inspected file's path as it was given.
  public var imagePath: String
  /// SHA-256 of the file's bytes in lower-case hexadecimal; empty where they could not be read.
  public var imageSHA256: String
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
  /// Program name and version.
  public var software: String
  /// Which inspection station, where told.
  public var station: String?
  /// Who ran the station, where told.
  public var `operator`: String?
  /// The lot of the part, where told.
  public var lot: String?
  /// The serial number of the part, where told.
  public var serial: String?
  /// How good the picture was; `nil` where it could not be decoded, and in records of older versions.
  public var health: PictureHealth?
  /// What people decided about the verdict afterwards, oldest first; see `finalVerdict`. Appending a
  /// record does not write them.
  public var overrides: [VerdictOverride]

  /// A record that is not committed yet; see the properties for units.
  public init(
    sequence: Int64? = nil, recordedAt: Date, imagePath: String, imageSHA256: String,
    templatePath: String? = nil, templateSHA256: String? = nil, verdict: Verdict,
    reason: String, defects: [Defect], timings: [StageTiming], recipe: String,
    recipeVersion: Int, recipeSHA256: String, effectiveParameters: String, software: String,
    station: String? = nil, operator: String? = nil, lot: String? = nil, serial: String? = nil,
    health: PictureHealth? = nil, overrides: [VerdictOverride] = []
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.imagePath = imagePath
    self.imageSHA256 = imageSHA256
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
    self.software = software
    self.station = station
    self.operator = `operator`
    self.lot = lot
    self.serial = serial
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
