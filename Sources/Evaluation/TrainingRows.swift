import Decision
import Learning
import Pixels

/// Measured and labelled blobs of a set of pairs, for training and for judging what was trained.
public struct TrainingRows: Sendable {
  /// One blob.
  struct Row: Sendable {
    /// Index of its pair in the list.
    var pair: Int
    /// Whether the pair was inspected as it is, not as a perturbed copy.
    var isOriginal: Bool
    /// The class: 0 for no defect, otherwise the place in `DefectClass.boardClasses` plus 1.
    var label: Int
    /// The box that a defect made of it gets.
    var box: PixelBox
    /// The blob's differing pixels.
    var area: Int
  }

  /// The measurements, a row for each blob.
  var table = FeatureTable(names: BlobMeasurements.names)
  var rows: [Row] = []
  /// The truth of each pair as it is.
  var truth: [[TruthBox]]
  /// What was read of each pair.
  var groups: [String]
  /// Pairs left out because a file could not be read, and why.
  public internal(set) var unreadable: [(name: String, reason: UnreadablePair)] = []

  init(pairs: [LabelledPair]) {
    truth = Array(repeating: [], count: pairs.count)
    groups = pairs.map(\.group)
  }

  /// The number of blobs.
  public var count: Int { rows.count }

  /// The number of blobs of each class, first those that are no defect.
  public var countByClass: [Int] {
    var counts = [Int](repeating: 0, count: LearnedClassifier.classCount)
    for row in rows { counts[row.label] += 1 }
    return counts
  }

  /// Trains on the rows for which `isUsed` holds of their pair.
  func train(
    _ options: BoostingOptions, where isUsed: (_ pair: Int) -> Bool
  ) throws(TrainingError) -> BoostedTrees {
    let used = rows.indices.filter { isUsed(rows[$0].pair) }
    return try BoostedTreesTrainer.train(
      table.rows(used), labels: used.map { rows[$0].label },
      classCount: LearnedClassifier.classCount, options: options)
  }

  /// Trains on all rows.
  public func train(_ options: BoostingOptions) throws(TrainingError) -> BoostedTrees {
    try train(options) { _ in true }
  }

  /// What `classifier` makes of the pairs, as they are, for which `isJudged` holds: for each of them
  /// its detections by falling confidence.
  func detections(
    _ classifier: LearnedClassifier, where isJudged: (_ pair: Int) -> Bool
  ) -> [Int: [Defect]] {
    var found: [Int: [Defect]] = [:]
    for pair in truth.indices where isJudged(pair) { found[pair] = [] }
    for (i, row) in rows.enumerated() where row.isOriginal && isJudged(row.pair) {
      let (defectClass, confidence) = classifier.classify(
        BlobMeasurements(values: Array(table[row: i])))
      found[row.pair]?.append(
        Defect(defectClass: defectClass, confidence: confidence, area: row.area, box: row.box))
    }
    return found.mapValues {
      $0.sorted { ($1.confidence, $0.box.y1, $0.box.x1) < ($0.confidence, $1.box.y1, $1.box.x1) }
    }
  }
}
