import Decision
import Learning

/// How trees do on groups that they were not trained on: each group in turn is left out.
public struct CrossValidation: Sendable {
  /// The score of each group by trees trained on all others, groups by name.
  public let groups: [(name: String, score: DetectionScore)]
  /// All groups together.
  public let pooled: DetectionScore
  /// For each pair of the list the detections by trees that did not see its group, by falling
  /// confidence.
  public let detections: [[Defect]]

  /// Leaves out each group of `rows` once; trains `jobs` at a time.
  public init(
    _ rows: TrainingRows, options: BoostingOptions, jobs: Int
  ) async throws(TrainingError) {
    let names = Set(rows.groups).sorted()
    let found = try await WorkerPool(jobs: jobs).map(names.count) {
    } work: { i, _ throws(TrainingError) in
      try Self.detections(rows, without: names[i], options)
    }
    var groups: [(name: String, score: DetectionScore)] = []
    var pooled = DetectionScore()
    var detections = [[Defect]](repeating: [], count: rows.groups.count)
    for (name, found) in zip(names, found) {
      var score = DetectionScore()
      for pair in found.keys.sorted() {
        detections[pair] = found[pair] ?? []
        score.add(detections: detections[pair], truth: rows.truth[pair])
      }
      groups.append((name, score))
      pooled.add(score)
    }
    self.groups = groups
    self.pooled = pooled
    self.detections = detections
  }

  private static func detections(
    _ rows: TrainingRows, without name: String, _ options: BoostingOptions
  ) throws(TrainingError) -> [Int: [Defect]] {
    let trees = try rows.train(options) { rows.groups[$0] != name }
    guard let classifier = LearnedClassifier(trees) else {
      preconditionFailure("trees were trained for other classes than they are to tell apart")
    }
    return rows.detections(classifier) { rows.groups[$0] == name }
  }
}
