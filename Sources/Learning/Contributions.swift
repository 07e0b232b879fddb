// How the features of a row share in its scores: Shapley values of the game in which a set of
// features is known and, at splits by others, a row goes both ways in the ratio in which the
// training rows did (path-dependent TreeSHAP: Lundberg, Erion and Lee, "Consistent individualized
// feature attribution for tree ensembles", 2018, arXiv:1802.03888; Lundberg et al. 2020,
// doi:10.1038/s42256-019-0138-9). The Shapley value itself: Shapley 1953,
// doi:10.1515/9781400881970-018.

extension BoostedTrees {
  /// The scores of a row of which nothing is known: each class's base score plus the mean value of
  /// each of its trees over the training rows.
  ///
  /// With the contributions of a row they sum to its scores, up to rounding. Takes a walk over all
  /// nodes.
  public var expectedScores: [Float] {
    var scores = baseScores.map { Double($0) }
    var means = [Double](repeating: 0, count: nodes.count)
    for i in nodes.indices.reversed() {
      let node = nodes[i]
      if node.isLeaf {
        means[i] = Double(node.number)
      } else {
        let (left, right) = (i + 1, i + node.rightOffset)
        means[i] =
          means[left] * (Double(covers[left]) / Double(covers[i]))
          + means[right] * (Double(covers[right]) / Double(covers[i]))
      }
    }
    for tree in 0..<treeCount { scores[tree % classCount] += means[Int(starts[tree])] }
    return scores.map { Float($0) }
  }

  /// What each feature of a row adds to the score of each class: a row of contributions, in the
  /// order of the features, for each class. Traps where `features` has not one value for each
  /// feature.
  public func contributions(features: [Float]) -> [[Float]] {
    (0..<classCount).map { contributions(features: features, toClass: $0) }
  }

  /// What each feature of a row adds to the score of class `k`, in the order of the features. Traps
  /// where `features` has not one value for each feature, or there is no such class.
  ///
  /// Exact Shapley values; rounding is that of sums of positive terms in double precision. Time
  /// grows with the leaves, times the cube of the number of different features on the way to a leaf
  /// that the row agrees with.
  public func contributions(features: [Float], toClass k: Int) -> [Float] {
    precondition(
      features.count == featureCount, "\(features.count) features, the model has \(featureCount)")
    precondition((0..<classCount).contains(k), "class \(k) of \(classCount)")
    var attribution = PathAttribution(featureCount: featureCount)
    features.withUnsafeBufferPointer { features in
      nodes.withUnsafeBufferPointer { nodes in
        let walk = TreeWalk(nodes: nodes, features: features)
        for tree in stride(from: k, to: treeCount, by: classCount) {
          attribution.visit(Int(starts[tree]), walk: walk, nodes: nodes, covers: covers)
        }
      }
    }
    return attribution.contributions.map { Float($0) }
  }
}

/// Shapley values of the leaves of a tree, leaf by leaf.
///
/// To the score with a set of features known, a leaf of value v adds v times a factor for each
/// different feature j on the way to it: where j is known, o_j, which is 1 if the row agrees with
/// all splits by j on the way and else 0; where it is not, z_j, the product of the shares of the
/// rows that went the leaf's way there. With d different features, the leaf therefore gives j
///
///     v (o_j - z_j) Σ_S |S|! (d - 1 - |S|)! / d!  Π_(i in S) o_i  Π_(i not in S, i ≠ j) z_i
///
/// over the sets S of the others. Only features that the row agrees with can be in S, so that the
/// sums by size are the coefficients of the product of (z_i + t) over those. No term is negative,
/// so nothing cancels however long the way is.
private struct PathAttribution {
  private struct Step {
    var feature: Int
    var share: Double
    var agrees: Bool
  }

  /// The sums so far, one for each feature.
  private(set) var contributions: [Double]
  /// The different features on the way to the node at hand.
  private var way: [Step] = []
  private var agreed: [Double] = []
  private var coefficients: [Double] = []

  init(featureCount: Int) { contributions = [Double](repeating: 0, count: featureCount) }

  /// Adds the shares in the leaves below node `i`.
  mutating func visit(
    _ i: Int, walk: TreeWalk, nodes: UnsafeBufferPointer<TreeNode>, covers: [Float]
  ) {
    let node = nodes[i]
    guard !node.isLeaf else { return add(leaf: Double(node.number)) }
    let chosen = walk.step(i)
    for child in [i + 1, i + node.rightOffset] {
      let share = Double(covers[child]) / Double(covers[i])
      let known = way.firstIndex { $0.feature == node.feature }
      let position = known ?? way.count
      let before = known.map { way[$0] }
      let last = before ?? Step(feature: node.feature, share: 1, agrees: true)
      let step = Step(
        feature: node.feature, share: last.share * share,
        agrees: last.agrees && child == chosen)
      if known == nil { way.append(step) } else { way[position] = step }
      visit(child, walk: walk, nodes: nodes, covers: covers)
      if let before { way[position] = before } else { way.removeLast() }
    }
  }

  private mutating func add(leaf value: Double) {
    var disagreed = 1.0
    agreed.removeAll(keepingCapacity: true)
    for step in way {
      if step.agrees { agreed.append(step.share) } else { disagreed *= step.share }
    }
    let scale = value * disagreed
    // For a feature that the row disagrees with, o_j - z_j is -z_j, which completes `disagreed`.
    let against = agreed.count < way.count ? -scale * weightedSum(leavingOut: -1) : 0
    var position = 0
    for step in way {
      if step.agrees {
        contributions[step.feature] +=
          scale * (1 - step.share) * weightedSum(leavingOut: position)
        position += 1
      } else {
        contributions[step.feature] += against
      }
    }
  }

  /// The sum over sizes s of s! (d - 1 - s)! / d! times coefficient s of the product of (z_i + t)
  /// over the agreed features but one.
  private mutating func weightedSum(leavingOut left: Int) -> Double {
    coefficients.removeAll(keepingCapacity: true)
    coefficients.append(1)
    for (i, share) in agreed.enumerated() where i != left {
      coefficients.append(coefficients[coefficients.count - 1])
      for s in stride(from: coefficients.count - 2, to: 0, by: -1) {
        coefficients[s] = coefficients[s] * share + coefficients[s - 1]
      }
      coefficients[0] *= share
    }
    let d = way.count
    var weight = 1 / Double(d)
    var sum = 0.0
    for (s, coefficient) in coefficients.enumerated() {
      sum += weight * coefficient
      weight *= Double(s + 1) / Double(max(1, d - 1 - s))
    }
    return sum
  }
}
