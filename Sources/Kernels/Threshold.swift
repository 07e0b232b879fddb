import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let thresholdAboveBits = kernel(
  KernelsBase.thresholdAboveBits,
  KernelsAVX2.thresholdAboveBits,
  KernelsAVX512.thresholdAboveBits)
private let thresholdAboveBits16 = kernel(
  KernelsBase.thresholdAboveBits16,
  KernelsAVX2.thresholdAboveBits16,
  KernelsAVX512.thresholdAboveBits16)
private let thresholdBelowBits = kernel(
  KernelsBase.thresholdBelowBits,
  KernelsAVX2.thresholdBelowBits,
  KernelsAVX512.thresholdBelowBits)
private let thresholdBelowBits16 = kernel(
  KernelsBase.thresholdBelowBits16,
  KernelsAVX2.thresholdBelowBits16,
  KernelsAVX512.thresholdBelowBits16)
private let thresholdImage = kernel(
  KernelsBase.thresholdImage,
  KernelsAVX2.thresholdImage,
  KernelsAVX512.thresholdImage)
private let thresholdImage16 = kernel(
  KernelsBase.thresholdImage16,
  KernelsAVX2.thresholdImage16,
  KernelsAVX512.thresholdImage16)
private let thresholdImage16To8 = kernel(
  KernelsBase.thresholdImage16To8,
  KernelsAVX2.thresholdImage16To8,
  KernelsAVX512.thresholdImage16To8)

extension BitMask {
  /// Sets each pixel to `image < level` (gray levels 0...255); takes the image's size, or that of
  /// `region`, clipped to the image.
  ///
  /// Traps unless the image has one channel, and where `region` covers no pixel. An image of no
  /// pixels gives a mask of none. Exact; the pixels are those that cv2.threshold makes
  /// 0 with THRESH_BINARY at level - 1. Linear in the pixels; bound by memory.
  public mutating func assignThreshold(
    _ image: Image<UInt8>, below level: UInt8, region: PixelBox? = nil
  ) {
    assignThreshold(image, level, region, thresholdBelowBits)
  }

  /// Sets each pixel to `image > level` (gray levels 0...255); takes the image's size, or that of
  /// `region`, clipped to the image.
  ///
  /// Traps unless the image has one channel, and where `region` covers no pixel. An image of no
  /// pixels gives a mask of none. Exact; the pixels are those that cv2.threshold makes
  /// not 0 with THRESH_BINARY at level. Linear in the pixels; bound by memory.
  public mutating func assignThreshold(
    _ image: Image<UInt8>, over level: UInt8, region: PixelBox? = nil
  ) {
    assignThreshold(image, level, region, thresholdAboveBits)
  }

  /// Sets each pixel to `image < level` (gray levels 0...65535); takes the image's size, or that of
  /// `region`, clipped to the image.
  ///
  /// Traps unless the image has one channel, and where `region` covers no pixel. An image of no
  /// pixels gives a mask of none. Exact; the pixels are those that cv2.threshold makes
  /// 0 with THRESH_BINARY at level - 1. Linear in the pixels; bound by memory.
  public mutating func assignThreshold(
    _ image: Image<UInt16>, below level: UInt16, region: PixelBox? = nil
  ) {
    assignThreshold(image, level, region, thresholdBelowBits16)
  }

  /// Sets each pixel to `image > level` (gray levels 0...65535); takes the image's size, or that of
  /// `region`, clipped to the image.
  ///
  /// Traps unless the image has one channel, and where `region` covers no pixel. An image of no
  /// pixels gives a mask of none. Exact; the pixels are those that cv2.threshold makes
  /// not 0 with THRESH_BINARY at level. Linear in the pixels; bound by memory.
  public mutating func assignThreshold(
    _ image: Image<UInt16>, over level: UInt16, region: PixelBox? = nil
  ) {
    assignThreshold(image, level, region, thresholdAboveBits16)
  }

  private mutating func assignThreshold<Sample>(
    _ image: Image<Sample>, _ level: Sample, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Sample>, Int, Int, Int, Sample, UnsafeMutablePointer<UInt64>, Int
    ) -> Void
  ) {
    precondition(image.channels == 1, "threshold needs one channel, not \(image.channels)")
    let rows = PixelRows(image, region)
    reshape(width: rows.width, height: rows.height)
    let wordsPerRow = self.wordsPerRow
    withUnsafeMutableWords { words in
      image.withUnsafeSamples {
        kernel(
          $0 + rows.offset, image.stride, rows.width, rows.height, level, words, wordsPerRow)
      }
    }
  }
}

extension Image {
  fileprivate mutating func assignThreshold<Source>(
    _ source: Image<Source>, _ level: Source, _ flip: Sample, _ region: PixelBox?,
    _ kernel: (
      UnsafePointer<Source>, Int, Int, Int, Source, Sample, UnsafeMutablePointer<Sample>, Int
    ) -> Void
  ) {
    var rows = PixelRows(source, region)
    reshape(width: rows.box.width, height: rows.box.height, channels: source.channels)
    let outStride = stride
    rows = rows.joined(stride: source.stride, outStride: outStride)
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        kernel(
          $0 + rows.offset, source.stride, rows.width, rows.height, level, flip, out, outStride)
      }
    }
  }
}

extension Image where Sample == UInt8 {
  /// Takes 255 where `source > level` and 0 elsewhere, sample by sample (gray levels 0...255);
  /// `inverted` swaps the two. Takes the shape of `source`, or that of `region`, clipped to it.
  ///
  /// Traps where `region` covers no pixel; an image of no pixels gives one of no pixels. Exact, as
  /// cv2.threshold with THRESH_BINARY (THRESH_BINARY_INV) and 255. Linear in the pixels.
  public mutating func assignThreshold(
    _ source: Image<UInt8>, over level: UInt8, inverted: Bool = false, region: PixelBox? = nil
  ) {
    assignThreshold(source, level, inverted ? 255 : 0, region, thresholdImage)
  }

  /// As the method for 8-bit images, from 16-bit samples to 0 and 255.
  public mutating func assignThreshold(
    _ source: Image<UInt16>, over level: UInt16, inverted: Bool = false, region: PixelBox? = nil
  ) {
    assignThreshold(source, level, inverted ? 255 : 0, region, thresholdImage16To8)
  }

  /// Replaces each sample by 255 where it exceeds `level`, else by 0; `inverted` swaps the two.
  public mutating func formThreshold(over level: UInt8, inverted: Bool = false) {
    let (stride, count) = (stride, stride * height)
    withUnsafeMutableSamples {
      thresholdImage($0, stride, count, 1, level, inverted ? 255 : 0, $0, stride)
    }
  }
}

extension Image where Sample == UInt16 {
  /// Takes 65535 where `source > level` and 0 elsewhere, sample by sample (gray levels 0...65535);
  /// `inverted` swaps the two. Takes the shape of `source`, or that of `region`, clipped to it.
  ///
  /// Traps where `region` covers no pixel; an image of no pixels gives one of no pixels. Exact, as
  /// cv2.threshold with THRESH_BINARY (THRESH_BINARY_INV) and 65535. Linear in the pixels.
  public mutating func assignThreshold(
    _ source: Image<UInt16>, over level: UInt16, inverted: Bool = false, region: PixelBox? = nil
  ) {
    assignThreshold(source, level, inverted ? 65535 : 0, region, thresholdImage16)
  }

  /// Replaces each sample by 65535 where it exceeds `level`, else by 0; `inverted` swaps the two.
  public mutating func formThreshold(over level: UInt16, inverted: Bool = false) {
    let (stride, count) = (stride, stride * height)
    withUnsafeMutableSamples {
      thresholdImage16($0, stride, count, 1, level, inverted ? 65535 : 0, $0, stride)
    }
  }
}
