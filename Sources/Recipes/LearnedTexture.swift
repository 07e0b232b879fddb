import Comparison
import Crypto
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
  public func write(to folder: String, stem: String) throws(RecipeError) -> [ModelFile] {
    let name = stem + Self.fileSuffix
    let path = folder + "/" + name
    func problem(_ kind: RecipeProblem.Kind) -> RecipeError {
      RecipeError([RecipeProblem(location: .file(path, line: nil), kind: kind)])
    }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw problem(
        .unwritable(
          reason: cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"))
    }
    do {
      return [try ModelFile(file: name, folder: folder, statedHash: nil)]
    } catch {
      throw problem(error)
    }
  }

  /// Reads the first of `models` that is a learned texture.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    guard let file = models.first(where: { $0.file.hasSuffix(Self.fileSuffix) }) else {
      throw .modelMissing(suffix: Self.fileSuffix)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(file.path, limit: Self.limit)
    } catch {
      switch error {
      case .system(let reason):
        throw .modelUnreadable(file: file.file, reason: "cannot be read: \(reason)")
      case .tooLarge:
        throw .modelUnusable(file: file.file, reason: "has more than \(Self.limit) bytes")
      }
    }
    let actual = SHA256.hash(data: bytes).hexadecimal
    guard actual == file.sha256 else {
      throw .modelChanged(file: file.file, stated: file.sha256, actual: actual)
    }
    do {
      self = try JSONDecoder().decode(LearnedTexture.self, from: Data(bytes))
    } catch {
      throw .modelUnusable(
        file: file.file, reason: "is no learned texture of this program; teach the recipe anew")
    }
  }
}
