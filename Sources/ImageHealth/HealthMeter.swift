import Kernels
import Pixels

/// Measures the ``HealthValues`` of pictures. Keeps its memory between calls; one per worker.
///
/// Every so many rows one is looked at with its neighbours, and whole, so that fine structure counts
/// as it is: some 60000 pixels at least of a large picture, all of a small one. A share or a mean over
/// so many is off by well below what any limit can mean.
public struct HealthMeter: Sendable {
  /// Rows are chosen so that about this many pixels are looked at.
  public static let sampledPixels = 60_000

  private var band = Image<UInt8>()
  private var sums = HealthSums()

  private let sparseness: Int

  /// A meter; with a `sparseness` above 1 one that looks at only one in so many of the rows, for
  /// pictures whose values are noted and not judged.
  public init(sparseness: Int = 1) {
    precondition(sparseness >= 1, "a sparseness of \(sparseness)")
    self.sparseness = sparseness
  }

  /// The step between the rows that are looked at in a picture of `size`, in pixels.
  public static func rowStep(of size: PixelSize) -> Int {
    // Never fewer than 64 rows, so that slopes down have something to hold to.
    max(1, min(size.area / sampledPixels, size.height / 64))
  }

  /// Measures `image`: 1 channel (gray), 3 (RGB) or 4 (RGB and alpha, which does not count).
  ///
  /// Traps for another number of channels and for an image of no pixels. Takes time in proportion to
  /// the pixels looked at.
  public mutating func measure(_ image: Image<UInt8>) -> HealthValues {
    precondition(
      image.channels == 1 || image.channels == 3 || image.channels == 4,
      "the health of an image of \(image.channels) channels")
    precondition(image.size.area > 0, "the health of an image of no pixels")
    let (width, height) = (image.width, image.height)
    let step = Self.rowStep(of: image.size) * sparseness
    sums.start()
    var y = step / 2
    while y < height {
      let (above, below) = (max(0, y - 1), min(height - 1, y + 1))
      if image.channels == 1 {
        image.withUnsafeSamples {
          sums.add(
            $0 + y * image.stride, above: $0 + above * image.stride,
            below: $0 + below * image.stride, width: width, y: y)
        }
      } else {
        // One band after the other in memory of three rows.
        band.assignGray(image, region: PixelBox(x1: 0, y1: above, x2: width, y2: below + 1))
        let stride = band.stride
        band.withUnsafeSamples {
          sums.add(
            $0 + (y - above) * stride, above: $0, below: $0 + (below - above) * stride,
            width: width, y: y)
        }
        image.withUnsafeSamples {
          sums.countClipped($0 + y * image.stride, channels: image.channels, width: width)
        }
      }
      y += step
    }
    if image.channels == 1 { sums.takeClippedFromCounts() }
    return sums.values(width: width, height: height)
  }
}
