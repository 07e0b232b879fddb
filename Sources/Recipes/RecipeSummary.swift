/// What `sightline recipe check` tells of a recipe: what it is, and all effective values with what is
/// allowed. Whoever prints it finds the words.
public struct RecipeSummary: Sendable, Equatable {
  /// A parameter that the recipe's method of comparison takes into account.
  public struct Row: Sendable, Equatable {
    /// The parameter's key.
    public let key: String
    /// The value in effect as recipes write it; `nil` where it is not set.
    public let value: String?
    /// What its number counts.
    public let unit: ParameterUnit
    /// The default; `nil` where there is none.
    public let standard: String?
    /// What is allowed.
    public let allowed: Parameter.Allowed
    /// Whether an override changed the value.
    public let isChanged: Bool
    /// What the recipe's file says; `nil` where it says nothing and there is no default.
    public let fileValue: String?
  }

  /// The recipe's name.
  public let name: String
  /// Its version.
  public let version: Int
  /// Its hash; see `PreparedRecipe.sha256`.
  public let sha256: String
  /// Where its file is; `nil` where it was not read from one.
  public let path: String?
  /// Its model files.
  public let models: [ModelFile]
  /// Its regions, each as a recipe's file writes it, on one line.
  public let regions: [String]
  /// The parameters, in the order of `Parameter.all`.
  public let rows: [Row]
  /// Whether an override changed any value.
  public let isChanged: Bool
}

extension Recipe {
  /// What the recipe is and says.
  public func summary() -> RecipeSummary {
    let prepared = prepared()
    let changed = Set(prepared.changedParameters)
    return RecipeSummary(
      name: name, version: version, sha256: prepared.sha256, path: path, models: models,
      regions: values.regions.map { region in
        region.yaml.map { String($0.dropFirst(4)) }.joined(separator: "  ")
      },
      rows: Parameter.all.filter { isShown($0) }.map { parameter in
        RecipeSummary.Row(
          key: parameter.key, value: parameter.text(in: values), unit: parameter.unit,
          standard: parameter.defaultText, allowed: parameter.allowedValues,
          isChanged: changed.contains(parameter.key), fileValue: parameter.text(in: fileValues))
      },
      isChanged: !changed.isEmpty)
  }
}
