import Foundation
import KernelsBase
import Pixels

/// The tiles in which a template is correlated with an image, and the template's spectrum for them.
struct CorrelationTiles: Sendable {
  /// A way of tiling an image, and its cost in products of the direct form.
  struct Choice: Sendable {
    var size: PixelSize
    var cost: Double
  }

  let size: PixelSize
  let planX: FFTPlan
  let planY: FFTPlan
  private var re: [Float]
  private var im: [Float]

  init(_ choice: Choice) {
    size = choice.size
    planX = FFTPlan(length: size.width)
    planY = FFTPlan(length: size.height)
    re = [Float](repeating: 0, count: size.area)
    im = re
  }

  func isFor(_ choice: Choice) -> Bool { size == choice.size }

  /// Floats of working memory.
  var planeFloats: Int { KernelsBase.fftPlaneFloats(size.width, size.height) }

  /// Products of the direct form that take as long as one butterfly's share of a number in a
  /// transform, and how much longer it takes where a plane exceeds the second-level cache: measured.
  private static let productsPerStep = 6.0
  private static let cachedArea = 65536

  /// The cheapest tiles: large ones waste little on overlap, small ones stay in the cache.
  static func best(template: PixelSize, image: PixelBox) -> Choice {
    func lengths(_ least: Int, _ whole: Int) -> [Int] {
      var lengths: [Int] = []
      var n = FFTPlan.length(atLeast: max(16, least))
      let last = FFTPlan.length(atLeast: whole)
      while n <= last {
        lengths.append(n)
        n = FFTPlan.length(atLeast: n + 1)
      }
      return lengths
    }
    var best = Choice(size: PixelSize(width: 0, height: 0), cost: .infinity)
    for height in lengths(template.height, image.height) {
      let down =
        (image.height - template.height + height - template.height + 1)
        / (height - template.height + 1)
      for width in lengths(template.width, image.width) {
        let across =
          (image.width - template.width + width - template.width + 1)
          / (width - template.width + 1)
        let pairs = (across * down + 1) / 2
        let area = Double(width * height)
        let steps = area * log2(area) * (width * height > cachedArea ? 1.3 : 1)
        let cost = Double(2 * pairs) * steps * productsPerStep
        if cost < best.cost {
          best = Choice(size: PixelSize(width: width, height: height), cost: cost)
        }
      }
    }
    return best
  }

  /// Calls `body` with the spectrum's parts, the factors of rows and columns, and the tiles' size.
  mutating func withUnsafeSpectrum(
    _ body: (
      UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafePointer<Float>,
      UnsafePointer<Float>, PixelSize
    ) -> Void
  ) {
    re.withUnsafeMutableBufferPointer { re in
      im.withUnsafeMutableBufferPointer { im in
        planX.twiddles.withUnsafeBufferPointer { x in
          planY.twiddles.withUnsafeBufferPointer { y in
            body(re.baseAddress!, im.baseAddress!, x.baseAddress!, y.baseAddress!, size)
          }
        }
      }
    }
  }
}
