import Decision
import Pixels
import Traceability

/// Why one image got its verdict: the record of it, all candidates with what led to them, and the
/// pixels that were compared.
public struct Explanation: Sendable {
  /// A file that belongs to the recipe.
  public struct Model: Sendable, Equatable {
    /// Its name in the recipe.
    public var file: String
    /// SHA-256 of its bytes, lower-case hexadecimal.
    public var sha256: String

    /// The model file called `file`.
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }

  /// What a run would have recorded.
  public var record: InspectionRecord
  /// Confidence from which on a candidate is a defect, 0...1.
  public var operatingPoint: Double
  /// How candidates were named.
  public var classifier: ClassificationMethod
  /// The recipe's other files.
  public var models: [Model]
  /// Keys of the parameters that differ from the recipe file.
  public var changedParameters: [String]
  /// All candidates, most confident first; the record's defects are the first of them.
  public var candidates: [CandidateExplanation]
  /// From how far to how far the template was moved to the right, in pixels; `nil` where the image
  /// was not aligned.
  public var shiftX: ClosedRange<Double>?
  /// The same downwards.
  public var shiftY: ClosedRange<Double>?
  /// The inspected image, where it could be decoded.
  public var image: Image<UInt8>?
  /// The template brought over the image, where it could be.
  public var reference: Image<UInt8>?
  /// The `DifferenceLevel` of each pixel, where the two were compared.
  public var levels: Image<UInt8>?

  /// Where a photographed part was found, in words; `nil` where none was looked for.
  public var pose: String?
  /// What a photograph was compared with, in the frame of its reference.
  public var maps: [NamedPicture]

  /// See the properties.
  public init(
    record: InspectionRecord, operatingPoint: Double, classifier: ClassificationMethod,
    models: [Model] = [], changedParameters: [String] = [], candidates: [CandidateExplanation] = [],
    shiftX: ClosedRange<Double>? = nil, shiftY: ClosedRange<Double>? = nil,
    image: Image<UInt8>? = nil, reference: Image<UInt8>? = nil, levels: Image<UInt8>? = nil,
    pose: String? = nil, maps: [NamedPicture] = []
  ) {
    self.record = record
    self.operatingPoint = operatingPoint
    self.classifier = classifier
    self.models = models
    self.changedParameters = changedParameters
    self.candidates = candidates
    (self.shiftX, self.shiftY) = (shiftX, shiftY)
    (self.image, self.reference, self.levels) = (image, reference, levels)
    (self.pose, self.maps) = (pose, maps)
  }

  /// The candidates that count. Where none does, the one nearest to the limit, if there is any: it
  /// tells how near that is. With `all`, every candidate.
  func shown(all: Bool) -> [CandidateExplanation] {
    if all { return candidates }
    let counting = candidates.filter { $0.standing != .below }
    return counting.isEmpty ? Array(candidates.prefix(1)) : counting
  }
}
