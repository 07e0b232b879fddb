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
    public var obstacle: Obstacle?
    /// Whether it needs nothing more: it was learned from, now or before.
    public var isKnown: Bool { obstacle == nil || obstacle == .learnedBefore }
  }

  /// Why nothing was learned from an image.
  public enum Obstacle: Sendable, Equatable {
    /// An earlier lesson did.
    case learnedBefore
    /// The file holds another image now.
    case changed
    /// The file gives no image any more.
    case unreadable(DecodeError)
    /// The part is not found in it.
    case notFound
  }

  private let recipe: Recipe
  private let reference: LearnedReference

  /// A lesson for `recipe`. Throws where it has no learned reference.
  public init(_ recipe: Recipe) throws(LessonError) {
    guard let reference = recipe.learned?.reference else {
      let path = recipe.path ?? recipe.name
      throw recipe.learned == nil ? .noAlarms(path: path) : .textureAlarms(path: path)
    }
    (self.recipe, self.reference) = (recipe, reference)
  }

  /// Learns from the images of `records`, each a part that was called a failure and is good. An image
  /// that is gone, or no longer the one that was inspected, is passed over, and said so.
  ///
  /// - Parameter records: records with their overrides.
  /// - Returns: the reference with them, and what became of each record.
  /// - Throws: that the model and an image do not go together.
  public func learn(
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
    var images = LessonImages(recipe.values.input.decodeOptions)
    var taught: [Taught] = []
    var known = Set(reference.alarms)
    for record in records {
      taught.append(
        Taught(
          sequence: record.sequence ?? 0, path: record.imagePath,
          obstacle: known.insert(record.imageSHA256).inserted
            ? try Self.add(record, &images, to: &teacher) : .learnedBefore))
    }
    var learned = reference
    let added = zip(records, taught).filter { $1.obstacle == nil }
    if !added.isEmpty {
      learned.alarms += added.map(\.0.imageSHA256)
      let part = try teacher.result()
      (learned.model, learned.features) = (part.model, part.features)
    }
    return (learned, taught)
  }

  private static func add(
    _ record: InspectionRecord, _ images: inout LessonImages, to teacher: inout Teacher
  ) throws -> Obstacle? {
    let image: Image<UInt8>
    do throws(DecodeError) {
      let read = try images.photograph(record.imagePath)
      guard read.sha256 == record.imageSHA256 else { return .changed }
      image = read.image
    } catch {
      return .unreadable(error)
    }
    let found = try teacher.add(image, name: record.imagePath)
    return found.isFound ? nil : .notFound
  }
}

extension AlarmLesson.Obstacle: CustomStringConvertible {
  /// What is said of the image.
  public var description: String {
    switch self {
    case .learnedBefore: "was learned from before"
    case .changed: "is no longer the image that was inspected"
    case .unreadable(let error): "cannot be read: \(error)"
    case .notFound: "the part is not found in it any more"
    }
  }
}
