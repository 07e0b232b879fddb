import Alignment
import Comparison
import ImageHealth
import Pixels

/// What a recipe learned from photographs of good parts.
public struct LearnedReference: Sendable, Equatable {
  /// What good parts look like.
  public var model: ReferenceModel
  /// What the part is found by.
  public var features: [PoseFeature]
  /// What the pictures of good parts were like.
  public var health: HealthReference?
  /// Which pixels of the reference are judged: 0 where not, 1 where they are; of the reference's size.
  /// All are where it is `nil`.
  public var mask: Image<UInt8>?

  /// See the properties.
  public init(
    model: ReferenceModel, features: [PoseFeature], health: HealthReference? = nil,
    mask: Image<UInt8>? = nil
  ) {
    (self.model, self.features, self.health, self.mask) = (model, features, health, mask)
  }

  /// What the name of the file with the header ends in.
  public static let fileSuffix = ".reference.json"
}
