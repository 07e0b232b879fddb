import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let differenceBits = kernel(
  KernelsBase.differenceBits,
  KernelsAVX2.differenceBits,
  KernelsAVX512.differenceBits)
private let toleranceBits = kernel(
  KernelsBase.toleranceBits,
  KernelsAVX2.toleranceBits,
  KernelsAVX512.toleranceBits)
private let greaterBits = kernel(
  KernelsBase.greaterBits,
  KernelsAVX2.greaterBits,
  KernelsAVX512.greaterBits)
private let outsideBits = kernel(
  KernelsBase.outsideBits,
  KernelsAVX2.outsideBits,
  KernelsAVX512.outsideBits)
private let differenceBits16 = kernel(
  KernelsBase.differenceBits16,
  KernelsAVX2.differenceBits16,
  KernelsAVX512.differenceBits16)
private let toleranceBits16 = kernel(
  KernelsBase.toleranceBits16,
  KernelsAVX2.toleranceBits16,
  KernelsAVX512.toleranceBits16)
private let greaterBits16 = kernel(
  KernelsBase.greaterBits16,
  KernelsAVX2.greaterBits16,
  KernelsAVX512.greaterBits16)
private let outsideBits16 = kernel(
  KernelsBase.outsideBits16,
  KernelsAVX2.outsideBits16,
  KernelsAVX512.outsideBits16)

// Every operator here exists for 8 and for 16 bit. What they share: images agree in size and have
// one channel, else they trap; the mask takes their size, or that of `region`, which is clipped to
// the images and must cover a pixel. Images of no pixels give a mask of none. Comparisons are exact
// over the whole range of samples, nothing wraps or saturates. Linear in the pixels, bound by memory.

extension BitMask {
  /// Sets each pixel to |image - reference| > tolerance, in gray levels of 8 bit.
  ///
  /// The pixels that cv2.absdiff and cv2.threshold at `tolerance` give. Traps unless the images have
  /// one channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt8>, _ reference: Image<UInt8>, over tolerance: UInt8, region: PixelBox? = nil
  ) {
    assignDifference(
      image, reference, brightOver: tolerance, darkOver: tolerance, region: region)
  }

  /// Sets each pixel to image - reference > `bright` or reference - image > `dark`, in gray levels
  /// of 8 bit: what is too bright or too dark, each with its own limit. ``DifferenceMasks`` keeps
  /// the two apart.
  ///
  /// The pixels that cv2.subtract in both orders, each with cv2.threshold, give. Traps unless the
  /// images have one channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt8>, _ reference: Image<UInt8>, brightOver bright: UInt8,
    darkOver dark: UInt8, region: PixelBox? = nil
  ) {
    assign(image, reference, region) {
      differenceBits($0, $1, $2, $3, $4, $5, bright, dark, $6, $7)
    }
  }

  /// Sets each pixel to |image - reference| > tolerance with a tolerance of its own, in gray levels
  /// of 8 bit: the comparison with a variation model.
  ///
  /// The pixels that cv2.absdiff and cv2.compare with CMP_GT give. Traps unless the images have one
  /// channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt8>, _ reference: Image<UInt8>, over tolerance: Image<UInt8>,
    region: PixelBox? = nil
  ) {
    assign(image, reference, tolerance, region, toleranceBits)
  }

  /// Sets each pixel to image < lower or image > upper, pixel by pixel, in gray levels of 8 bit: the
  /// comparison with a variation model that keeps its limits as images. The cheapest form of it.
  ///
  /// The pixels that cv2.inRange leaves out. Traps unless the images have one channel and one size.
  public mutating func assignOutside(
    _ image: Image<UInt8>, lower: Image<UInt8>, upper: Image<UInt8>, region: PixelBox? = nil
  ) {
    assign(image, lower, upper, region, outsideBits)
  }

  /// Sets each pixel to a > b, pixel by pixel, in gray levels of 8 bit, as cv2.compare with CMP_GT.
  /// Traps unless the images have one channel and one size.
  public mutating func assignGreater(
    _ a: Image<UInt8>, than b: Image<UInt8>, region: PixelBox? = nil
  ) {
    assign(a, b, region, greaterBits)
  }

  /// Sets each pixel to |image - reference| > tolerance, in gray levels of 16 bit.
  ///
  /// The pixels that cv2.absdiff and cv2.threshold at `tolerance` give. Traps unless the images have
  /// one channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt16>, _ reference: Image<UInt16>, over tolerance: UInt16,
    region: PixelBox? = nil
  ) {
    assignDifference(
      image, reference, brightOver: tolerance, darkOver: tolerance, region: region)
  }

  /// Sets each pixel to image - reference > `bright` or reference - image > `dark`, in gray levels
  /// of 16 bit: what is too bright or too dark, each with its own limit. ``DifferenceMasks`` keeps
  /// the two apart.
  ///
  /// The pixels that cv2.subtract in both orders, each with cv2.threshold, give. Traps unless the
  /// images have one channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt16>, _ reference: Image<UInt16>, brightOver bright: UInt16,
    darkOver dark: UInt16, region: PixelBox? = nil
  ) {
    assign(image, reference, region) {
      differenceBits16($0, $1, $2, $3, $4, $5, bright, dark, $6, $7)
    }
  }

  /// Sets each pixel to |image - reference| > tolerance with a tolerance of its own, in gray levels
  /// of 16 bit: the comparison with a variation model.
  ///
  /// The pixels that cv2.absdiff and cv2.compare with CMP_GT give. Traps unless the images have one
  /// channel and one size.
  public mutating func assignDifference(
    _ image: Image<UInt16>, _ reference: Image<UInt16>, over tolerance: Image<UInt16>,
    region: PixelBox? = nil
  ) {
    assign(image, reference, tolerance, region, toleranceBits16)
  }

  /// Sets each pixel to image < lower or image > upper, pixel by pixel, in gray levels of 16 bit: the
  /// comparison with a variation model that keeps its limits as images. The cheapest form of it.
  ///
  /// The pixels that cv2.inRange leaves out. Traps unless the images have one channel and one size.
  public mutating func assignOutside(
    _ image: Image<UInt16>, lower: Image<UInt16>, upper: Image<UInt16>, region: PixelBox? = nil
  ) {
    assign(image, lower, upper, region, outsideBits16)
  }

  /// Sets each pixel to a > b, pixel by pixel, in gray levels of 16 bit, as cv2.compare with CMP_GT.
  /// Traps unless the images have one channel and one size.
  public mutating func assignGreater(
    _ a: Image<UInt16>, than b: Image<UInt16>, region: PixelBox? = nil
  ) {
    assign(a, b, region, greaterBits16)
  }

  private mutating func assign<Sample>(
    _ a: Image<Sample>, _ b: Image<Sample>, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, Int, Int,
      UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  ) {
    checkComparable(a, b)
    let rows = PixelRows(a, region)
    reshape(width: rows.width, height: rows.height)
    let wordsPerRow = self.wordsPerRow
    withUnsafeMutableWords { words in
      a.withUnsafeSamples { p in
        b.withUnsafeSamples { q in
          kernel(
            p + rows.offset, a.stride, q + rows.offset, b.stride, rows.width, rows.height, words,
            wordsPerRow)
        }
      }
    }
  }

  private mutating func assign<Sample>(
    _ a: Image<Sample>, _ b: Image<Sample>, _ c: Image<Sample>, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, Int,
      Int, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  ) {
    checkComparable(a, c)
    let offset = PixelRows(a, region).offset
    c.withUnsafeSamples { r in
      assign(a, b, region) { p, pStride, q, qStride, width, height, words, wordsPerRow in
        kernel(
          p, pStride, q, qStride, r + offset, c.stride, width, height, words, wordsPerRow)
      }
    }
  }
}

/// Traps unless both images have one size and one channel.
func checkComparable<Sample>(_ a: Image<Sample>, _ b: Image<Sample>) {
  precondition(a.size == b.size, "images differ in size: \(a.size) and \(b.size)")
  precondition(
    a.channels == 1 && b.channels == 1,
    "comparison needs one channel, not \(max(a.channels, b.channels))")
}
