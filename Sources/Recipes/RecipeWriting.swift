import Foundation

extension Recipe {
  /// The recipe as a file that gives the same recipe when read: every value in effect with its
  /// help, in the order of `Parameter.all`.
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
      lines += ["", "models:"]
      for model in models {
        lines.append("  - file: \(QuotedText.quoted(model.file))")
        lines.append("    sha256: \(model.sha256)")
      }
    }
    for group in ParameterGroup.allCases {
      let members = Parameter.all.filter { $0.group == group }
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

  /// Writes `yaml()` to the file at `path`, whole or not at all. The models are not copied: they
  /// must lie in the file's folder under the names that the recipe gives them.
  ///
  /// - Throws: that the file cannot be written, and why.
  public func write(to path: String) throws(RecipeError) {
    do {
      try Data(yaml().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      let reason =
        cause.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
      throw RecipeError([
        RecipeProblem(location: .file(path, line: nil), kind: .unwritable(reason: reason))
      ])
    }
  }
}
