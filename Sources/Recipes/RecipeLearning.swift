import Foundation

extension Recipe {
  /// This recipe with something else learned, to try it before it is written.
  ///
  /// - Throws: what is wrong with the recipe's overrides.
  public func learning(_ model: LearnedModel) throws(RecipeError) -> Recipe {
    try replacing(learned: model)
  }

  /// Writes a taught recipe with its model files into `folder`, which is made where there is none.
  ///
  /// The model files of a version have names of their own, and the recipe is replaced last: whoever
  /// reads the folder at any moment finds a recipe that is whole. What `known` had learned is removed
  /// in the end.
  ///
  /// - Parameters:
  ///   - folder: the recipe's folder.
  ///   - name: the recipe's name.
  ///   - description: what it is for.
  ///   - version: its version, another one than any before.
  ///   - values: what it sets.
  ///   - model: what it learned.
  ///   - known: the recipe that is replaced, if there is one that can be read: a line is added to
  ///     `changes.jsonl` then.
  ///   - reason: why; not blank.
  ///   - software: program name and version.
  /// - Returns: the recipe as it was read back.
  /// - Throws: what could not be written, or would not read back.
  public static func create(
    in folder: String, name: String, description: String, version: Int, values: RecipeValues,
    learned model: LearnedModel, replacing known: Recipe?, reason: String, software: String
  ) throws -> Recipe {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RecipeError(unwritable: folder, .init(reason: error.localizedDescription))
    }
    let models = try model.write(to: folder, stem: "v\(version)")
    let path = folder + "/recipe.yaml"
    try Recipe(
      name: name, version: version, description: description, values: values, models: models,
      serialPattern: known?.serialPattern, lotPattern: known?.lotPattern
    ).write(to: path)
    let written = try Recipe.load(path: path)
    guard let known else { return written }
    let revision = RecipeRevision(
      recipe: name, fromVersion: known.version, toVersion: version,
      changes: known.changes(to: written.values), reason: reason, date: Date(),
      software: software, recipeSHA256: written.prepared().sha256)
    try revision.append(toListBeside: path)
    Self.remove(LearnedModel.files(among: known.models), but: models)
    return written
  }

  /// Writes the next version of this recipe, which was read from a file: with `model` for what it
  /// learned, and otherwise as the file says, comments and all. A line is added to `changes.jsonl`.
  ///
  /// - Parameters:
  ///   - model: what it has learned now, of the kind that it had.
  ///   - reason: why; not blank.
  ///   - software: program name and version.
  ///   - date: when.
  /// - Returns: the recipe as it was read back.
  /// - Throws: why nothing was written.
  public func revise(
    learned model: LearnedModel, reason: String, software: String, date: Date = Date()
  ) throws -> Recipe {
    guard let path else { throw RecipeRevisionError.noFile(recipe: name) }
    let folder = (path as NSString).deletingLastPathComponent
    let written = try model.write(to: folder.isEmpty ? "." : folder, stem: "v\(version + 1)")
    let old = LearnedModel.files(among: models)
    do {
      let change = RecipeRevision.Change(
        key: "models", from: old.first?.file, to: written.first?.file ?? "")
      _ = try replaceFile(
        values: fileValues, models: written + models.filter { !old.contains($0) },
        changes: [change], reason: reason, software: software, date: date)
    } catch {
      Self.remove(written, but: old)
      throw error
    }
    Self.remove(old, but: written)
    return try Recipe.load(path: path)
  }

  /// A file that stays does no harm: nothing names it any more.
  private static func remove(_ files: [ModelFile], but kept: [ModelFile]) {
    for file in files where !kept.contains(where: { $0.file == file.file }) {
      try? FileManager.default.removeItem(atPath: file.path)
    }
  }
}
