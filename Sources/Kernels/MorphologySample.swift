import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

/// A sample type that images can be eroded and dilated in: `UInt8` and `UInt16`.
public protocol MorphologySample: PixelSample {
  /// The kernels for this type.
  static var morphologyKernels: MorphologyKernels { get }
}

/// The kernels of grey morphology for one sample type.
public struct MorphologyKernels: Sendable {
  typealias Difference =
    @Sendable (
      UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int, Int
    ) -> Void

  /// What the rectangle and disk kernels take for the least and the greatest of this type.
  let least: Int
  let greatest: Int
  let difference: Difference
}

private let kernels8 = MorphologyKernels(
  least: 0, greatest: 1,
  difference: kernel(
    KernelsBase.rowDifference8, KernelsAVX2.rowDifference8, KernelsAVX512.rowDifference8))

private let kernels16 = MorphologyKernels(
  least: 2, greatest: 3,
  difference: kernel(
    KernelsBase.rowDifference16, KernelsAVX2.rowDifference16, KernelsAVX512.rowDifference16))

extension UInt8: MorphologySample {
  /// The kernels for 8-bit samples.
  public static var morphologyKernels: MorphologyKernels { kernels8 }
}

extension UInt16: MorphologySample {
  /// The kernels for 16-bit samples.
  public static var morphologyKernels: MorphologyKernels { kernels16 }
}
