import Decision
import Foundation

/// A recipe as its file and the command line say it, read and found valid. `prepared()` gives what
/// inspection takes.
public struct Recipe: Sendable {
  /// Its name, one line.
  public let name: String
  /// Its version, from 1.
  public let version: Int
  /// What it is for; may be empty.
  public let description: String
  /// The recipe file's path; `nil` for a recipe that was not read from one.
  public let path: String?
  /// The values in effect: defaults, then the file, then the overrides.
  public let values: RecipeValues
  /// The values that the file alone gives.
  public let fileValues: RecipeValues
  /// The files that belong to the recipe, hashed.
  public let models: [ModelFile]

  /// The trees that `decide.classifier` asks for; `nil` where it does not.
  public let classifier: LearnedClassifier?
  /// The learned reference that `compare.method` asks for; `nil` where it does not.
  public let reference: LearnedReference?

  /// The learned texture that `compare.method` asks for; `nil` where it does not.
  public let texture: LearnedTexture?

  private let fileSettings: [String: Setting]
  private let overrideSettings: [String: Setting]
  private let parameters: [Parameter]

  /// Reads the recipe file at `path`, or `recipe.yaml` in the folder at `path`, and its models.
  ///
  /// - Parameters:
  ///   - path: the recipe file or the folder that holds it.
  ///   - overrides: `key=value` each, as `--set` takes them; the last one for a key counts.
  /// - Returns: the recipe, all of it valid.
  /// - Throws: everything that is wrong with file, models and overrides at once.
  public static func load(
    path: String, overrides: [String] = []
  ) throws(RecipeError) -> Recipe {
    var isFolder: ObjCBool = false
    var file = path
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      file = (path.hasSuffix("/") ? path : path + "/") + "recipe.yaml"
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(file, limit: RecipeDocument.maximumBytes)
    } catch {
      let kind: RecipeProblem.Kind =
        switch error {
        case .system(let reason): .unreadable(reason: reason)
        case .tooLarge: .tooLarge(limit: RecipeDocument.maximumBytes)
        }
      throw RecipeError([RecipeProblem(location: .file(file, line: nil), kind: kind)])
    }
    return try Recipe(bytes: bytes, path: file, overrides: overrides)
  }

  /// Reads `bytes`, the contents of the recipe file at `path`, as `load` does.
  init(
    bytes: [UInt8], path: String, overrides: [String] = [],
    parameters: [Parameter] = Parameter.all
  ) throws(RecipeError) {
    let document = RecipeDocument(bytes: bytes, file: path)
    let reader = RecipeReader(document, file: path, parameters: parameters)
    var problems = reader.problems
    let folder = (path as NSString).deletingLastPathComponent
    var models: [ModelFile] = []
    for (index, model) in reader.models.enumerated() {
      do {
        models.append(
          try ModelFile(file: model.file, folder: folder, statedHash: model.sha256))
      } catch {
        problems.append(
          RecipeProblem(
            location: .file(path, line: model.line), key: "models[\(index)].file", kind: error))
      }
    }
    try self.init(
      name: reader.name, version: reader.version, description: reader.description, path: path,
      models: models, fileSettings: reader.settings, overrideSettings: [:], adding: overrides,
      parameters: parameters, problems: problems)
  }

  /// A recipe put together by a program, for `write(to:)`.
  ///
  /// - Throws: what `sightline recipe check` would say of the name, the version or the values.
  public init(
    name: String, version: Int, description: String = "", values: RecipeValues,
    models: [ModelFile] = []
  ) throws(RecipeError) {
    let location = RecipeProblem.Location.values(recipe: name)
    var problems: [RecipeProblem] = []
    if !RecipeReader.isName(name) {
      problems.append(
        RecipeProblem(
          location: location, key: "name",
          kind: .wrongValue(found: name, expected: "a name", allowed: RecipeReader.allowedName)))
    }
    if !RecipeReader.versions.contains(version) {
      problems.append(
        RecipeProblem(
          location: location, key: "version",
          kind: .outOfRange(
            found: "\(version)", converted: nil,
            allowed: "\(RecipeReader.versions.lowerBound) to \(RecipeReader.versions.upperBound)")))
    }
    var settings: [String: Setting] = [:]
    for parameter in Parameter.all {
      settings[parameter.key] = parameter.text(in: values).map {
        Setting(text: $0, location: location)
      }
    }
    try self.init(
      name: name, version: version, description: description.trimmingBlanks(), path: nil,
      models: models, fileSettings: settings, overrideSettings: [:], adding: [],
      parameters: Parameter.all, problems: problems)
  }

  private init(
    name: String, version: Int, description: String, path: String?, models: [ModelFile],
    fileSettings: [String: Setting], overrideSettings: [String: Setting],
    adding overrides: [String], parameters: [Parameter], problems known: [RecipeProblem],
    reference read: LearnedReference? = nil
  ) throws(RecipeError) {
    var problems = known
    var overridden = overrideSettings
    for text in overrides {
      do {
        let override = try Override(text, parameters: parameters)
        overridden[override.key] = override.setting
      } catch {
        problems.append(error)
      }
    }
    let effective = fileSettings.merging(overridden) { $1 }
    let values = RecipeValues(effective, parameters: parameters, problems: &problems)
    // A wrong line of the file is wrong even where an override hides it.
    for parameter in parameters where overridden[parameter.key] != nil {
      var scratch = values
      fileSettings[parameter.key]?.read(as: parameter, into: &scratch, problems: &problems)
    }
    var classifier: LearnedClassifier?
    if values.decide.classifier == .trees {
      do {
        classifier = try LearnedClassifier(oneOf: models)
      } catch {
        problems.append(
          RecipeProblem(
            location: path.map { .file($0, line: nil) } ?? .values(recipe: name),
            key: "decide.classifier", kind: error))
      }
    }
    var reference = read
    if values.compare.method == .learned, reference == nil {
      do {
        reference = try LearnedReference(oneOf: models)
      } catch {
        problems.append(
          RecipeProblem(
            location: path.map { .file($0, line: nil) } ?? .values(recipe: name),
            key: "compare.method", kind: error))
      }
    }
    var texture: LearnedTexture?
    if values.compare.method == .texture {
      do {
        texture = try LearnedTexture(oneOf: models)
      } catch {
        problems.append(
          RecipeProblem(
            location: path.map { .file($0, line: nil) } ?? .values(recipe: name),
            key: "compare.method", kind: error))
      }
    }
    guard problems.isEmpty else { throw RecipeError(Self.inReadingOrder(problems)) }
    self.texture = texture
    self.classifier = classifier
    self.reference = reference
    // The file may need an override, such as the size of a pixel, to be valid; what it does not say
    // without one then counts as changed by it.
    var ignored: [RecipeProblem] = []
    fileValues = RecipeValues(fileSettings, parameters: parameters, problems: &ignored)
    self.name = name
    self.version = version
    self.description = description
    self.path = path
    self.values = values
    self.models = models
    self.fileSettings = fileSettings
    self.overrideSettings = overridden
    self.parameters = parameters
  }

  /// The recipe with `key=value` overrides as `--set` takes them, on top of those it has; the last
  /// one for a key counts.
  ///
  /// - Throws: everything that is wrong with them at once.
  public func applying(overrides: [String]) throws(RecipeError) -> Recipe {
    try Recipe(
      name: name, version: version, description: description, path: path, models: models,
      fileSettings: fileSettings, overrideSettings: overrideSettings, adding: overrides,
      parameters: parameters, problems: [], reference: reference)
  }

  /// What inspection takes and records keep.
  public func prepared() -> PreparedRecipe {
    PreparedRecipe(
      name: name, version: version, values: values, models: models, classifier: classifier,
      reference: reference, texture: texture,
      changedParameters: parameters.filter { $0.text(in: values) != $0.text(in: fileValues) }
        .map(\.key),
      parameters: parameters)
  }

  /// `problems` by line, those without one before, those of the command line last; in the order in
  /// which they were found otherwise.
  private static func inReadingOrder(_ problems: [RecipeProblem]) -> [RecipeProblem] {
    func rank(_ problem: RecipeProblem) -> Int {
      switch problem.location {
      case .file(_, let line): line ?? 0
      case .option, .values: .max
      }
    }
    return problems.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
  }
}
