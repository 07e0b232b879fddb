import Pixels

/// How `DistanceReference` measures; the cases of `DistanceMetric`.
public enum ReferenceMetric: Sendable, CaseIterable {
  /// √(dx² + dy²), |dx| + |dy|, max(|dx|, |dy|).
  case euclidean, cityBlock, chessboard
}

/// The distance of each set pixel to the nearest clear one, by looking at all of them, infinite
/// without any: the oracle of `assignDistance`.
public func referenceDistances(_ mask: BitMask, _ metric: ReferenceMetric) -> [Float] {
  var clear: [(Int, Int)] = []
  for y in 0..<mask.height {
    for x in 0..<mask.width where !mask[x, y] { clear.append((x, y)) }
  }
  var out: [Float] = []
  for y in 0..<mask.height {
    for x in 0..<mask.width {
      guard mask[x, y] else {
        out.append(0)
        continue
      }
      var best = Int.max
      for (u, v) in clear {
        let (dx, dy) = (abs(x - u), abs(y - v))
        let d =
          switch metric {
          case .euclidean: dx * dx + dy * dy
          case .cityBlock: dx + dy
          case .chessboard: max(dx, dy)
          }
        if d < best { best = d }
      }
      let d = metric == .euclidean ? Float(best).squareRoot() : Float(best)
      out.append(clear.isEmpty ? .infinity : d)
    }
  }
  return out
}
