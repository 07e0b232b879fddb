extension Recipe {
  /// The recipe as a file that gives the same recipe when read: every value that has an effect
  /// with its help, in the order of `Parameter.all`.
  public func yaml() -> String {
    var lines = [
      "format: \(RecipeReader.format)",
      "name: \(QuotedText.quoted(name))",
      "version: \(version)",
    ]
    if !description.isEmpty { lines.append("description: \(QuotedText.quoted(description))") }
    if let serialPattern { lines.append("serial: \(QuotedText.quoted(serialPattern))") }
    if let lotPattern { lines.append("lot: \(QuotedText.quoted(lotPattern))") }
    if !models.isEmpty {
      lines += ["", "models:"] + models.flatMap(\.yaml)
    }
    if !values.regions.isEmpty { lines += ["", "regions:"] + values.regions.flatMap(\.yaml) }
    for group in ParameterGroup.allCases {
      let members = Parameter.all.filter { $0.group == group && isShown($0) }
      guard !members.isEmpty else { continue }
      lines += ["", "# \(group.summary)", "\(group.rawValue):"]
      for parameter in members {
        let allowed = "Allowed: \(parameter.allowed)"
        let standard = parameter.defaultText.map { "; default \($0)." } ?? "."
        lines.append("  # \(parameter.help)")
        lines.append("  # \(allowed)\(standard)")
        if let text = parameter.text(in: values) {
          lines.append("  \(parameter.name): \(text)")
        } else {
          lines.append("  # \(parameter.name):")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether `parameter` has an effect, or somebody has set it.
  func isShown(_ parameter: Parameter) -> Bool {
    parameter.methods.contains(values.compare.method)
      || parameter.text(in: values) != parameter.defaultText
  }

  /// Writes `yaml()` to the file at `path`, whole or not at all. The models are not copied: they
  /// must lie in the file's folder under the names that the recipe gives them.
  ///
  /// - Throws: that the file cannot be written, and why.
  public func write(to path: String) throws(RecipeError) {
    do {
      try FileWriting.replace(path, with: Array(yaml().utf8))
    } catch {
      throw RecipeError(unwritable: path, error)
    }
  }
}

extension ModelFile {
  /// Its lines in a recipe file.
  var yaml: [String] { ["  - file: \(QuotedText.quoted(file))", "    sha256: \(sha256)"] }
}
