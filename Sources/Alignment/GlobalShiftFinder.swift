import Kernels
import Pixels

/// Finds the one shift that brings most of a reference over an image, on masks reduced four times.
struct GlobalShiftFinder: Sendable {
  private var image = Image<UInt8>()
  private var reference = Image<UInt8>()
  /// Coarse shifts around which all shifts are tried, the best first.
  private var coarse = [(cost: Double, dx: Int, dy: Int)](
    repeating: (.infinity, 0, 0), count: 3)

  /// The shift (dx, dy), multiples of 4 pixels up to `radius`, such that image(p) matches
  /// reference(p + shift) best; of equal ones the nearest to none.
  ///
  /// Along each side at most a quarter of it: where little overlaps, corners that show nothing
  /// match each other better than patterns do that differ by a defect.
  mutating func find(_ reference: BitMask, _ image: BitMask, radius: Int) -> (dx: Int, dy: Int) {
    self.reference.assignBlockCounts(reference)
    self.image.assignBlockCounts(image)
    let width = (image.width + 3) / 4
    let limitX = min(radius / 4, width / 4)
    let limitY = min(radius / 4, self.image.height / 4)
    // Blocks blur the pattern enough that every second shift shows where to look closer.
    for i in coarse.indices { coarse[i] = (.infinity, 0, 0) }
    for dy in stride(from: -(limitY & ~1), through: limitY, by: 2) {
      for dx in stride(from: -(limitX & ~1), through: limitX, by: 2) {
        let cost = self.cost(width, dx, dy, rowStep: 2)
        guard cost < coarse[coarse.count - 1].cost else { continue }
        var i = coarse.count - 1
        while i > 0 && coarse[i - 1].cost > cost {
          coarse[i] = coarse[i - 1]
          i -= 1
        }
        coarse[i] = (cost, dx, dy)
      }
    }
    var best = (cost: Double.infinity, dx: 0, dy: 0)
    for candidate in coarse where candidate.cost < .infinity {
      for dy in (candidate.dy - 1)...(candidate.dy + 1) {
        for dx in (candidate.dx - 1)...(candidate.dx + 1)
        where abs(dx) <= limitX && abs(dy) <= limitY {
          let cost = self.cost(width, dx, dy)
          if cost < best.cost { best = (cost, dx, dy) }
        }
      }
    }
    return (best.dx * 4, best.dy * 4)
  }

  private func cost(_ width: Int, _ dx: Int, _ dy: Int, rowStep: Int = 1) -> Double {
    guard
      let mean = BlockCountDifference.mean(
        image, reference, width: width, dx: dx, dy: dy, rowStep: rowStep)
    else { return .infinity }
    // Of equal ones the nearest to none.
    return mean + 1e-4 * Double(abs(dx) + abs(dy))
  }
}
