import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let minMax = kernel(
  KernelsBase.minMax,
  KernelsAVX2.minMax,
  KernelsAVX512.minMax)
private let minMax16 = kernel(
  KernelsBase.minMax16,
  KernelsAVX2.minMax16,
  KernelsAVX512.minMax16)

/// The least and the greatest gray level of an image, and where each occurs first in raster order.
public struct SampleExtremes: Sendable, Hashable {
  /// The least gray level.
  public let least: Int
  /// Its first column, from the region's left edge where there is a region.
  public let leastX: Int
  /// Its first row, from the region's top where there is a region.
  public let leastY: Int
  /// The greatest gray level.
  public let greatest: Int
  /// Its first column, from the region's left edge where there is a region.
  public let greatestX: Int
  /// Its first row, from the region's top where there is a region.
  public let greatestY: Int
}

extension Image where Sample == UInt8 {
  /// Least and greatest gray level with their first positions, or those of the part that `region`,
  /// clipped to the image, covers.
  ///
  /// Exact, as cv2.minMaxLoc. Traps unless the image has one channel and at least one pixel, and
  /// where `region` covers none. Linear in the pixels; ends early where both ends of the range occur.
  public func extremes(region: PixelBox? = nil) -> SampleExtremes {
    extremes(region, minMax)
  }
}

extension Image where Sample == UInt16 {
  /// As the method for 8-bit images.
  public func extremes(region: PixelBox? = nil) -> SampleExtremes {
    extremes(region, minMax16)
  }
}

extension Image {
  fileprivate func extremes(
    _ region: PixelBox?,
    _ kernel: (UnsafePointer<Sample>, Int, Int, Int, UnsafeMutablePointer<Int>) -> Void
  ) -> SampleExtremes {
    precondition(channels == 1, "extremes need one channel, not \(channels)")
    let rows = PixelRows(self, region)
    precondition(rows.width > 0 && rows.height > 0, "an image of no pixels has no extremes")
    var found: (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
    withUnsafeSamples { p in
      withUnsafeMutableBytes(of: &found) {
        kernel(
          p + rows.offset, stride, rows.width, rows.height,
          $0.baseAddress!.assumingMemoryBound(to: Int.self))
      }
    }
    return SampleExtremes(
      least: found.0, leastX: found.1, leastY: found.2, greatest: found.3, greatestX: found.4,
      greatestY: found.5)
  }
}
