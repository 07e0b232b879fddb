/// Gradient-boosted decision trees that tell classes apart: what `BoostedTreesTrainer` makes and a
/// model file holds.
///
/// The score of a class is its base score plus one leaf of each of its trees, added as `Float` in
/// the order of the rounds; softmax makes probabilities of the scores. Scores and probabilities are
/// the same, bit for bit, on every machine.
///
/// At a split, a value up to the threshold goes left, a larger one right. NaN, a value that does
/// not exist, goes the way that each split learned for it: where rows in training lacked the
/// feature, the way that lowered the loss more; where none did, the way most rows went.
public struct BoostedTrees: Sendable, Equatable {
  /// The most classes.
  public static let maximumClassCount = 256
  /// The most features.
  public static let maximumFeatureCount = 1024
  /// The most trees, over all classes.
  public static let maximumTreeCount = 100_000
  /// The most leaves of one tree.
  static let maximumLeafCount = 256

  /// The names of the features, in the order in which they are passed.
  public let featureNames: [String]
  /// The score of each class before its trees.
  public let baseScores: [Float]
  /// The trees, one after the other, each in preorder; round by round, in a round class by class.
  let nodes: [TreeNode]
  /// The weight of the rows in training that reached each node.
  let covers: [Float]
  /// Where each tree begins in `nodes`; one more for the end.
  let starts: [Int32]

  /// The number of classes.
  public var classCount: Int { baseScores.count }
  /// The number of features.
  public var featureCount: Int { featureNames.count }
  /// The number of trees, over all classes.
  public var treeCount: Int { starts.count - 1 }

  /// A model of trees that are known to be well formed.
  init(
    featureNames: [String], baseScores: [Float], nodes: [TreeNode], leafCovers: [Float],
    starts: [Int32]
  ) {
    self.featureNames = featureNames
    self.baseScores = baseScores
    self.nodes = nodes
    covers = Self.covers(nodes, leafCovers)
    self.starts = starts
  }

  /// The weight of the rows in training that ended in each leaf of a tree, left to right.
  func leafCovers(ofTree tree: Int) -> [Float] {
    (starts[tree]..<starts[tree + 1]).filter { nodes[Int($0)].isLeaf }.map { covers[Int($0)] }
  }

  /// The cover of each node: a leaf's own, a split's those of its children.
  private static func covers(_ nodes: [TreeNode], _ leafCovers: [Float]) -> [Float] {
    var covers = [Float](repeating: 0, count: nodes.count)
    var leaf = leafCovers.count
    // Children lie behind their parent.
    for i in nodes.indices.reversed() {
      if nodes[i].isLeaf {
        leaf -= 1
        covers[i] = leafCovers[leaf]
      } else {
        covers[i] = covers[i + 1] + covers[i + nodes[i].rightOffset]
      }
    }
    return covers
  }

  /// Writes the raw score of each class for one row of features over `scores`. Allocates nothing.
  ///
  /// Traps where `features` has not one value for each feature, or `scores` not one place for each
  /// class.
  public func scores(
    features: UnsafeBufferPointer<Float>, into scores: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      features.count == featureCount, "\(features.count) features, the model has \(featureCount)")
    precondition(
      scores.count == classCount, "\(scores.count) scores, the model has \(classCount)")
    for k in 0..<classCount { scores[k] = baseScores[k] }
    nodes.withUnsafeBufferPointer { nodes in
      starts.withUnsafeBufferPointer { starts in
        let walk = TreeWalk(nodes: nodes, features: features)
        if walk.hasMissing {
          walk.add(trees: starts, to: scores) { walk.step($0) }
        } else {
          walk.add(trees: starts, to: scores) { walk.stepOfPresent($0) }
        }
      }
    }
  }

  /// The raw score of each class for one row of features. Traps where `features` has not one value
  /// for each feature.
  public func scores(features: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: classCount) { result, count in
      let scores = UnsafeMutableBufferPointer(rebasing: result[0..<classCount])
      features.withUnsafeBufferPointer { self.scores(features: $0, into: scores) }
      count = classCount
    }
  }

  /// The probability of class `k`, given the raw scores of all; see ``probabilities(scores:)``.
  /// Allocates nothing.
  public static func probability(of k: Int, scores: UnsafeBufferPointer<Float>) -> Double {
    precondition(scores.indices.contains(k), "class \(k) of \(scores.count)")
    return Softmax.probability(of: k, scores)
  }

  /// The probability of each class, given raw scores: exp(s) / sum of exp(s), computed in double
  /// precision. Requires finite scores; traps where there are none.
  public static func probabilities(scores: [Float]) -> [Float] {
    precondition(!scores.isEmpty, "probabilities of no class")
    let result = [Double](unsafeUninitializedCapacity: scores.count) { result, count in
      scores.withUnsafeBufferPointer {
        Softmax.probabilities($0, into: result.baseAddress!)
      }
      count = scores.count
    }
    return result.map { Float($0) }
  }
}
