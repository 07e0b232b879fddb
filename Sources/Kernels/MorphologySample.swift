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
  typealias Rectangle = @Sendable (
    UnsafeRawPointer, Int, Int, Int, UnsafeMutableRawPointer, Int, Int, Int, Int, Int,
    UnsafeMutableRawPointer
  ) -> Void
  typealias Disk = @Sendable (
    UnsafeRawPointer, Int, Int, Int, UnsafeMutableRawPointer, Int, Int, UnsafeMutableRawPointer
  ) -> Void
  typealias Difference = @Sendable (
    UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int, Int
  ) -> Void

  let erodeRectangle: Rectangle
  let dilateRectangle: Rectangle
  let erodeDisk: Disk
  let dilateDisk: Disk
  let difference: Difference
}

private let kernels8 = MorphologyKernels(
  erodeRectangle: kernel(
    KernelsBase.erodeRectangle8, KernelsAVX2.erodeRectangle8, KernelsAVX512.erodeRectangle8),
  dilateRectangle: kernel(
    KernelsBase.dilateRectangle8, KernelsAVX2.dilateRectangle8, KernelsAVX512.dilateRectangle8),
  erodeDisk: kernel(KernelsBase.erodeDisk8, KernelsAVX2.erodeDisk8, KernelsAVX512.erodeDisk8),
  dilateDisk: kernel(KernelsBase.dilateDisk8, KernelsAVX2.dilateDisk8, KernelsAVX512.dilateDisk8),
  difference: kernel(
    KernelsBase.rowDifference8, KernelsAVX2.rowDifference8, KernelsAVX512.rowDifference8))

private let kernels16 = MorphologyKernels(
  erodeRectangle: kernel(
    KernelsBase.erodeRectangle16, KernelsAVX2.erodeRectangle16, KernelsAVX512.erodeRectangle16),
  dilateRectangle: kernel(
    KernelsBase.dilateRectangle16, KernelsAVX2.dilateRectangle16,
    KernelsAVX512.dilateRectangle16),
  erodeDisk: kernel(KernelsBase.erodeDisk16, KernelsAVX2.erodeDisk16, KernelsAVX512.erodeDisk16),
  dilateDisk: kernel(
    KernelsBase.dilateDisk16, KernelsAVX2.dilateDisk16, KernelsAVX512.dilateDisk16),
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
