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
    let old = try Self.contents(of: path)
    let current = try Self.parsed(old, path)
    guard current.fileValues == fileValues, current.version == version, current.name == name,
      current.models == models, revised.models == models
    else { throw .changedMeanwhile(path: path) }
    let changes = Parameter.all.compactMap { parameter -> RecipeRevision.Change? in
      let (from, to) = (parameter.text(in: fileValues), parameter.text(in: revised.values))
      guard from != to, let to else { return nil }
      return RecipeRevision.Change(key: parameter.key, from: from, to: to)
    }
    guard !changes.isEmpty else { throw .nothingToChange(path: path) }
    let new = try edited(old, path, changes: changes)
    let expected = try Self.parsed(new, path)
    guard expected.values == revised.values, expected.version == version + 1,
      expected.name == name, expected.description == description, expected.models == models
    else { throw .notReadBack(path: path) }
    let revision = RecipeRevision(
      recipe: name, fromVersion: version, toVersion: version + 1, changes: changes, reason: reason,
      date: date, software: software, recipeSHA256: expected.prepared().sha256)
    try Self.replace(path, old: old, new: new, revision)
    return revision
  }

  private func edited(
    _ old: [UInt8], _ path: String, changes: [RecipeRevision.Change]
  ) throws(RecipeRevisionError) -> [UInt8] {
    var text = RecipeText(bytes: old)
    var key = "version"
    do throws(RecipeText.Obstacle) {
      try text.set(top: key, to: "\(version + 1)")
      for change in changes {
        key = change.key
        guard let parameter = Parameter.all.first(where: { $0.key == key }) else {
          preconditionFailure("changes are of known parameters")
        }
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
    // Replacing a symbolic link would leave the file that it leads to as it was.
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let list = file.deletingLastPathComponent().appendingPathComponent(RecipeRevision.fileName)
    do throws(RecipeRevisionError) {
      try write(new, to: file)
      guard try contents(of: path) == new else { throw .notReadBack(path: path) }
      try RecipeRevision.append(revision.line, to: list.path)
    } catch {
      try write(old, to: file)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to file: URL) throws(RecipeRevisionError) {
    do {
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw .unwritable(
        path: file.path,
        reason: cause.map { String(cString: strerror($0.code.rawValue)) }
          ?? error.localizedDescription)
    }
  }
}

extension RecipeRevision {
  /// Appends `line` to the list of revisions at `path`, whole or not at all.
  static func append(_ line: String, to path: String) throws(RecipeRevisionError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let bytes = Array(line.utf8)
    let end = lseek(descriptor, 0, SEEK_END)
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count,
      fsync(descriptor) == 0 || errno == EINVAL
    else {
      let reason = String(cString: strerror(errno))
      // Half a line would spoil the next one.
      _ = ftruncate(descriptor, end)
      throw .unwritable(path: path, reason: reason)
    }
  }
}
