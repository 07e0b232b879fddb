import Foundation

/// A recipe with something more learned, which becomes its next version.
public struct RecipeUpdate: Sendable {
  private let recipe: Recipe
  private let reference: LearnedReference

  /// The next version of `recipe`, which was read from a file, with `reference` for what it learned.
  public init(recipe: Recipe, reference: LearnedReference) {
    (self.recipe, self.reference) = (recipe, reference)
  }

  /// Writes the next version into `folder`, another one than the recipe's own, to try it.
  ///
  /// - Returns: the recipe as it was read back.
  /// - Throws: what cannot be written.
  public func write(to folder: String) throws -> Recipe {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try put(into: folder)
  }

  /// Writes the next version over the recipe, and a line to `changes.jsonl`. The model files have new
  /// names and the recipe's file comes after them, so that whoever reads finds one of the two whole.
  ///
  /// - Parameters:
  ///   - reason: why; not blank.
  ///   - software: program name and version.
  /// - Returns: the recipe as it was read back.
  /// - Throws: what cannot be written.
  public func replace(reason: String, software: String) throws -> Recipe {
    guard let path = recipe.path else {
      preconditionFailure("the recipe was not read from a file")
    }
    let folder = (path as NSString).deletingLastPathComponent
    let written = try put(into: folder.isEmpty ? "." : folder, path: path)
    let revision = RecipeRevision(
      recipe: recipe.name, fromVersion: recipe.version, toVersion: written.version, changes: [],
      reason: reason, date: Date(), software: software, recipeSHA256: written.prepared().sha256)
    let list = (folder.isEmpty ? "" : folder + "/") + RecipeRevision.fileName
    try RecipeRevision.append(revision.line, to: list)
    for file in recipe.models where !written.models.contains(where: { $0.file == file.file }) {
      // A file that stays does no harm: nothing names it any more.
      try? FileManager.default.removeItem(atPath: file.path)
    }
    return written
  }

  private func put(into folder: String, path: String? = nil) throws -> Recipe {
    let version = recipe.version + 1
    let models = try reference.write(to: folder, stem: "v\(version)")
    let next = try Recipe(
      name: recipe.name, version: version, description: recipe.description,
      values: recipe.fileValues, models: models)
    let path = path ?? folder + "/recipe.yaml"
    try next.write(to: path)
    return try Recipe.load(path: path)
  }
}
