import Decision
import Foundation
import Inspection
import Recipes

/// Images whose right verdict is known, which a recipe must not begin to judge wrongly.
public struct RegressionSet: Sendable {
  /// One of the images.
  public struct Part: Sendable, Equatable {
    /// The image.
    public var path: String
    /// Whether it shows a good part.
    public var isGood: Bool
    /// Who says so: a table, or a record.
    public var source: String

    /// The image at `path`; `source` says that it is good, or not.
    public init(path: String, isGood: Bool, source: String) {
      (self.path, self.isGood, self.source) = (path, isGood, source)
    }
  }

  /// An image that would be judged wrongly, and was not before.
  public struct Regression: Sendable, Equatable {
    /// The image.
    public var part: Part
    /// The verdict of the recipe as it is.
    public var before: Verdict
    /// The verdict that it would get.
    public var after: Verdict
  }

  /// The images.
  public var parts: [Part] = []

  /// No images.
  public init() {}

  /// Inspects all images with both recipes and returns those that the new one judges wrongly and the
  /// old one did not: a good part that fails or cannot be inspected, a bad one that passes or cannot
  /// be.
  public func regressions(
    from old: Recipe, to new: Recipe, workers: Int
  ) -> [Regression] {
    let jobs = parts.map { InspectionJob(imagePath: $0.path) }
    let before = StudyRunner(recipe: old, workers: workers).run(jobs).map(\.record.verdict)
    let after = StudyRunner(recipe: new, workers: workers).run(jobs).map(\.record.verdict)
    var found: [Regression] = []
    for (index, part) in parts.enumerated()
    where !Self.isRight(after[index], part) && Self.isRight(before[index], part) {
      found.append(Regression(part: part, before: before[index], after: after[index]))
    }
    return found
  }

  private static func isRight(_ verdict: Verdict, _ part: Part) -> Bool {
    part.isGood ? verdict == .pass : verdict == .fail || verdict == .review
  }
}
