import Learning
import TestSupport

/// Labelled rows for tests.
struct LearningSample {
  var table: FeatureTable
  var labels: [Int]

  /// `rows` points of three rings around the centre; the class is the ring. The third feature is
  /// noise. With `missing`, the share of values that are NaN.
  static func rings(_ rows: Int, seed: UInt64, missing: Double = 0) -> LearningSample {
    var random = TestRandom(seed)
    var table = FeatureTable(names: ["x", "y", "noise"])
    var labels: [Int] = []
    for _ in 0..<rows {
      let point = (0..<3).map { _ in Float(random.int(-1000...1000)) / 1000 }
      let radius = point[0] * point[0] + point[1] * point[1]
      labels.append(radius < 0.3 ? 0 : radius < 0.8 ? 1 : 2)
      table.append(row: point.map { random.chance(missing) ? .nan : $0 })
    }
    return LearningSample(table: table, labels: labels)
  }

  /// The rows at `indices`, in that order.
  func rows(_ indices: some Sequence<Int>) -> LearningSample {
    LearningSample(table: table.rows(indices), labels: indices.map { labels[$0] })
  }
}

extension BoostingOptions {
  /// Small trees that train in no time.
  static func small(rounds: Int = 20, leaves: Int = 6, seed: UInt64 = 1) -> BoostingOptions {
    var options = BoostingOptions()
    options.rounds = rounds
    options.leaves = leaves
    options.learningRate = 0.2
    options.minimumRowsPerLeaf = 3
    options.seed = seed
    return options
  }
}

extension BoostedTrees {
  /// The class of the highest score for each row of `table`.
  func classes(of table: FeatureTable) -> [Int] {
    (0..<table.rowCount).map { row in
      let scores = scores(features: Array(table[row: row]))
      return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }
  }

  /// The share of `sample` whose class has the highest score.
  func accuracy(on sample: LearningSample) -> Double {
    let right = zip(classes(of: sample.table), sample.labels).count { $0 == $1 }
    return Double(right) / Double(sample.labels.count)
  }
}
