import Foundation

extension Recipe {
  /// Changes the recipe's file so that it gives the values of `revised`, raises its version by 1, and
  /// adds a line to `changes.jsonl` beside it.
  ///
  /// Only the lines of the changed values and of the version change; a value that the file does not
  /// give is added to its group. The new text is read back and compared before the file is replaced,
  /// whole or not at all, and read once more from the disk afterwards; what then differs is put back.
  ///
  /// - Parameters:
  ///   - revised: this recipe with overrides that say the new values.
  ///   - reason: why; not blank.
  ///   - software: program name and version.
  ///   - date: when.
  /// - Returns: what was changed.
  /// - Throws: why nothing was.
  public func revise(
    to revised: Recipe, reason: String, software: String, date: Date = Date()
  ) throws(RecipeRevisionError) -> RecipeRevision {
    guard let path else { throw .noFile(recipe: name) }
    guard !reason.allSatisfy(\.isWhitespace) else { throw .noReason }
    let changes = changes(to: revised.values)
    guard !changes.isEmpty else { throw .nothingToChange(path: path) }
    return try replaceFile(
      values: revised.values, models: models, changes: changes, reason: reason,
      software: software, date: date)
  }

  /// What is to be written so that the recipe's file gives `values`.
  func changes(to values: RecipeValues) -> [RecipeRevision.Change] {
    Parameter.all.compactMap { parameter in
      let (from, to) = (parameter.text(in: fileValues), parameter.text(in: values))
      guard from != to, let to else { return nil }
      return RecipeRevision.Change(key: parameter.key, from: from, to: to)
    }
  }

  /// Makes `changes` in the recipe's file, the next version, which then gives `values` and `models`.
  func replaceFile(
    values: RecipeValues, models: [ModelFile], changes: [RecipeRevision.Change], reason: String,
    software: String, date: Date
  ) throws(RecipeRevisionError) -> RecipeRevision {
    guard let path else { throw .noFile(recipe: name) }
    guard !reason.allSatisfy(\.isWhitespace) else { throw .noReason }
    let old = try Self.contents(of: path)
    let current = try Self.parsed(old, path)
    guard current.fileValues == fileValues, current.version == version, current.name == name,
      current.models == self.models
    else { throw .changedMeanwhile(path: path) }
    let new = try edited(old, path, changes: changes, models: models)
    let expected = try Self.parsed(new, path)
    guard expected.values == values, expected.version == version + 1, expected.name == name,
      expected.description == description, expected.models == models
    else { throw .notReadBack(path: path) }
    let revision = RecipeRevision(
      recipe: name, fromVersion: version, toVersion: version + 1, changes: changes, reason: reason,
      date: date, software: software, recipeSHA256: expected.prepared().sha256)
    try Self.replace(path, old: old, new: new, revision)
    return revision
  }

  private func edited(
    _ old: [UInt8], _ path: String, changes: [RecipeRevision.Change], models: [ModelFile]
  ) throws(RecipeRevisionError) -> [UInt8] {
    var text = RecipeText(bytes: old)
    var key = "version"
    do throws(RecipeText.Obstacle) {
      try text.set(top: key, to: "\(version + 1)")
      if models != self.models {
        key = "models"
        try text.set(models: models)
      }
      for parameter in Parameter.all {
        key = parameter.key
        guard let change = changes.first(where: { $0.key == key }) else { continue }
        try text.set(parameter.name, in: parameter.group.rawValue, to: change.to)
      }
    } catch {
      throw .notEditable(path: path, key: key, reason: error.reason)
    }
    return text.bytes
  }

  private static func contents(of path: String) throws(RecipeRevisionError) -> [UInt8] {
    do {
      return try FileReading.bytes(path, limit: RecipeDocument.maximumBytes)
    } catch {
      switch error {
      case .system(let reason): throw .unwritable(path: path, reason: reason)
      case .tooLarge: throw .changedMeanwhile(path: path)
      }
    }
  }

  private static func parsed(
    _ bytes: [UInt8], _ path: String
  ) throws(RecipeRevisionError) -> Recipe {
    do {
      return try Recipe(bytes: bytes, path: path)
    } catch {
      throw .recipe(error)
    }
  }

  /// The line in `changes.jsonl` comes last: a file that cannot be written undoes the change.
  private static func replace(
    _ path: String, old: [UInt8], new: [UInt8], _ revision: RecipeRevision
  ) throws(RecipeRevisionError) {
    do throws(RecipeRevisionError) {
      try write(new, to: path)
      guard try contents(of: path) == new else { throw .notReadBack(path: path) }
      try revision.append(toListBeside: path)
    } catch {
      try write(old, to: path)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(RecipeRevisionError) {
    do {
      try FileWriting.replace(path, with: bytes)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }
}

extension RecipeRevision {
  /// Adds the revision to the list beside the recipe file at `path`, whole or not at all.
  func append(toListBeside path: String) throws(RecipeRevisionError) {
    // The list lies beside the file itself, not beside a symbolic link to it.
    let list = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent(Self.fileName).path
    do {
      try FileWriting.append(line, to: list)
    } catch {
      throw .unwritable(path: list, reason: error.reason)
    }
  }
}
