import Decision
import Foundation
import Pixels

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

  /// The regular expression that takes a part's serial number out of an image's file name; `nil` for
  /// none. It decides no verdict and is no part of the recipe's hash.
  public let serialPattern: String?
  /// The regular expression that takes a part's lot out of an image's file name; `nil` for none.
  public let lotPattern: String?

  /// The trees that `decide.classifier` asks for; `nil` where it does not.
  public let classifier: LearnedClassifier?
  /// What `compare.method` asks for that is learned; `nil` where it asks for nothing.
  public let learned: LearnedModel?

  /// Which rule holds where on the learned reference; see `PreparedRecipe.regionMap`.
  let regionMap: Image<UInt8>?
  private let regionTexts: [RegionText]
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
      models: models, regions: reader.regions, fileSettings: reader.settings, overrideSettings: [:],
      adding: overrides, parameters: parameters, problems: problems,
      patterns: (reader.serialPattern, reader.lotPattern))
  }

  /// A recipe put together by a program, for `write(to:)`.
  ///
  /// - Throws: what `sightline recipe check` would say of the name, the version or the values.
  public init(
    name: String, version: Int, description: String = "", values: RecipeValues,
    models: [ModelFile] = [], serialPattern: String? = nil, lotPattern: String? = nil
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
      models: models, regions: values.regions.map { RegionText($0, location: location) },
      fileSettings: settings, overrideSettings: [:], adding: [], parameters: Parameter.all,
      problems: problems, patterns: (serialPattern, lotPattern))
  }

  private init(
    name: String, version: Int, description: String, path: String?, models: [ModelFile],
    regions: [RegionText], fileSettings: [String: Setting], overrideSettings: [String: Setting],
    adding overrides: [String], parameters: [Parameter], problems found: [RecipeProblem],
    learned known: LearnedModel? = nil, patterns: (serial: String?, lot: String?)
  ) throws(RecipeError) {
    var problems = found
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
    var values = RecipeValues(effective, parameters: parameters, problems: &problems)
    for (index, region) in regions.enumerated() {
      values.regions.append(region.read(index, values: values, problems: &problems))
    }
    // A wrong line of the file is wrong even where an override hides it.
    for parameter in parameters where overridden[parameter.key] != nil {
      var scratch = values
      fileSettings[parameter.key]?.read(as: parameter, into: &scratch, problems: &problems)
    }
    let method = values.compare.method
    for parameter in parameters where !parameter.methods.contains(method) {
      // Whoever changes something for one run means it to change something.
      guard let setting = overridden[parameter.key], overrideSettings[parameter.key] == nil else {
        continue
      }
      let known = parameters.filter { $0.methods.contains(method) }
      problems.append(
        RecipeProblem(
          location: setting.location, key: parameter.key,
          kind: .noEffect(
            method: method.rawValue, nearest: Parameter.nearest(to: parameter.key, in: known))))
    }
    let contents = RecipeContents(
      values, models: models, known: known, regions: regions,
      location: path.map { .file($0, line: nil) } ?? .values(recipe: name), problems: &problems)
    guard problems.isEmpty else { throw RecipeError(Self.inReadingOrder(problems)) }
    (classifier, learned) = (contents.classifier, contents.learned)
    (regionMap, regionTexts) = (contents.regionMap, regions)
    // The file may need an override, such as the size of a pixel, to be valid; what it does not say
    // without one then counts as changed by it.
    var ignored: [RecipeProblem] = []
    var fileValues = RecipeValues(fileSettings, parameters: parameters, problems: &ignored)
    fileValues.regions = values.regions
    self.fileValues = fileValues
    self.name = name
    self.version = version
    self.description = description
    self.path = path
    self.values = values
    self.models = models
    serialPattern = patterns.serial
    lotPattern = patterns.lot
    self.fileSettings = fileSettings
    self.overrideSettings = overridden
    self.parameters = parameters
  }

  /// The recipe with `key=value` overrides as `--set` takes them, on top of those it has; the last
  /// one for a key counts.
  ///
  /// - Throws: everything that is wrong with them at once.
  public func applying(overrides: [String]) throws(RecipeError) -> Recipe {
    try replacing(learned: learned, adding: overrides)
  }

  /// The recipe with `model` for what it learned, and with more overrides.
  func replacing(
    learned model: LearnedModel?, adding overrides: [String] = []
  ) throws(RecipeError) -> Recipe {
    try Recipe(
      name: name, version: version, description: description, path: path, models: models,
      regions: regionTexts, fileSettings: fileSettings, overrideSettings: overrideSettings,
      adding: overrides, parameters: parameters, problems: [], learned: model,
      patterns: (serialPattern, lotPattern))
  }

  /// The parameters that the file sets to something else than their default although its method of
  /// comparison does not look at them.
  var fileSettingsWithoutEffect: [String] {
    parameters.filter {
      fileSettings[$0.key] != nil && !$0.methods.contains(values.compare.method)
        && $0.text(in: values) != $0.defaultText
    }.map(\.key)
  }

  /// What inspection takes and records keep.
  public func prepared() -> PreparedRecipe {
    PreparedRecipe(
      name: name, version: version, values: values, models: models, classifier: classifier,
      learned: learned, regionMap: regionMap,
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
