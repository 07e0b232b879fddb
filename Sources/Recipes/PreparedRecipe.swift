import Crypto
import Decision
import Pixels

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
  /// What was learned from good parts, where the recipe has something learned.
  public let learned: LearnedModel?
  /// Which rule of `RecipeValues.photoComparison` holds where on the learned reference; `nil` where the
  /// first does everywhere.
  public let regionMap: Image<UInt8>?
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

  /// The models that decide something; trees only where they are asked for.
  public var decidingModels: [ModelFile] {
    models.filter { classifier != nil || !$0.file.hasSuffix(LearnedClassifier.fileSuffix) }
  }

  /// SHA-256 in lower-case hexadecimal of the model, or, where there are several, of their hashes in
  /// their order, a line each; `nil` where there is none.
  public let modelSHA256: String?

  /// What decides between verdicts, as canonical JSON: `limits`, the values in effect of the group
  /// `decide`, and `changed`, the values in effect that overrides have changed from what the recipe
  /// file says.
  public let thresholds: String

  init(
    name: String, version: Int, values: RecipeValues, models: [ModelFile],
    classifier: LearnedClassifier?, learned: LearnedModel?,
    regionMap: Image<UInt8>?, changedParameters: [String],
    parameters: [Parameter]
  ) {
    self.name = name
    self.version = version
    self.values = values
    self.models = models
    modelSHA256 = Self.sha256(of: models)
    self.classifier = classifier
    self.learned = learned
    self.regionMap = regionMap
    self.changedParameters = changedParameters
    func members(_ parameters: [Parameter]) -> [String] {
      parameters.sorted { $0.key < $1.key }.map { parameter in
        "\(QuotedText.quoted(parameter.key)):\(parameter.json(in: values))"
      }
    }
    func object(_ members: [String]) -> String { "{" + members.joined(separator: ",") + "}" }
    let regions = values.regions.map(\.json).joined(separator: ",")
    effectiveParameters = object(
      members(parameters) + (regions.isEmpty ? [] : ["\"regions\":[\(regions)]"]))
    let changed = members(parameters.filter { changedParameters.contains($0.key) })
    let limits = members(parameters.filter { $0.group == .decide })
    thresholds = object(["\"changed\":\(object(changed))", "\"limits\":\(object(limits))"])
    let hashes = models.map { QuotedText.quoted($0.sha256) }.joined(separator: ",")
    let content = """
      {"format":\(RecipeReader.format),"models":[\(hashes)],"name":\(QuotedText.quoted(name)),\
      "parameters":\(effectiveParameters),"version":\(version)}
      """
    sha256 = SHA256.hash(data: Array(content.utf8)).hexadecimal
  }

  private static func sha256(of models: [ModelFile]) -> String? {
    guard models.count > 1 else { return models.first?.sha256 }
    let lines = models.map { $0.sha256 + "\n" }.joined()
    return SHA256.hash(data: Array(lines.utf8)).hexadecimal
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
