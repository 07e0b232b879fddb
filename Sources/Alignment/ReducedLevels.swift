import Kernels
import Pixels

/// An image reduced by 2, 4, 8 and so on: pixel (x, y) of level k lies where (2^k x, 2^k y) was.
///
/// Keeps its memory between images, and of the image itself nothing.
struct ReducedLevels: Sendable {
  /// Level 1 and those above it.
  private var levels: [Image<UInt8>] = []

  /// Reduces `image` `count` times.
  mutating func assign(_ image: Image<UInt8>, count: Int, scratch: inout Scratch) {
    while levels.count < count { levels.append(Image()) }
    for k in 0..<count {
      if k == 0 {
        levels[0].assignPyramidDown(image, scratch: &scratch)
      } else {
        let finer = levels[k - 1]
        levels[k].assignPyramidDown(finer, scratch: &scratch)
      }
    }
  }

  /// Level `k`, 1 or above.
  subscript(_ k: Int) -> Image<UInt8> { levels[k - 1] }

  /// The most levels of which each side has at least `side` pixels.
  static func count(_ size: PixelSize, side: Int) -> Int {
    var (least, count) = (min(size.width, size.height), 0)
    while (least + 1) / 2 >= side {
      least = (least + 1) / 2
      count += 1
    }
    return count
  }
}
