/// One `--set key=value`.
struct Override {
  /// The option as messages name it.
  static let option = RecipeProblem.Location.option("--set")

  /// The parameter's key.
  let key: String
  /// What to set it to, with its place.
  let setting: Setting

  /// Reads `text` as an override of one of `parameters`; the value is judged later.
  init(_ text: String, parameters: [Parameter]) throws(RecipeProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let key = parts[0].trimmingBlanks()
    guard parts.count == 2, !key.isEmpty else {
      throw RecipeProblem(location: Self.option, kind: .malformedOverride(found: text))
    }
    guard parameters.contains(where: { $0.key == key }) else {
      let isHeader = RecipeReader.headerKeys.contains {
        key == $0 || key.hasPrefix($0 + ".") || key.hasPrefix($0 + "[")
      }
      throw RecipeProblem(
        location: Self.option, key: key,
        kind: isHeader
          ? .notOverridable
          : .unknownKey(
            nearest: Parameter.nearest(to: key, in: parameters), known: parameters.map(\.key)))
    }
    self.key = key
    setting = Setting(text: parts[1].trimmingBlanks(), location: Self.option)
  }
}
