/// The columns of a table in few levels: each feature's values divided into at most 255 intervals
/// that hold about equal weight.
///
/// Where a feature has no more distinct values than intervals, each value has its own. Boundaries
/// lie half way between neighbouring values, so that trees split between examples, not at them.
struct FeatureBins {
  /// The rows binned.
  let rowCount: Int
  /// For each feature the ascending upper ends of all intervals but the last. A value lies in the
  /// first interval whose end it does not exceed.
  let ends: [[Float]]
  /// Whether any row lacks the feature. NaN has a level of its own, after the intervals.
  let hasMissing: [Bool]
  /// Where each feature's levels begin among the levels of all features; one more for the end.
  let offsets: [Int]
  /// The level of each row, feature after feature.
  let levels: [UInt8]

  /// The number of features.
  var featureCount: Int { ends.count }

  /// Bins the rows at `rows` of `table`, `weights[i]` being the weight of `rows[i]`.
  init(_ table: FeatureTable, rows: [Int], weights: [Int64], limit: Int) {
    let columns = table.names.count
    var ends: [[Float]] = []
    var hasMissing: [Bool] = []
    var offsets = [0]
    var levels = [UInt8](repeating: 0, count: columns * rows.count)
    var present: [(value: Float, weight: Int64)] = []
    for f in 0..<columns {
      present.removeAll(keepingCapacity: true)
      for (i, row) in rows.enumerated() {
        // Adding 0 makes -0 and 0 one value.
        let value = table.values[row * columns + f] + 0
        if !value.isNaN { present.append((value, weights[i])) }
      }
      let bounds = Self.ends(&present, limit: limit)
      for (i, row) in rows.enumerated() {
        let value = table.values[row * columns + f]
        levels[f * rows.count + i] = UInt8(
          value.isNaN ? bounds.count + 1 : Self.level(value, in: bounds))
      }
      ends.append(bounds)
      hasMissing.append(present.count < rows.count)
      offsets.append(offsets[f] + bounds.count + (present.count < rows.count ? 2 : 1))
    }
    self.rowCount = rows.count
    self.ends = ends
    self.hasMissing = hasMissing
    self.offsets = offsets
    self.levels = levels
  }

  /// The number of ends below `value`.
  private static func level(_ value: Float, in ends: [Float]) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if value <= ends[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func ends(
    _ present: inout [(value: Float, weight: Int64)], limit: Int
  ) -> [Float] {
    present.sort { $0.value < $1.value }
    var distinct: [(value: Float, weight: Int64)] = []
    for entry in present {
      if let last = distinct.last, last.value == entry.value {
        distinct[distinct.count - 1].weight += entry.weight
      } else {
        distinct.append(entry)
      }
    }
    guard distinct.count > limit else {
      return zip(distinct, distinct.dropFirst()).map { between($0.value, $1.value) }
    }
    var result: [Float] = []
    var remaining = distinct.reduce(0) { $0 + $1.weight }
    var filled: Int64 = 0
    // The fair share is taken anew after each interval, so that one value of much weight, which
    // fills an interval alone, does not coarsen the others.
    for i in 0..<distinct.count - 1 where result.count < limit - 1 {
      filled += distinct[i].weight
      let share = remaining / Int64(limit - result.count)
      guard filled >= share || filled + distinct[i + 1].weight / 2 > share else { continue }
      result.append(between(distinct[i].value, distinct[i + 1].value))
      remaining -= filled
      filled = 0
    }
    return result
  }

  /// The number half way between two, or `lower` where there is none in between; at least `lower`
  /// and below `upper`.
  private static func between(_ lower: Float, _ upper: Float) -> Float {
    let middle = Float((Double(lower) + Double(upper)) / 2) + 0
    return middle < upper ? middle : lower
  }
}
