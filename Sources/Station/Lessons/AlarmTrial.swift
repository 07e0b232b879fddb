import Decision
import Recipes

/// What an update from false alarms would do, found out before it is written.
public struct AlarmTrial: Sendable {
  /// The recipe as it would be.
  public let recipe: Recipe
  /// Known images that it would begin to judge wrongly.
  public let regressions: [RegressionSet.Regression]
  /// The false alarms that were learned from and would still not pass, with what they would get.
  public let stubborn: [(alarm: AlarmLesson.Taught, verdict: Verdict)]

  /// Tries `learned` in the place of what `known` has learned.
  ///
  /// - Throws: why the recipe cannot be put together.
  public init(
    _ known: Recipe, learned: LearnedReference, from alarms: [AlarmLesson.Taught],
    against set: RegressionSet, workers: Int
  ) throws {
    recipe = try known.learning(.reference(learned))
    regressions = set.regressions(from: known, to: recipe, workers: workers)
    let used = alarms.filter { $0.obstacle == nil }
    stubborn = zip(used, RegressionSet.verdicts(recipe, used.map(\.path), workers))
      .filter { $1 != .pass }.map { ($0, $1) }
  }
}
