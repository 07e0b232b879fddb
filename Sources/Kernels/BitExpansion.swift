import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitExpand = kernel(
  KernelsBase.bitExpand,
  KernelsAVX2.bitExpand,
  KernelsAVX512.bitExpand)
private let bitCount = kernel(
  KernelsBase.bitCount,
  KernelsAVX2.bitCount,
  KernelsAVX512.bitCount)

extension Image where Sample == UInt8 {
  /// Takes 255 where the mask is set and 0 elsewhere, one channel of the mask's size. The opposite of
  /// `BitMask.assignThreshold(_:over:)` with level 0. A mask of no pixels gives an image of none.
  /// Linear in the pixels.
  public mutating func assignMask(_ mask: BitMask) {
    reshape(width: mask.width, height: mask.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      mask.withUnsafeWords {
        bitExpand($0, mask.wordsPerRow, mask.width, mask.height, out, outStride)
      }
    }
  }
}

extension BitMask {
  /// The number of pixels set, or of those that `region`, clipped to the mask, covers; 0 where it
  /// covers none. As cv2.countNonZero. Linear in the words.
  public func setPixelCount(region: PixelBox? = nil) -> Int {
    guard let region else {
      let words = wordsPerRow * height
      guard words > 0 else { return 0 }
      return withUnsafeWords { bitCount($0, words, words, 1, ~0, ~0) }
    }
    let box = region.clipped(to: size)
    guard !box.isEmpty else { return 0 }
    let (first, last) = (box.x1 >> 6, (box.x2 - 1) >> 6)
    return withUnsafeWords {
      bitCount(
        $0 + box.y1 * wordsPerRow + first, wordsPerRow, last - first + 1, box.height,
        ~0 << UInt64(box.x1 & 63), ~0 >> UInt64(63 - (box.x2 - 1) & 63))
    }
  }
}
