import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let histogram = kernel(
  KernelsBase.histogram,
  KernelsAVX2.histogram,
  KernelsAVX512.histogram)
private let histogram16 = kernel(
  KernelsBase.histogram16,
  KernelsAVX2.histogram16,
  KernelsAVX512.histogram16)

/// How often each gray level occurs in an image. Keeps its memory between calls, where the depth
/// stays the same; one per worker.
public struct Histogram: Sendable {
  /// The number of pixels of each level: 256 for an image of 8 bit, 65536 for 16 bit; none before
  /// the first image.
  public private(set) var counts: [UInt32] = []
  /// The number of pixels counted.
  public private(set) var total = 0
  private var tables: [UInt32] = []

  /// No counts.
  public init() {}

  /// Counts the levels of `image`, or of the part that `region`, clipped to it, covers.
  ///
  /// Exact, as cv2.calcHist with one bin a level, up to 2^32 - 1 pixels. Traps unless the image has
  /// one channel, and where `region` covers no pixel; an image of no pixels counts nothing. Linear
  /// in the pixels, whatever their levels.
  public mutating func assign(_ image: Image<UInt8>, region: PixelBox? = nil) {
    let rows = start(image, region, levels: 256)
    if tables.isEmpty { tables = [UInt32](repeating: 0, count: 8 * 256) }
    image.withUnsafeSamples { p in
      tables.withUnsafeMutableBufferPointer { t in
        counts.withUnsafeMutableBufferPointer {
          histogram(
            p + rows.offset, image.stride, rows.width, rows.height, t.baseAddress!,
            $0.baseAddress!)
        }
      }
    }
  }

  /// Counts the 65536 levels of `image`; otherwise as the method for 8-bit images. Clearing and
  /// reading that many counts costs as much as some 50000 pixels.
  public mutating func assign(_ image: Image<UInt16>, region: PixelBox? = nil) {
    let rows = start(image, region, levels: 65536)
    image.withUnsafeSamples { p in
      counts.withUnsafeMutableBufferPointer {
        histogram16(
          p + rows.offset, image.stride, rows.width, rows.height, $0.baseAddress!)
      }
    }
  }

  private mutating func start<Sample>(
    _ image: Image<Sample>, _ region: PixelBox?, levels: Int
  ) -> PixelRows {
    precondition(image.channels == 1, "a histogram needs one channel, not \(image.channels)")
    let rows = PixelRows(image, region)
    if counts.count != levels { counts = [UInt32](repeating: 0, count: levels) }
    total = rows.width * rows.height
    return rows
  }
}
