import ArgumentParser
import Recipes
import Station
import Studies

/// The recipe as it is and all combinations of swept values.
struct SettingGrid {
  /// The swept parameters.
  let parameters: [TuningStudy.Parameter]
  /// The recipes; the first is the one that is swept.
  private(set) var recipes: [Recipe]
  /// For each recipe its values of the parameters, as recipes write them.
  private(set) var values: [[String]]

  /// The parameter that a study sweeps without inspecting again.
  static let operatingPoint = "decide.operatingPoint"

  /// All combinations of `sweeps` (`KEY=FROM:TO:STEP`) on top of `recipe`, at most `limit` of them.
  init(_ sweeps: [String], of recipe: Recipe, limit: Int) throws {
    let told = try sweeps.map { text in try ParameterSweep(text, for: recipe) }
    if told.contains(where: { $0.key == Self.operatingPoint }) {
      throw ValidationError(
        "\(Self.operatingPoint) is swept in every study; leave its --parameter out.")
    }
    guard Set(told.map(\.key)).count == told.count else {
      throw ValidationError("A parameter is swept twice; name it in one --parameter.")
    }
    let count = told.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(limit) else {
      throw ValidationError(
        "\(Int(count)) combinations of values are too many; allowed are \(limit). Take larger steps.")
    }
    let keys = told.map(\.key)
    /// As recipes write them, so that 0.04mm and 2px are the same.
    func texts(_ recipe: Recipe) -> [String] {
      keys.map { key in
        Parameter.all.first { $0.key == key }?.text(in: recipe.values) ?? "not set"
      }
    }
    (recipes, values) = ([recipe], [texts(recipe)])
    var combinations: [[String]] = [[]]
    for sweep in told {
      combinations = combinations.flatMap { start in
        sweep.values.map { start + ["\(sweep.key)=\($0)"] }
      }
    }
    var swept: [[String]] = []
    for overrides in combinations where !overrides.isEmpty {
      let combined = try recipe.applying(overrides: overrides)
      let text = texts(combined)
      swept.append(text)
      guard !values.contains(text) else { continue }
      recipes.append(combined)
      values.append(text)
    }
    let current = values[0]
    parameters = keys.enumerated().map { index, key in
      var tried: [String] = []
      for row in swept where !tried.contains(row[index]) { tried.append(row[index]) }
      return TuningStudy.Parameter(key: key, current: current[index], values: tried)
    }
  }
}
