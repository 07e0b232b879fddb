import Decision
import Pixels

/// What a recipe's model files hold, as far as its values ask for it.
struct RecipeContents {
  /// The trees that `decide.classifier` asks for.
  private(set) var classifier: LearnedClassifier?
  /// What `compare.method` asks for that is learned.
  private(set) var learned: LearnedModel?
  /// Which rule holds where on the learned reference; see `PreparedRecipe.regionMap`.
  private(set) var regionMap: Image<UInt8>?

  /// Reads what `values` ask for from `models`, but takes `known` where it is of the right kind.
  ///
  /// - Parameters:
  ///   - values: the values in effect.
  ///   - models: the recipe's files.
  ///   - known: what was learned, where it is known already.
  ///   - regions: where the regions of `values` stand.
  ///   - location: where the recipe stands.
  ///   - problems: gets what is wrong. A file that could not be read is among them already; what needs
  ///     it would only be a second sentence about it.
  init(
    _ values: RecipeValues, models: [ModelFile], known: LearnedModel?, regions: [RegionText],
    location: RecipeProblem.Location, problems: inout [RecipeProblem]
  ) {
    guard !problems.contains(where: \.kind.isOfAModelFile) else { return }
    do {
      if values.decide.classifier == .trees {
        classifier = try LearnedClassifier(oneOf: models)
      }
    } catch {
      problems.append(RecipeProblem(location: location, key: "decide.classifier", kind: error))
    }
    do {
      learned = try LearnedModel(for: values.compare.method, known: known, oneOf: models)
    } catch {
      problems.append(RecipeProblem(location: location, key: "compare.method", kind: error))
    }
    if let first = regions.first, values.compare.method != .learned {
      problems.append(
        RecipeProblem(location: first.location, key: "regions", kind: .regionsNotUsed))
    }
    guard let reference = learned?.reference else { return }
    do {
      regionMap = try RegionMap.make(reference, values.regions, models: models)
    } catch {
      problems.append(
        RecipeProblem(
          location: regions[error.region].location, key: "regions[\(error.region)]",
          kind: error.kind))
    }
  }
}

extension RecipeProblem.Kind {
  /// Whether a file that the recipe lists could not be read or is another one.
  fileprivate var isOfAModelFile: Bool {
    switch self {
    case .modelOutsideFolder, .modelUnreadable, .modelChanged: true
    default: false
    }
  }
}
