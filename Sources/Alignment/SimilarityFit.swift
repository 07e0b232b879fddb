import Foundation
import Kernels
import Pixels

/// A place of a reference and where it was found in an image.
struct PointPair: Sendable {
  var reference: PixelPoint
  var image: PixelPoint
}

/// Fits turn, scale and shift to pairs of places of which some are wrong.
///
/// Random samples of two pairs give maps; the one that most pairs agree with is fitted to those again
/// by least squares until they stay the same. Fischler and Bolles, "Random sample consensus",
/// Communications of the ACM 24(6), 1981, doi:10.1145/358669.358692; the closed form of the fit is
/// that of Umeyama, IEEE TPAMI 13(4), 1991, doi:10.1109/34.88573, in two dimensions. The samples
/// are the same for the same number of pairs.
struct SimilarityFit: Sendable {
  /// Those of the pairs that agree with the map.
  private(set) var agrees: [Bool] = []
  /// The number of them.
  private(set) var count = 0

  private static let trials = 150

  /// The map that most of `pairs` agree with to `tolerance` pixels, and that scales by a factor in
  /// `scales`; `nil` of fewer than two pairs or where no two give such a map.
  mutating func fit(
    _ pairs: [PointPair], tolerance: Double, scales: ClosedRange<Double>
  ) -> AffineMap? {
    agrees.removeAll(keepingCapacity: true)
    agrees.append(contentsOf: repeatElement(true, count: pairs.count))
    count = pairs.count
    guard pairs.count >= 2 else { return nil }
    var best: AffineMap?
    var most = 0
    if let map = leastSquares(pairs), scales.contains(scale(map)) {
      (best, most) = (map, agreeing(pairs, map, tolerance))
    }
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    for _ in 0..<(most == pairs.count ? 0 : Self.trials) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let i = Int((state >> 33) % UInt64(pairs.count))
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let j = Int((state >> 33) % UInt64(pairs.count))
      guard let map = throughTwo(pairs[i], pairs[j]), scales.contains(scale(map)) else { continue }
      let n = agreeing(pairs, map, tolerance)
      if n > most { (best, most) = (map, n) }
    }
    guard var map = best else { return nil }
    for _ in 0..<4 {
      mark(pairs, map, tolerance)
      guard let better = leastSquares(pairs), scales.contains(scale(better)) else { break }
      map = better
    }
    mark(pairs, map, tolerance)
    return map
  }

  private func scale(_ map: AffineMap) -> Double { hypot(map.xx, map.yx) }

  private func distanceSquared(_ pair: PointPair, _ map: AffineMap) -> Double {
    let p = map.applied(to: pair.reference)
    let (dx, dy) = (p.x - pair.image.x, p.y - pair.image.y)
    return dx * dx + dy * dy
  }

  private func agreeing(_ pairs: [PointPair], _ map: AffineMap, _ tolerance: Double) -> Int {
    var n = 0
    for pair in pairs where distanceSquared(pair, map) <= tolerance * tolerance { n += 1 }
    return n
  }

  private mutating func mark(_ pairs: [PointPair], _ map: AffineMap, _ tolerance: Double) {
    count = 0
    for (i, pair) in pairs.enumerated() {
      agrees[i] = distanceSquared(pair, map) <= tolerance * tolerance
      if agrees[i] { count += 1 }
    }
  }

  private func throughTwo(_ a: PointPair, _ b: PointPair) -> AffineMap? {
    let (ux, uy) = (b.reference.x - a.reference.x, b.reference.y - a.reference.y)
    let (vx, vy) = (b.image.x - a.image.x, b.image.y - a.image.y)
    let square = ux * ux + uy * uy
    guard square > 1 else { return nil }
    let c = (ux * vx + uy * vy) / square
    let s = (ux * vy - uy * vx) / square
    return through(c, s, a.reference, a.image)
  }

  private func leastSquares(_ pairs: [PointPair]) -> AffineMap? {
    var n = 0.0
    var (px, py, qx, qy) = (0.0, 0.0, 0.0, 0.0)
    for (i, pair) in pairs.enumerated() where agrees[i] {
      n += 1
      px += pair.reference.x
      py += pair.reference.y
      qx += pair.image.x
      qy += pair.image.y
    }
    guard n >= 2 else { return nil }
    let p = PixelPoint(x: px / n, y: py / n)
    let q = PixelPoint(x: qx / n, y: qy / n)
    var (square, dot, cross) = (0.0, 0.0, 0.0)
    for (i, pair) in pairs.enumerated() where agrees[i] {
      let (ux, uy) = (pair.reference.x - p.x, pair.reference.y - p.y)
      let (vx, vy) = (pair.image.x - q.x, pair.image.y - q.y)
      square += ux * ux + uy * uy
      dot += ux * vx + uy * vy
      cross += ux * vy - uy * vx
    }
    guard square > 1 else { return nil }
    return through(dot / square, cross / square, p, q)
  }

  /// Turns and scales by (c, s) and brings `from` to `to`.
  private func through(
    _ c: Double, _ s: Double, _ from: PixelPoint, _ to: PixelPoint
  ) -> AffineMap {
    AffineMap(
      xx: c, xy: -s, x0: to.x - c * from.x + s * from.y,
      yx: s, yy: c, y0: to.y - s * from.x - c * from.y)
  }
}
