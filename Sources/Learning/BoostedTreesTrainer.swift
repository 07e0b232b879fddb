/// Trains gradient-boosted decision trees on a table.
///
/// In each round one tree for each class is fitted to the derivatives of the multi-class log-loss
/// at the scores so far (Friedman, "Greedy function approximation: a gradient boosting machine",
/// Annals of Statistics 29(5), 2001, doi:10.1214/aos/1013203451), by first and second derivatives
/// (Chen and Guestrin, KDD 2016, doi:10.1145/2939672.2939785). Scores begin at the logarithms of
/// the classes' shares of the weight.
///
/// Derivatives are summed as integers, and exponentials are computed here and not by the C library.
/// The trees therefore are the same, bit for bit, on every machine, and, where every tree uses all
/// rows, in whatever order the rows come.
public enum BoostedTreesTrainer {
  /// Trees that tell the classes of `table`'s rows apart.
  ///
  /// - Parameters:
  ///   - table: the rows to learn from; NaN for a value that does not exist.
  ///   - labels: the class of each row, 0 to `classCount` - 1. A class may have no row; it then
  ///     starts from half a row's share.
  ///   - classCount: the number of classes, at least 2.
  ///   - weights: how many rows each row stands for; 1 each where `nil`. Rows of weight 0 are as if
  ///     they were not there, others lie in 1e-15...1e15. Weights are rounded to 2⁻³² of their sum.
  ///   - options: how to train.
  /// - Returns: `options.rounds` times `classCount` trees.
  /// - Throws: `TrainingError` for what does not fit together, before anything is computed.
  ///
  /// Time grows with rounds, classes, rows and features; it runs on the calling thread, and
  /// different trainings may run side by side. Memory is 32 bytes for each leaf, feature and
  /// interval, and `features + 40 * classes` bytes a row.
  public static func train(
    _ table: FeatureTable, labels: [Int], classCount: Int, weights: [Float]? = nil,
    options: BoostingOptions = BoostingOptions()
  ) throws(TrainingError) -> BoostedTrees {
    try options.validate()
    try validate(table, labels, classCount, weights, options)
    let total = weights?.reduce(0) { $0 + Double($1) } ?? Double(table.rowCount)
    guard total > 0 else { throw .noRows }
    let scale = GradientScale(totalWeight: total)
    var rows: [Int] = []
    var units: [Int64] = []
    for row in 0..<table.rowCount {
      let unit = scale.units(weights?[row] ?? 1)
      guard unit > 0 else { continue }
      rows.append(row)
      units.append(unit)
    }
    let bins = FeatureBins(table, rows: rows, weights: units, limit: options.bins)
    let used = rows.map { labels[$0] }
    var booster = Booster(
      table: table, rows: rows, labels: used, units: units, classCount: classCount, bins: bins,
      scale: scale, options: options)
    for round in 0..<options.rounds { booster.add(round: round) }
    return BoostedTrees(
      featureNames: table.names, baseScores: booster.baseScores, nodes: booster.nodes,
      leafCovers: booster.leafCovers, starts: booster.starts)
  }

  private static func validate(
    _ table: FeatureTable, _ labels: [Int], _ classCount: Int, _ weights: [Float]?,
    _ options: BoostingOptions
  ) throws(TrainingError) {
    guard (2...BoostedTrees.maximumClassCount).contains(classCount) else {
      throw .unsupportedClassCount(classCount)
    }
    guard table.names.count <= BoostedTrees.maximumFeatureCount else {
      throw .tooManyFeatures(table.names.count)
    }
    var seen: Set<String> = []
    for name in table.names {
      guard !name.isEmpty, seen.insert(name).inserted else { throw .badFeatureName(name) }
    }
    guard options.rounds * classCount <= BoostedTrees.maximumTreeCount else {
      throw .tooManyTrees(options.rounds * classCount)
    }
    guard labels.count == table.rowCount else {
      throw .labelCountMismatch(labels: labels.count, rows: table.rowCount)
    }
    guard weights == nil || weights?.count == table.rowCount else {
      throw .weightCountMismatch(weights: weights?.count ?? 0, rows: table.rowCount)
    }
    for (row, label) in labels.enumerated() where !(0..<classCount).contains(label) {
      throw .labelOutOfRange(row: row, label: label, classCount: classCount)
    }
    for (row, weight) in (weights ?? []).enumerated() where weight != 0 {
      guard (1e-15...1e15).contains(weight) else { throw .badWeight(row: row, weight: weight) }
    }
    if let i = table.values.firstIndex(where: \.isInfinite) {
      throw .infiniteValue(
        row: i / table.names.count, feature: table.names[i % table.names.count])
    }
  }
}
