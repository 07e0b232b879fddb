import Foundation
import Recipes

/// A recipe as it was taught, to be written.
public struct TaughtRecipe: Sendable {
  private let values: RecipeValues
  private let writeModels: @Sendable (_ folder: String, _ stem: String) throws -> [ModelFile]

  /// What was learned of a part.
  public init(_ outcome: PartLesson.Outcome) {
    values = outcome.values
    let reference = outcome.reference
    writeModels = { try reference.write(to: $0, stem: $1) }
  }

  /// What was learned of surfaces.
  public init(_ outcome: TextureLesson.Outcome) {
    values = outcome.values
    let texture = outcome.texture
    writeModels = { try texture.write(to: $0, stem: $1) }
  }

  /// Writes the recipe with its model files into `folder`, which is made where there is none.
  ///
  /// The model files of a version have names of their own, and the recipe is replaced last: whoever
  /// reads the folder at any moment finds a recipe that is whole. Files of the version before that
  /// the recipe no longer names are removed in the end.
  ///
  /// - Parameters:
  ///   - folder: the recipe's folder.
  ///   - name: the recipe's name.
  ///   - version: its version.
  ///   - description: what it is for.
  ///   - known: the recipe that was there before, if there was one.
  /// - Returns: the recipe as it was read back.
  /// - Throws: what could not be written, or would not read back.
  public func write(
    to folder: String, name: String, version: Int, description: String, replacing known: Recipe?
  ) throws -> Recipe {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw LessonError.folder(path: folder, cause: error.localizedDescription)
    }
    let models = try writeModels(folder, "v\(version)")
    let recipe = try Recipe(
      name: name, version: version, description: description, values: values, models: models)
    let path = folder + "/recipe.yaml"
    try recipe.write(to: path)
    let written = try Recipe.load(path: path)
    for file in known?.models ?? [] where !models.contains(where: { $0.file == file.file }) {
      // A file that stays does no harm: nothing names it any more.
      try? FileManager.default.removeItem(atPath: file.path)
    }
    return written
  }
}
