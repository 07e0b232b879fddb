import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let thresholdBelowBits = kernel(
  KernelsBase.thresholdBelowBits,
  KernelsAVX2.thresholdBelowBits,
  KernelsAVX512.thresholdBelowBits)

extension BitMask {
  /// Sets each pixel to `image < level` (gray levels 0...255); takes the image's size.
  ///
  /// Traps unless the image has one channel.
  public mutating func assignThreshold(_ image: Image<UInt8>, below level: UInt8) {
    precondition(image.channels == 1, "threshold needs one channel, not \(image.channels)")
    reshape(width: image.width, height: image.height)
    let wordsPerRow = self.wordsPerRow
    withUnsafeMutableWords { words in
      image.withUnsafeSamples {
        thresholdBelowBits(
          $0, image.stride, image.width, image.height, level, words, wordsPerRow)
      }
    }
  }
}
