import Comparison
import Foundation
import ImageHealth

/// What a recipe learned from pictures of good surfaces: a file `NAME.texture.json` beside it.
public struct LearnedTexture: Sendable, Equatable, Codable {
  /// What good surfaces are like.
  public var model: TextureModel
  /// What the pictures of good surfaces were like.
  public var health: HealthReference?

  /// See the properties.
  public init(model: TextureModel, health: HealthReference?) {
    (self.model, self.health) = (model, health)
  }

  /// What the name of the file ends in.
  public static let fileSuffix = ".texture.json"
  private static let limit = 16_000_000

  /// Writes the file into `folder`, which exists, and returns it for the recipe.
  ///
  /// - Parameters:
  ///   - folder: the recipe's folder.
  ///   - stem: what the file's name begins with.
  /// - Returns: the model file.
  /// - Throws: that the file cannot be written, and why.
  public func write(to folder: String, stem: String) throws -> [ModelFile] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return [
      try ModelFile(
        writing: Array(try encoder.encode(self)), as: stem + Self.fileSuffix, to: folder)
    ]
  }

  /// Reads the first of `models` that is a learned texture.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    let file = try models.first(ending: Self.fileSuffix)
    let bytes = try file.bytes(limit: Self.limit)
    do {
      self = try JSONDecoder().decode(LearnedTexture.self, from: Data(bytes))
    } catch {
      throw .modelUnusable(
        file: file.file, reason: "is no learned texture of this program; teach the recipe anew")
    }
  }
}
