import TestSupport
import Testing

@testable import Learning

@Suite struct ContributionsTests {
  private func trees(
    _ sample: LearningSample, _ options: BoostingOptions
  ) throws -> BoostedTrees {
    try BoostedTreesTrainer.train(
      sample.table, labels: sample.labels, classCount: 3, options: options)
  }

  @Test func contributionsAndExpectedScoresSumToTheScores() throws {
    for missing in [0, 0.1] {
      let sample = LearningSample.rings(800, seed: 21, missing: missing)
      let trees = try trees(sample, .small(rounds: 30, leaves: 20))
      let expected = trees.expectedScores
      for row in 0..<100 {
        let features = Array(sample.table[row: row])
        let contributions = trees.contributions(features: features)
        for (k, score) in trees.scores(features: features).enumerated() {
          #expect(abs(contributions[k].reduce(expected[k], +) - score) < 2e-5)
          #expect(contributions[k] == trees.contributions(features: features, toClass: k))
        }
      }
    }
  }

  @Test func expectedScoresAreTheMeansOverTheTrainingRows() throws {
    let sample = LearningSample.rings(400, seed: 22, missing: 0.1)
    let trees = try trees(sample, .small())
    var means = [Double](repeating: 0, count: 3)
    for row in 0..<400 {
      let scores = trees.scores(features: Array(sample.table[row: row]))
      for k in 0..<3 { means[k] += Double(scores[k]) / 400 }
    }
    for (mean, expected) in zip(means, trees.expectedScores) {
      #expect(abs(mean - Double(expected)) < 1e-5)
    }
  }

  @Test func contributionsAreTheShapleyValuesOfTheirDefinition() throws {
    var random = TestRandom(23)
    for features in 1...6 {
      // Few features and many leaves, so that ways split by the same feature again and again.
      var table = FeatureTable(names: (0..<features).map { "f\($0)" })
      var labels: [Int] = []
      for _ in 0..<200 {
        table.append(
          row: (0..<features).map { _ in random.chance(0.1) ? .nan : Float(random.int(0...9)) })
        labels.append(random.int(0...2))
      }
      let trees = try trees(
        LearningSample(table: table, labels: labels), .small(rounds: 3, leaves: 12))
      for row in 0..<10 {
        let values = Array(table[row: row])
        let contributions = trees.contributions(features: values)
        for k in 0..<3 {
          let truth = ShapleyReference(trees: trees, features: values, classIndex: k).values
          for (value, exact) in zip(contributions[k], truth) {
            #expect(abs(Double(value) - exact) < 1e-6)
          }
        }
      }
    }
  }

  @Test func aFeatureThatNoTreeUsesContributesNothing() throws {
    var sample = LearningSample.rings(300, seed: 24)
    var table = FeatureTable(names: ["x", "y", "constant"])
    for row in 0..<300 { table.append(row: [sample.table[row: row].first!, 0, 7]) }
    sample.table = table
    let contributions = try trees(sample, .small()).contributions(features: [0.1, 0, 7])
    #expect(contributions.allSatisfy { $0[1] == 0 && $0[2] == 0 && $0[0] != 0 })
  }

  @Test func longWaysDoNotLoseTheSum() throws {
    // A chain: each row is split off alone, by a feature of its own.
    let count = 60
    let table = FeatureTable(
      names: (0..<count).map { "f\($0)" },
      values: (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 })
    var options = BoostingOptions.small(rounds: 5, leaves: 60)
    options.minimumRowsPerLeaf = 1
    options.l2 = 0
    let trees = try BoostedTreesTrainer.train(
      table, labels: (0..<count).map { $0 % 2 }, classCount: 2, options: options)
    #expect(trees.leafCovers(ofTree: 0).count > 25)
    let expected = trees.expectedScores
    for row in 0..<count {
      let features = Array(table[row: row])
      let score = trees.scores(features: features)[1]
      let sum = trees.contributions(features: features, toClass: 1).reduce(expected[1], +)
      #expect(abs(sum - score) < 1e-4)
    }
  }
}

/// Shapley values as their definition says, over all sets of features.
private struct ShapleyReference {
  let trees: BoostedTrees
  let features: [Float]
  let classIndex: Int

  var values: [Double] {
    let n = features.count
    let games = (0..<1 << n).map { worth($0) }
    return (0..<n).map { j in
      (0..<1 << n).filter { $0 & 1 << j == 0 }.reduce(0) { sum, set in
        let size = set.nonzeroBitCount
        let weight = factorial(size) * factorial(n - 1 - size) / factorial(n)
        return sum + weight * (games[set | 1 << j] - games[set])
      }
    }
  }

  private func factorial(_ n: Int) -> Double { n < 2 ? 1 : (2...n).reduce(1) { $0 * Double($1) } }

  /// The score with the features in `set` known.
  private func worth(_ set: Int) -> Double {
    stride(from: classIndex, to: trees.treeCount, by: trees.classCount).reduce(0) {
      $0 + worth(Int(trees.starts[$1]), set)
    }
  }

  private func worth(_ i: Int, _ set: Int) -> Double {
    let node = trees.nodes[i]
    if node.isLeaf { return Double(node.number) }
    let (left, right) = (i + 1, i + node.rightOffset)
    if set & 1 << node.feature != 0 {
      let value = features[node.feature]
      let goesLeft = value.isNaN ? node.missingGoesLeft : value <= node.number
      return worth(goesLeft ? left : right, set)
    }
    let (l, r) = (Double(trees.covers[left]), Double(trees.covers[right]))
    return (worth(left, set) * l + worth(right, set) * r) / (l + r)
  }
}
