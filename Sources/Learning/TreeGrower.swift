/// Grows one tree after the other on the same binned rows: leaf by leaf, always splitting the leaf
/// whose best split lowers the loss most (Ke et al., "LightGBM", NeurIPS 2017), from histograms of
/// gradient sums over the levels of each feature. Of two new leaves only the one of fewer rows is
/// counted; the other's histogram is the parent's less that.
///
/// Keeps its memory between trees: `leaves` histograms of 32 bytes a level.
struct TreeGrower: ~Copyable {
  private struct Leaf {
    var node: Int
    var rows: Range<Int>
    var histogram: Int
    var total: GradientSums
    var depth: Int
    var split: Split?
  }

  private let search: SplitSearch
  private let bins: FeatureBins
  private let options: BoostingOptions
  /// The histograms, `levelCount` sums each.
  private let histograms: UnsafeMutablePointer<GradientSums>
  private let levelCount: Int
  /// The rows of each leaf in a stretch of its own, ascending.
  private let order: UnsafeMutablePointer<Int32>
  private let spare: UnsafeMutablePointer<Int32>
  /// The sums of a leaf's rows, one after the other.
  private let gathered: UnsafeMutablePointer<GradientSums>
  private var leaves: [Leaf] = []
  private var nodes: [GrownNode] = []

  init(bins: FeatureBins, scale: GradientScale, options: BoostingOptions) {
    search = SplitSearch(bins: bins, scale: scale, options: options)
    self.bins = bins
    self.options = options
    levelCount = bins.offsets[bins.featureCount]
    histograms = .allocate(capacity: levelCount * options.leaves)
    order = .allocate(capacity: bins.rowCount)
    spare = .allocate(capacity: bins.rowCount)
    gathered = .allocate(capacity: bins.rowCount)
  }

  deinit {
    histograms.deallocate()
    order.deallocate()
    spare.deallocate()
    gathered.deallocate()
  }

  /// A tree for the derivatives in `sums`, one for each binned row, grown on `rows` (ascending)
  /// with splits by `features`.
  mutating func grow(
    sums: UnsafePointer<GradientSums>, rows: [Int32], features: [Int32]
  ) -> [GrownNode] {
    nodes.removeAll(keepingCapacity: true)
    leaves.removeAll(keepingCapacity: true)
    var total = GradientSums.zero
    for (i, row) in rows.enumerated() {
      order[i] = row
      total &+= sums[Int(row)]
    }
    nodes.append(leafNode(total))
    var root = Leaf(
      node: 0, rows: 0..<rows.count, histogram: 0, total: total, depth: 0, split: nil)
    count(root, sums, features)
    findSplit(&root, features)
    leaves.append(root)
    while leaves.count < options.leaves, let next = mostGainful() {
      split(next, sums, features)
    }
    return nodes
  }

  /// Calls `body` with the value of each leaf of the tree grown last and the rows that ended in it.
  func forEachLeaf(_ body: (Float, UnsafeBufferPointer<Int32>) -> Void) {
    for leaf in leaves {
      body(
        nodes[leaf.node].value,
        UnsafeBufferPointer(start: order + leaf.rows.lowerBound, count: leaf.rows.count))
    }
  }

  private func mostGainful() -> Int? {
    var best: (index: Int, gain: Double)?
    for (i, leaf) in leaves.enumerated() {
      if let split = leaf.split, split.gain > best?.gain ?? 0 { best = (i, split.gain) }
    }
    return best?.index
  }

  private mutating func split(
    _ index: Int, _ sums: UnsafePointer<GradientSums>, _ features: [Int32]
  ) {
    let parent = leaves[index]
    guard let split = parent.split else { preconditionFailure("a leaf without a split") }
    let middle = partition(parent.rows, split)
    let rightTotal = parent.total &- split.left
    nodes[parent.node].feature = split.feature
    nodes[parent.node].threshold = bins.ends[split.feature][split.level]
    nodes[parent.node].missingGoesLeft = split.missingGoesLeft
    nodes[parent.node].left = nodes.count
    nodes[parent.node].right = nodes.count + 1
    var left = Leaf(
      node: nodes.count, rows: parent.rows.lowerBound..<middle, histogram: parent.histogram,
      total: split.left, depth: parent.depth + 1, split: nil)
    var right = Leaf(
      node: nodes.count + 1, rows: middle..<parent.rows.upperBound, histogram: parent.histogram,
      total: rightTotal, depth: parent.depth + 1, split: nil)
    nodes.append(leafNode(left.total))
    nodes.append(leafNode(right.total))
    // The tree is full after this one: nothing asks for further splits.
    if leaves.count + 1 < options.leaves {
      if left.rows.count <= right.rows.count {
        left.histogram = leaves.count
        divideHistogram(of: right, into: left, sums, features)
      } else {
        right.histogram = leaves.count
        divideHistogram(of: left, into: right, sums, features)
      }
      findSplit(&left, features)
      findSplit(&right, features)
    }
    leaves[index] = left
    leaves.append(right)
  }

  /// Counts `smaller`, and takes it away from what `larger` holds of their parent.
  private func divideHistogram(
    of larger: Leaf, into smaller: Leaf, _ sums: UnsafePointer<GradientSums>, _ features: [Int32]
  ) {
    guard canSplit(larger) || canSplit(smaller) else { return }
    count(smaller, sums, features)
    let whole = histograms + larger.histogram * levelCount
    let part = histograms + smaller.histogram * levelCount
    for feature in features {
      for i in bins.offsets[Int(feature)]..<bins.offsets[Int(feature) + 1] { whole[i] &-= part[i] }
    }
  }

  private func canSplit(_ leaf: Leaf) -> Bool {
    leaf.total[2] >= 2 * search.minimumWeight && leaf.depth < options.maximumDepth ?? .max
  }

  private func findSplit(_ leaf: inout Leaf, _ features: [Int32]) {
    guard canSplit(leaf) else { return }
    leaf.split = search.best(
      histograms + leaf.histogram * levelCount, total: leaf.total, features: features)
  }

  private func leafNode(_ total: GradientSums) -> GrownNode {
    GrownNode(
      value: Float(options.learningRate * search.value(total)),
      cover: Float(Double(total[2]) * search.scale.weightUnit))
  }

  /// Fills the leaf's histogram from its rows.
  ///
  /// Two features at a time: a row's sums are read once for both, and where many rows in a row have
  /// the same level, additions to one place wait for each other, but not for those to another.
  private func count(
    _ leaf: Leaf, _ sums: UnsafePointer<GradientSums>, _ features: [Int32]
  ) {
    let rows = order + leaf.rows.lowerBound
    let rowCount = leaf.rows.count
    for i in 0..<rowCount { gathered[i] = sums[Int(rows[i])] }
    let histogram = histograms + leaf.histogram * levelCount
    for feature in features {
      let levels = bins.offsets[Int(feature)]..<bins.offsets[Int(feature) + 1]
      (histogram + levels.lowerBound).update(repeating: .zero, count: levels.count)
    }
    bins.levels.withUnsafeBufferPointer { levels in
      func column(_ i: Int) -> UnsafePointer<UInt8> {
        levels.baseAddress! + Int(features[i]) * bins.rowCount
      }
      func target(_ i: Int) -> UnsafeMutablePointer<GradientSums> {
        histogram + bins.offsets[Int(features[i])]
      }
      for i in stride(from: 0, to: features.count - 1, by: 2) {
        let (columnA, columnB) = (column(i), column(i + 1))
        let (a, b) = (target(i), target(i + 1))
        for j in 0..<rowCount {
          let row = Int(rows[j])
          let sum = gathered[j]
          a[Int(columnA[row])] &+= sum
          b[Int(columnB[row])] &+= sum
        }
      }
      if !features.count.isMultiple(of: 2) {
        let (last, a) = (column(features.count - 1), target(features.count - 1))
        for j in 0..<rowCount { a[Int(last[Int(rows[j])])] &+= gathered[j] }
      }
    }
  }

  /// Brings the rows that go left before those that go right, either in order; where right begins.
  private func partition(_ rows: Range<Int>, _ split: Split) -> Int {
    let missingLevel = bins.ends[split.feature].count + 1
    var left = rows.lowerBound
    var right = 0
    bins.levels.withUnsafeBufferPointer { levels in
      let column = levels.baseAddress! + split.feature * bins.rowCount
      for i in rows {
        let row = order[i]
        let level = Int(column[Int(row)])
        let goesLeft = level == missingLevel ? split.missingGoesLeft : level <= split.level
        // Both are written and one is kept, which spares a branch nobody can predict.
        order[left] = row
        spare[right] = row
        left += goesLeft ? 1 : 0
        right += goesLeft ? 0 : 1
      }
    }
    (order + left).update(from: spare, count: right)
    return left
  }
}
