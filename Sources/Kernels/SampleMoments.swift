import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let sampleMoments = kernel(
  KernelsBase.sampleMoments,
  KernelsAVX2.sampleMoments,
  KernelsAVX512.sampleMoments)
private let sampleMoments16 = kernel(
  KernelsBase.sampleMoments16,
  KernelsAVX2.sampleMoments16,
  KernelsAVX512.sampleMoments16)

/// Number, sum and sum of squares of gray levels, and what follows from them.
public struct SampleMoments: Sendable, Hashable {
  /// The number of pixels, n.
  public let count: Int
  /// The sum of their gray levels.
  public let sum: UInt64
  /// The sum of the squares of their gray levels.
  public let sumOfSquares: UInt64

  /// sum / n, in gray levels; not a number for no pixels.
  public var mean: Double { Double(sum) / Double(count) }

  /// (n sumOfSquares - sum²) / n², the variance of the pixels (not an estimate from a sample, which
  /// would divide by n - 1), in squared gray levels; not a number for no pixels. The numerator is
  /// exact, so that nothing cancels for bright images of little contrast.
  public var variance: Double {
    let n = UInt128(count)
    let numerator = n * UInt128(sumOfSquares) - UInt128(sum) * UInt128(sum)
    return Double(numerator) / Double(count) / Double(count)
  }

  /// The square root of ``variance``, in gray levels.
  public var standardDeviation: Double { variance.squareRoot() }
}

extension Image where Sample == UInt8 {
  /// Mean and variance of the gray levels, or of those that `region`, clipped to the image, covers.
  ///
  /// Sums are exact; mean and standard deviation agree with cv2.meanStdDev to about 1e-12 of
  /// their value, what that rounds. Traps unless the image has one channel, and where `region`
  /// covers no pixel. Linear in the pixels.
  public func moments(region: PixelBox? = nil) -> SampleMoments {
    moments(region, sampleMoments)
  }
}

extension Image where Sample == UInt16 {
  /// As the method for 8-bit images; exact up to 2^32 pixels.
  public func moments(region: PixelBox? = nil) -> SampleMoments {
    moments(region, sampleMoments16)
  }
}

extension Image {
  fileprivate func moments(
    _ region: PixelBox?,
    _ kernel: (UnsafePointer<Sample>, Int, Int, Int, UnsafeMutablePointer<UInt64>) -> Void
  ) -> SampleMoments {
    precondition(channels == 1, "moments need one channel, not \(channels)")
    let rows = PixelRows(self, region)
    var sums: (UInt64, UInt64) = (0, 0)
    withUnsafeSamples { p in
      withUnsafeMutableBytes(of: &sums) {
        kernel(
          p + rows.offset, stride, rows.width, rows.height,
          $0.baseAddress!.assumingMemoryBound(to: UInt64.self))
      }
    }
    return SampleMoments(count: rows.width * rows.height, sum: sums.0, sumOfSquares: sums.1)
  }
}
