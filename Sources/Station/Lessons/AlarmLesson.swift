import Codecs
import Comparison
import Foundation
import Inspection
import Pixels
import Recipes
import Teaching
import Traceability

/// Turns confirmed false alarms into tolerance: images of parts that failed, of which a person then
/// said that they are good, are added to what a recipe has learned, all of their pixels.
public struct AlarmLesson {
  /// What became of one record.
  public struct Taught: Sendable, Equatable {
    /// The record's number.
    public var sequence: Int64
    /// Its image.
    public var path: String
    /// Why nothing was learned from it; `nil` where it was.
    public var obstacle: String?
  }

  private let recipe: Recipe
  private let reference: LearnedReference
  private let decoder = ImageDecoder()
  private var file = PartFile()
  private var photo = Photograph()

  /// A lesson for `recipe`. Throws where it has no learned reference.
  public init(_ recipe: Recipe) throws(LessonError) {
    guard let reference = recipe.reference else {
      throw .noReference(path: recipe.path ?? recipe.name)
    }
    (self.recipe, self.reference) = (recipe, reference)
  }

  /// Learns from the images of `records`, each a part that was called a failure and is good. An image
  /// that is gone, or no longer the one that was inspected, is passed over, and said so.
  ///
  /// - Parameter records: records with their overrides.
  /// - Returns: the reference with them, and what became of each record.
  /// - Throws: that the model and an image do not go together.
  public mutating func learn(
    from records: [InspectionRecord]
  ) throws -> (reference: LearnedReference, taught: [Taught]) {
    var parameters = TeachingParameters()
    parameters.pose = recipe.values.photo.pose
    parameters.comparison = recipe.values.photoComparison
    // A person has said that the difference is none: it is what is to be learned.
    parameters.outvotedFactor = 1e9
    var teacher = try Teacher(
      adding: reference.model, features: reference.features, parameters: parameters,
      regions: reference.mask)
    var taught: [Taught] = []
    for record in records {
      taught.append(
        Taught(
          sequence: record.sequence ?? 0, path: record.imagePath,
          obstacle: try add(record, to: &teacher)))
    }
    var learned = reference
    if taught.contains(where: { $0.obstacle == nil }) {
      let part = try teacher.result()
      (learned.model, learned.features) = (part.model, part.features)
    }
    return (learned, taught)
  }

  private mutating func add(
    _ record: InspectionRecord, to teacher: inout Teacher
  ) throws -> String? {
    let options = recipe.values.input.decodeOptions
    do throws(DecodeError) {
      let hash = try file.read(record.imagePath, limits: options.limits)
      guard hash == record.imageSHA256 else { return "is no longer the image that was inspected" }
      try photo.decode(file.bytes, decoder, options)
    } catch {
      return "cannot be read: \(error)"
    }
    let found = try teacher.add(photo.image, name: record.imagePath)
    return found.isFound ? nil : "the part is not found in it any more"
  }
}
