import Decision
import Learning

/// How trees do on groups that they were not trained on: each group in turn is left out.
public struct CrossValidation: Sendable {
  /// The score of each group by trees trained on all others, groups by name.
  public let groups: [(name: String, score: DetectionScore)]
  /// All groups together.
  public let pooled: DetectionScore

  /// Leaves out each group of `rows` once; trains `jobs` at a time.
  public init(
    _ rows: TrainingRows, options: BoostingOptions, jobs: Int
  ) async throws(TrainingError) {
    let names = Set(rows.groups).sorted()
    let results = await stridedMap(names.count, jobs: jobs) {
    } _: { _, i in
      Self.score(rows, without: names[i], options)
    }
    var groups: [(name: String, score: DetectionScore)] = []
    var pooled = DetectionScore()
    for (name, result) in zip(names, results) {
      let score = try result.get()
      groups.append((name, score))
      pooled.add(score)
    }
    self.groups = groups
    self.pooled = pooled
  }

  private static func score(
    _ rows: TrainingRows, without name: String, _ options: BoostingOptions
  ) -> Result<DetectionScore, TrainingError> {
    do throws(TrainingError) {
      let trees = try rows.train(options) { rows.groups[$0] != name }
      guard let classifier = LearnedClassifier(trees) else {
        preconditionFailure("trees were trained for other classes than they are to tell apart")
      }
      return .success(rows.score(classifier) { rows.groups[$0] == name })
    } catch {
      return .failure(error)
    }
  }
}
