import Foundation
import Kernels
import Pixels

/// Chooses the places of a reference that are easiest to find again: in each cell of a grid over it,
/// the place of most structure in both directions; see ``StructureMap``.
struct FeatureSelection {
  /// Mean squared slope, in squared gray levels a pixel, below which a place is noise; and the
  /// share of the strongest place's that others need.
  private static let leastStrength = 1.0
  private static let leastShare = 0.005

  private let structure: StructureMap
  private let level: Int
  private let size: PixelSize

  /// Looks at the structure of `reference` where it is reduced to at most 1100 pixels a side.
  init(_ reference: Image<UInt8>) {
    size = reference.size
    var levels = ReducedLevels()
    var scratch = Scratch()
    var level = 0
    while max(size.width, size.height) >> level > 1100 { level += 1 }
    self.level = level
    levels.assign(reference, count: level, scratch: &scratch)
    structure = StructureMap(level == 0 ? reference : levels[level])
  }

  /// The strongest place of each cell of `cell` pixels a side, judged over `radius` pixels around it,
  /// at least `margin` pixels from the border; only within `regions` unless there are none, and only
  /// where `judged`, an image of the reference's size, is not 0 all around.
  func places(
    cell: Int, radius: Int, margin: Int, regions: [PixelBox] = [], judged: Image<UInt8>? = nil
  ) -> [PoseFeature] {
    let inner = PixelBox(
      x1: margin, y1: margin, x2: size.width - margin, y2: size.height - margin)
    guard !inner.isEmpty else { return [] }
    let columns = max(1, (inner.width + cell / 2) / cell)
    let rows = max(1, (inner.height + cell / 2) / cell)
    var found: [(feature: PoseFeature, strength: Double)] = []
    for j in 0..<rows {
      for i in 0..<columns {
        let box = PixelBox(
          x1: inner.x1 + inner.width * i / columns, y1: inner.y1 + inner.height * j / rows,
          x2: inner.x1 + inner.width * (i + 1) / columns,
          y2: inner.y1 + inner.height * (j + 1) / rows)
        if let place = strongest(box, radius, regions, judged) { found.append(place) }
      }
    }
    let most = found.map(\.strength).max() ?? 0
    let least = max(Self.leastStrength, Self.leastShare * most)
    return found.filter { $0.strength >= least }.map(\.feature)
  }

  private func strongest(
    _ box: PixelBox, _ radius: Int, _ regions: [PixelBox], _ judged: Image<UInt8>?
  ) -> (feature: PoseFeature, strength: Double)? {
    var best: (feature: PoseFeature, strength: Double)?
    let step = 2 << level
    for y in Swift.stride(from: box.y1, to: box.y2, by: step) {
      for x in Swift.stride(from: box.x1, to: box.x2, by: step) {
        let isAllowed =
          regions.isEmpty
          || regions.contains { x >= $0.x1 && x < $0.x2 && y >= $0.y1 && y < $0.y2 }
        guard isAllowed, judged.map({ Self.isJudged($0, x, y, radius) }) ?? true else { continue }
        let strength = structure.strength(
          x: x >> level, y: y >> level, radius: max(2, radius >> level))
        if strength > best?.strength ?? 0 { best = (PoseFeature(x: x, y: y), strength) }
      }
    }
    return best
  }

  /// Whether `judged` is nowhere 0 around (x, y), looked at on 5x5 places.
  private static func isJudged(_ judged: Image<UInt8>, _ x: Int, _ y: Int, _ radius: Int) -> Bool {
    for v in -2...2 {
      for u in -2...2 {
        let column = max(0, min(judged.width - 1, x + u * radius / 2))
        let row = max(0, min(judged.height - 1, y + v * radius / 2))
        if judged[column, row] == 0 { return false }
      }
    }
    return true
  }
}
