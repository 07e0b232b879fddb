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
    let scores = try await WorkerPool(jobs: jobs).map(names.count) {
    } work: { i, _ throws(TrainingError) in
      try Self.score(rows, without: names[i], options)
    }
    var pooled = DetectionScore()
    for score in scores { pooled.add(score) }
    groups = zip(names, scores).map { ($0, $1) }
    self.pooled = pooled
  }

  private static func score(
    _ rows: TrainingRows, without name: String, _ options: BoostingOptions
  ) throws(TrainingError) -> DetectionScore {
    let trees = try rows.train(options) { rows.groups[$0] != name }
    guard let classifier = LearnedClassifier(trees) else {
      preconditionFailure("trees were trained for other classes than they are to tell apart")
    }
    return rows.score(classifier) { rows.groups[$0] == name }
  }
}
