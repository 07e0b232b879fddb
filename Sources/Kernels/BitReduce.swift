import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitReduce4 = kernel(
  KernelsBase.bitReduce4, KernelsAVX2.bitReduce4, KernelsAVX512.bitReduce4)
private let sumAbsoluteDifferenceSmall = kernel(
  KernelsBase.sumAbsoluteDifferenceSmall,
  KernelsAVX2.sumAbsoluteDifferenceSmall,
  KernelsAVX512.sumAbsoluteDifferenceSmall)

extension Image where Sample == UInt8 {
  /// Counts the set pixels of each 4x4 block of `mask` (0...16); blocks at the right and bottom
  /// count pixels outside as clear. The image gets a quarter of the mask's columns, rounded up to
  /// whole words of 64 columns, and a quarter of its rows, rounded up.
  public mutating func assignBlockCounts(_ mask: BitMask) {
    reshape(width: (mask.wordsPerRow - 1) * 16, height: (mask.height + 3) / 4)
    let stride = self.stride
    withUnsafeMutableSamples { out in
      mask.withUnsafeWords {
        bitReduce4($0, mask.wordsPerRow, mask.height, out, stride)
      }
    }
  }
}

/// Sums of absolute differences between reduced masks.
public enum BlockCountDifference {
  /// The mean |a(x, y) - b(x + dx, y + dy)| over the columns below `width` where both exist, taken
  /// from every `rowStep`-th of their rows; `nil` where nothing overlaps. Samples are 0...16.
  public static func mean(
    _ a: Image<UInt8>, _ b: Image<UInt8>, width: Int, dx: Int, dy: Int, rowStep: Int = 1
  ) -> Double? {
    precondition(rowStep > 0, "a step of \(rowStep) rows")
    precondition(a.size == b.size, "images differ in size: \(a.size) and \(b.size)")
    precondition(width <= a.width, "\(width) columns of an image that has \(a.width)")
    let w = width - abs(dx)
    let h = (a.height - abs(dy) + rowStep - 1) / rowStep
    guard w > 0, h > 0 else { return nil }
    var sum: UInt64 = 0
    a.withUnsafeSamples { p in
      b.withUnsafeSamples { q in
        sumAbsoluteDifferenceSmall(
          p + max(0, -dy) * a.stride + max(0, -dx), q + max(0, dy) * b.stride + max(0, dx),
          a.stride * rowStep, w, h, &sum)
      }
    }
    return Double(sum) / Double(w * h)
  }
}
