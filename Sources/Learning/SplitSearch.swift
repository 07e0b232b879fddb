/// A way to divide the rows of a leaf.
struct Split {
  /// What it lowers the loss by, doubled; above 0.
  var gain: Double
  var feature: Int
  /// Levels up to this one go left, missing values by `missingGoesLeft`.
  var level: Int
  var missingGoesLeft: Bool
  /// The sums over the rows that go left.
  var left: GradientSums
}

/// Finds the split of a leaf that lowers the loss most, to second order: the gain is
/// G_L² / (H_L + λ) + G_R² / (H_R + λ) - G² / (H + λ), with G and H the sums of first and second
/// derivatives (Chen and Guestrin, "XGBoost", KDD 2016, doi:10.1145/2939672.2939785, formula 7).
///
/// Where rows of the leaf lack the feature, both sides are tried for them (ibid., algorithm 3);
/// where none does, missing values go to the side of more weight. Of equal gains the lowest feature
/// and the lowest level win.
struct SplitSearch {
  /// Below this sum of second derivatives a leaf's value would rest on next to nothing.
  private static let minimumCurvature = 1e-3

  let bins: FeatureBins
  let scale: GradientScale
  /// The least weight of a leaf, in units.
  let minimumWeight: Int64
  let l2: Double

  init(bins: FeatureBins, scale: GradientScale, options: BoostingOptions) {
    self.bins = bins
    self.scale = scale
    l2 = options.l2
    // More than all rows weigh is as much as anything more.
    let units = (options.minimumRowsPerLeaf / scale.weightUnit).rounded(.up)
    minimumWeight = max(1, Int64(min(units, 0x1p33)))
  }

  /// The best split among `features` of a leaf whose rows sum to `total` and lie over the levels as
  /// `histogram` says; `nil` where none lowers the loss.
  func best(
    _ histogram: UnsafePointer<GradientSums>, total: GradientSums, features: [Int32]
  ) -> Split? {
    guard total[2] >= 2 * minimumWeight else { return nil }
    let unsplit = score(total)
    // Below what rounding in the three terms can pretend.
    var best = Split(
      gain: max(1e-12, unsplit * 1e-12), feature: -1, level: 0, missingGoesLeft: false,
      left: .zero)
    for feature in features {
      let f = Int(feature)
      let levels = histogram + bins.offsets[f]
      let intervals = bins.ends[f].count + 1
      let missing = bins.hasMissing[f] ? levels[intervals] : .zero
      scan(levels, f, missing, false, total, unsplit, &best)
      if missing[2] > 0 { scan(levels, f, missing, true, total, unsplit, &best) }
    }
    guard best.feature >= 0 else { return nil }
    let f = best.feature
    let hasMissing =
      bins.hasMissing[f] && histogram[bins.offsets[f] + bins.ends[f].count + 1][2] > 0
    if !hasMissing { best.missingGoesLeft = best.left[2] * 2 >= total[2] }
    return best
  }

  @inline(__always)
  private func scan(
    _ levels: UnsafePointer<GradientSums>, _ feature: Int, _ missing: GradientSums,
    _ missingGoesLeft: Bool, _ total: GradientSums, _ unsplit: Double, _ best: inout Split
  ) {
    var left = missingGoesLeft ? missing : .zero
    for level in 0..<bins.ends[feature].count {
      let here = levels[level]
      guard here[2] != 0 else { continue }
      left &+= here
      guard left[2] >= minimumWeight else { continue }
      let right = total &- left
      guard right[2] >= minimumWeight else { break }
      let (leftH, rightH) = (curvature(left), curvature(right))
      guard leftH >= Self.minimumCurvature, rightH >= Self.minimumCurvature else { continue }
      let (leftG, rightG) = (slope(left), slope(right))
      let (a, b) = (leftH + l2, rightH + l2)
      let gain = (leftG * leftG * b + rightG * rightG * a) / (a * b) - unsplit
      if gain > best.gain {
        best = Split(
          gain: gain, feature: feature, level: level, missingGoesLeft: missingGoesLeft, left: left)
      }
    }
  }

  /// G² / (H + λ); 0 for rows without curvature.
  private func score(_ sums: GradientSums) -> Double {
    let h = curvature(sums) + l2
    return h > 0 ? slope(sums) * slope(sums) / h : 0
  }

  /// The value that lowers the loss of rows of these sums most, to second order: -G / (H + λ).
  func value(_ sums: GradientSums) -> Double {
    let h = curvature(sums) + l2
    return h > 0 ? -slope(sums) / h : 0
  }

  @inline(__always) private func slope(_ sums: GradientSums) -> Double {
    Double(sums[0]) * scale.derivativeUnit
  }

  @inline(__always) private func curvature(_ sums: GradientSums) -> Double {
    Double(sums[1]) * scale.derivativeUnit
  }
}
