import Crypto
import Decision

/// A recipe ready to run: valid values, models found and hashed, and what a record keeps of it.
public struct PreparedRecipe: Sendable, Equatable {
  /// The recipe's name.
  public let name: String
  /// The recipe's version.
  public let version: Int
  /// The values in effect.
  public let values: RecipeValues
  /// The files that belong to the recipe.
  public let models: [ModelFile]
  /// The trees that name regions, where the recipe has them.
  public let classifier: LearnedClassifier?
  /// The learned reference, where the recipe has one.
  public let reference: LearnedReference?
  /// The learned texture, where the recipe has one.
  public let texture: LearnedTexture?
  /// The values in effect as canonical JSON: one object from parameter key to value, keys sorted,
  /// no blanks; numbers with a unit are strings (`"2px"`), what is not set is `null`.
  public let effectiveParameters: String
  /// SHA-256 in lower-case hexadecimal over everything that decides a verdict: recipe format, name,
  /// version, effective parameters and the models' contents in their order. It does not depend on
  /// how the file is written, on comments, on whether defaults are spelled out, on the description
  /// or on where the recipe lies.
  public let sha256: String
  /// Keys of the parameters that overrides have changed from what the recipe file says, in the
  /// order of `Parameter.all`.
  public let changedParameters: [String]

  init(
    name: String, version: Int, values: RecipeValues, models: [ModelFile],
    classifier: LearnedClassifier?, reference: LearnedReference?,
    texture: LearnedTexture?, changedParameters: [String],
    parameters: [Parameter]
  ) {
    self.name = name
    self.version = version
    self.values = values
    self.models = models
    self.classifier = classifier
    self.reference = reference
    self.texture = texture
    self.changedParameters = changedParameters
    effectiveParameters =
      "{"
      + parameters.sorted { $0.key < $1.key }.map { parameter in
        "\(QuotedText.quoted(parameter.key)):\(parameter.json(in: values))"
      }.joined(separator: ",") + "}"
    let hashes = models.map { QuotedText.quoted($0.sha256) }.joined(separator: ",")
    let content = """
      {"format":\(RecipeReader.format),"models":[\(hashes)],"name":\(QuotedText.quoted(name)),\
      "parameters":\(effectiveParameters),"version":\(version)}
      """
    sha256 = SHA256.hash(data: Array(content.utf8)).hexadecimal
  }
}

extension Parameter {
  /// The value in `values` as JSON.
  fileprivate func json(in values: RecipeValues) -> String {
    guard let text = text(in: values), text != Self.off else { return "null" }
    return switch storage {
    case .boolean: text
    case .choice: QuotedText.quoted(text)
    case .integer, .real, .optionalReal: unit.suffix.isEmpty ? text : QuotedText.quoted(text)
    }
  }
}
