import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let signedDifferenceBits = kernel(
  KernelsBase.signedDifferenceBits,
  KernelsAVX2.signedDifferenceBits,
  KernelsAVX512.signedDifferenceBits)
private let signedToleranceBits = kernel(
  KernelsBase.signedToleranceBits,
  KernelsAVX2.signedToleranceBits,
  KernelsAVX512.signedToleranceBits)
private let signedOutsideBits = kernel(
  KernelsBase.signedOutsideBits,
  KernelsAVX2.signedOutsideBits,
  KernelsAVX512.signedOutsideBits)
private let signedDifferenceBits16 = kernel(
  KernelsBase.signedDifferenceBits16,
  KernelsAVX2.signedDifferenceBits16,
  KernelsAVX512.signedDifferenceBits16)
private let signedToleranceBits16 = kernel(
  KernelsBase.signedToleranceBits16,
  KernelsAVX2.signedToleranceBits16,
  KernelsAVX512.signedToleranceBits16)
private let signedOutsideBits16 = kernel(
  KernelsBase.signedOutsideBits16,
  KernelsAVX2.signedOutsideBits16,
  KernelsAVX512.signedOutsideBits16)

/// What is brighter and what is darker than a reference allows, as two masks. Keeps its memory
/// between calls; one per worker.
///
/// Images agree in size and have one channel, else it traps; the masks take their size, or that of
/// `region`, which is clipped to the images and must cover a pixel. Images of no pixels give masks
/// of none. Exact over the whole range of samples. One pass over the images, bound by memory.
public struct DifferenceMasks: Sendable {
  /// Pixels that are too bright.
  public private(set) var bright = BitMask()
  /// Pixels that are too dark.
  public private(set) var dark = BitMask()

  /// Masks of no pixels.
  public init() {}

  /// bright = image - reference > `brightLimit`, dark = reference - image > `darkLimit`, in gray
  /// levels of 8 bit. The pixels that cv2.subtract in both orders, each with cv2.threshold, give.
  public mutating func assign(
    _ image: Image<UInt8>, _ reference: Image<UInt8>, brightOver brightLimit: UInt8,
    darkOver darkLimit: UInt8, region: PixelBox? = nil
  ) {
    assign(image, reference, region) {
      signedDifferenceBits($0, $1, $2, $3, $4, $5, brightLimit, darkLimit, $6, $7, $8)
    }
  }

  /// bright = image - reference > tolerance, dark = reference - image > tolerance with a tolerance
  /// for each pixel, in gray levels of 8 bit: the comparison with a variation model.
  public mutating func assign(
    _ image: Image<UInt8>, _ reference: Image<UInt8>, over tolerance: Image<UInt8>,
    region: PixelBox? = nil
  ) {
    assign(image, reference, tolerance, region, signedToleranceBits)
  }

  /// bright = image > upper, dark = image < lower, in gray levels of 8 bit: the comparison with a
  /// variation model that keeps its limits as images. The cheapest form of it.
  public mutating func assign(
    _ image: Image<UInt8>, lower: Image<UInt8>, upper: Image<UInt8>, region: PixelBox? = nil
  ) {
    assign(image, lower, upper, region, signedOutsideBits)
  }

  /// bright = image - reference > `brightLimit`, dark = reference - image > `darkLimit`, in gray
  /// levels of 16 bit. The pixels that cv2.subtract in both orders, each with cv2.threshold, give.
  public mutating func assign(
    _ image: Image<UInt16>, _ reference: Image<UInt16>, brightOver brightLimit: UInt16,
    darkOver darkLimit: UInt16, region: PixelBox? = nil
  ) {
    assign(image, reference, region) {
      signedDifferenceBits16($0, $1, $2, $3, $4, $5, brightLimit, darkLimit, $6, $7, $8)
    }
  }

  /// bright = image - reference > tolerance, dark = reference - image > tolerance with a tolerance
  /// for each pixel, in gray levels of 16 bit: the comparison with a variation model.
  public mutating func assign(
    _ image: Image<UInt16>, _ reference: Image<UInt16>, over tolerance: Image<UInt16>,
    region: PixelBox? = nil
  ) {
    assign(image, reference, tolerance, region, signedToleranceBits16)
  }

  /// bright = image > upper, dark = image < lower, in gray levels of 16 bit: the comparison with a
  /// variation model that keeps its limits as images. The cheapest form of it.
  public mutating func assign(
    _ image: Image<UInt16>, lower: Image<UInt16>, upper: Image<UInt16>, region: PixelBox? = nil
  ) {
    assign(image, lower, upper, region, signedOutsideBits16)
  }

  private mutating func assign<Sample>(
    _ a: Image<Sample>, _ b: Image<Sample>, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, Int, Int,
      UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  ) {
    checkComparable(a, b)
    let rows = PixelRows(a, region)
    bright.reshape(width: rows.width, height: rows.height)
    dark.reshape(width: rows.width, height: rows.height)
    let wordsPerRow = bright.wordsPerRow
    bright.withUnsafeMutableWords { brightWords in
      dark.withUnsafeMutableWords { darkWords in
        a.withUnsafeSamples { p in
          b.withUnsafeSamples { q in
            kernel(
              p + rows.offset, a.stride, q + rows.offset, b.stride, rows.width, rows.height,
              brightWords, darkWords, wordsPerRow)
          }
        }
      }
    }
  }

  private mutating func assign<Sample>(
    _ a: Image<Sample>, _ b: Image<Sample>, _ c: Image<Sample>, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, Int,
      Int, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  ) {
    checkComparable(a, c)
    let offset = PixelRows(a, region).offset
    c.withUnsafeSamples { r in
      assign(a, b, region) { p, pStride, q, qStride, width, height, brightWords, darkWords, words in
        kernel(
          p, pStride, q, qStride, r + offset, c.stride, width, height, brightWords, darkWords, words
        )
      }
    }
  }
}
