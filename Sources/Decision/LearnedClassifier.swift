import Learning

/// Names blobs with boosted trees that were trained on measurements of labelled ones.
///
/// Class 0 of the trees is "no defect"; the others are ``DefectClass/boardClasses`` in their order.
public struct LearnedClassifier: Sendable, Equatable {
  /// Classes that the trees must have.
  public static let classCount = 1 + DefectClass.boardClasses.count

  /// The trees.
  public let trees: BoostedTrees

  /// A classifier of `trees`, which take ``BlobMeasurements/names`` and tell ``classCount`` classes
  /// apart; `nil` for others.
  public init?(_ trees: BoostedTrees) {
    guard trees.classCount == Self.classCount, trees.featureNames == BlobMeasurements.names
    else { return nil }
    self.trees = trees
  }

  /// The likeliest class of a blob, were it a defect, and the probability that it is any.
  public func classify(
    _ blob: BlobMeasurements
  ) -> (defectClass: DefectClass, confidence: Double) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.classCount) { scores in
      blob.values.withUnsafeBufferPointer { trees.scores(features: $0, into: scores) }
      var best = 1
      for k in 2..<scores.count where scores[k] > scores[best] { best = k }
      let none = BoostedTrees.probability(of: 0, scores: UnsafeBufferPointer(scores))
      return (DefectClass.boardClasses[best - 1], 1 - none)
    }
  }
}
