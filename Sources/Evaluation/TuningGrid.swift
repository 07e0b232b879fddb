import Recipes
import Station
import Studies

/// The recipe as it is and all combinations of swept values.
public struct TuningGrid: Sendable {
  /// The swept parameters.
  public let parameters: [TuningStudy.Parameter]
  /// The recipes; the first is the one that is swept.
  public private(set) var recipes: [Recipe]
  /// For each recipe its values of the parameters, as recipes write them.
  public private(set) var values: [[String]]

  /// The parameter that a study sweeps without inspecting again.
  public static let operatingPoint = "decide.operatingPoint"
  /// Combinations that may be tried.
  public static let maximumSettings = 1000

  /// All combinations of `sweeps`, texts that ``ParameterSweep`` reads, on top of `recipe`.
  ///
  /// Values are compared as recipes write them, so that 0.04mm and 2px may be the same; what the recipe
  /// has already is not tried again. A parameter that a recipe leaves unset has the value `unset`.
  public init(
    _ sweeps: [String], of recipe: Recipe, unset: String = "not set"
  ) throws(TuningGridError) {
    var told: [ParameterSweep] = []
    for text in sweeps {
      do {
        told.append(try ParameterSweep(text, for: recipe))
      } catch {
        throw .sweep(error)
      }
    }
    let keys = told.map(\.key)
    guard !keys.contains(Self.operatingPoint) else { throw .operatingPoint }
    guard Set(keys).count == keys.count else { throw .sweptTwice }
    let count = told.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.maximumSettings) else { throw .tooManySettings(count) }
    func texts(_ recipe: Recipe) -> [String] {
      keys.map { key in
        Parameter.all.first { $0.key == key }?.text(in: recipe.values) ?? unset
      }
    }
    let current = texts(recipe)
    (recipes, values) = ([recipe], [current])
    var combinations: [[String]] = [[]]
    for sweep in told {
      combinations = combinations.flatMap { start in
        sweep.values.map { start + ["\(sweep.key)=\($0)"] }
      }
    }
    var swept: [[String]] = []
    for overrides in combinations where !overrides.isEmpty {
      let combined: Recipe
      do {
        combined = try recipe.applying(overrides: overrides)
      } catch {
        throw .recipe(error)
      }
      let text = texts(combined)
      swept.append(text)
      guard !values.contains(text) else { continue }
      recipes.append(combined)
      values.append(text)
    }
    parameters = keys.enumerated().map { index, key in
      var tried: [String] = []
      for row in swept where !tried.contains(row[index]) { tried.append(row[index]) }
      return TuningStudy.Parameter(key: key, current: current[index], values: tried)
    }
  }

  /// Inspects `jobs`, of which `truths` says what they really are, with every recipe, on `workers`
  /// workers, and studies what came out.
  ///
  /// `onProgress` is called with the setting from 1 and the images that are done with it.
  public func study(
    _ jobs: [InspectionJob], truths: [PartTruth?], workers: Int,
    onProgress: (_ setting: Int, _ done: Int) -> Void = { _, _ in }
  ) -> TuningStudy {
    precondition(jobs.count == truths.count, "a truth for each image, or nil")
    let settings = recipes.enumerated().map { index, recipe in
      let studied = StudyRunner(recipe: recipe, workers: workers).run(jobs) {
        onProgress(index + 1, $0)
      }
      var boxes = PrecisionRecall()
      var parts: [ScoredPart] = []
      for (image, truth) in zip(studied, truths) {
        let record = image.record
        // What gave no answer has no false boxes, but what is there was not found.
        if let truth, record.verdict != .uninspectable || !truth.isGood {
          boxes.add(candidates: image.candidates, truth: truth)
        }
        parts.append(
          ScoredPart(
            path: record.imagePath, verdict: record.verdict, reason: record.reason,
            candidates: image.candidates, truth: truth))
      }
      return TuningStudy.Setting(
        values: values[index], parts: parts, precisionRecall: boxes.truthCount > 0 ? boxes : nil,
        limits: DecisionLimits(recipe.values.decide))
    }
    return TuningStudy(parameters: parameters, settings: settings)
  }

  /// The recipe that `study` proposes; `nil` where it proposes none.
  public func proposal(of study: TuningStudy) throws(TuningGridError) -> Recipe? {
    guard let index = study.proposed, let point = study.chosen.proposal?.operatingPoint else {
      return nil
    }
    do {
      return try recipes[index].applying(overrides: ["\(Self.operatingPoint)=\(point)"])
    } catch {
      throw .recipe(error)
    }
  }
}

/// Why sweeps cannot be tried.
public enum TuningGridError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A text names no sweep.
  case sweep(ParameterSweepError)
  /// The operating point is among the parameters.
  case operatingPoint
  /// A parameter is named twice.
  case sweptTwice
  /// There are too many combinations.
  case tooManySettings(Double)
  /// The recipe does not take a combination.
  case recipe(RecipeError)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .sweep(let error): "\(error)"
    case .operatingPoint:
      "\(TuningGrid.operatingPoint) is swept in every study; leave its --parameter out"
    case .sweptTwice: "a parameter is swept twice; name it in one --parameter"
    case .tooManySettings(let count):
      "\(Int(min(count, 1e15))) combinations of values are too many, allowed are "
        + "\(TuningGrid.maximumSettings); take larger steps"
    case .recipe(let error): "\(error)"
    }
  }
}
