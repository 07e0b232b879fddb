/// The state of a training between rounds: the trees so far and each row's scores by them.
struct Booster: ~Copyable {
  /// The scores before the first tree, one for each class.
  let baseScores: [Float]
  /// The trees so far, one after the other, in preorder.
  private(set) var nodes: [TreeNode] = []
  /// The weight of the rows that ended in each leaf.
  private(set) var leafCovers: [Float] = []
  /// Where each tree begins in `nodes`; one more for the end.
  private(set) var starts: [Int32] = [0]

  private let table: FeatureTable
  private let rows: [Int]
  private let labels: [Int]
  private let units: [Int64]
  private let classCount: Int
  private let bins: FeatureBins
  private let options: BoostingOptions
  private var grower: TreeGrower
  /// Row by row, a score for each class.
  private var scores: [Float]
  private var probabilities: [Double]
  private var sums: [GradientSums]

  init(
    table: FeatureTable, rows: [Int], labels: [Int], units: [Int64], classCount: Int,
    bins: FeatureBins, scale: GradientScale, options: BoostingOptions
  ) {
    self.table = table
    self.rows = rows
    self.labels = labels
    self.units = units
    self.classCount = classCount
    self.bins = bins
    self.options = options
    grower = TreeGrower(bins: bins, scale: scale, options: options)
    baseScores = Self.logShares(labels, units, classCount, half: 0.5 / scale.weightUnit)
    scores = (0..<rows.count).flatMap { [baseScores] _ in baseScores }
    probabilities = [Double](repeating: 0, count: scores.count)
    sums = [GradientSums](repeating: .zero, count: rows.count)
  }

  /// The logarithm of each class's share of the weight, `half` a row at least, less their mean.
  private static func logShares(
    _ labels: [Int], _ units: [Int64], _ classCount: Int, half: Double
  ) -> [Float] {
    var weights = [Int64](repeating: 0, count: classCount)
    for (label, unit) in zip(labels, units) { weights[label] += unit }
    let total = Double(weights.reduce(0, +))
    let logs = weights.map { Softmax.logarithm(max(Double($0), min(half, total)) / total) }
    let mean = logs.reduce(0, +) / Double(classCount)
    return logs.map { Float($0 - mean) }
  }

  /// Adds a tree for each class, all fitted to the probabilities before the round.
  mutating func add(round: Int) {
    scores.withUnsafeBufferPointer { scores in
      probabilities.withUnsafeMutableBufferPointer { probabilities in
        for i in stride(from: 0, to: scores.count, by: classCount) {
          Softmax.probabilities(
            UnsafeBufferPointer(rebasing: scores[i..<i + classCount]),
            into: probabilities.baseAddress! + i)
        }
      }
    }
    for k in 0..<classCount { addTree(round: round, class: k) }
  }

  private mutating func addTree(round: Int, class k: Int) {
    for i in 0..<rows.count {
      sums[i] = GradientScale.sums(
        probability: probabilities[i * classCount + k], isClass: labels[i] == k, units: units[i])
    }
    var draw = SeededDraw(seed: options.seed, tree: round * classCount + k)
    let sample = draw.sample(options.rowFraction, of: rows.count)
    let features = draw.sample(options.featureFraction, of: bins.featureCount)
    let grown = sums.withUnsafeBufferPointer {
      grower.grow(sums: $0.baseAddress!, rows: sample, features: features)
    }
    let start = nodes.count
    nodes.append(grown: grown, leafCovers: &leafCovers)
    starts.append(Int32(nodes.count))
    if sample.count == rows.count {
      scores.withUnsafeMutableBufferPointer { scores in
        grower.forEachLeaf { value, rows in
          for row in rows { scores[Int(row) * classCount + k] += value }
        }
      }
    } else {
      // Rows that the tree has not seen are scored by it too.
      let columns = table.names.count
      table.values.withUnsafeBufferPointer { values in
        nodes.withUnsafeBufferPointer { nodes in
          for (i, row) in rows.enumerated() {
            let features = UnsafeBufferPointer(
              rebasing: values[row * columns..<(row + 1) * columns])
            scores[i * classCount + k] +=
              TreeWalk(nodes: nodes, features: features).leaf(of: start).number
          }
        }
      }
    }
  }
}
