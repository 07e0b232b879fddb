import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let median3 = kernel(
  KernelsBase.median3, KernelsAVX2.median3, KernelsAVX512.median3)
private let median3ScratchBytes = kernel(
  KernelsBase.median3ScratchBytes, KernelsAVX2.median3ScratchBytes,
  KernelsAVX512.median3ScratchBytes)
private let median5 = kernel(
  KernelsBase.median5, KernelsAVX2.median5, KernelsAVX512.median5)
private let median5ScratchBytes = kernel(
  KernelsBase.median5ScratchBytes, KernelsAVX2.median5ScratchBytes,
  KernelsAVX512.median5ScratchBytes)

extension Image where Sample == UInt8 {
  /// Sets each pixel to the median of the 3x3 pixels around it in `source`, of `region` only where
  /// that is given.
  ///
  /// Border: the image's (or region's) outermost pixels are repeated outwards (`BORDER_REPLICATE`),
  /// as in OpenCV's `medianBlur`, with which it is bit-exact. One channel; every size from 1x1.
  /// Cost: constant for a pixel. Traps where there is no pixel or more than one channel.
  ///
  /// Sorting of rows first and shared between outputs after Adams, "Fast median filters using
  /// separable sorting networks", ACM Transactions on Graphics 40(4), 2021,
  /// doi:10.1145/3450626.3459773.
  public mutating func assignMedian3(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignMedian(source, region, scratch.bytes(median3ScratchBytes()), median3)
  }

  /// Sets each pixel to the median of the 5x5 pixels around it in `source`, of `region` only where
  /// that is given.
  ///
  /// Exact, not approximate; border, exactness, sizes, traps and source as for
  /// ``assignMedian3(_:region:scratch:)``.
  public mutating func assignMedian5(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignMedian(source, region, scratch.bytes(median5ScratchBytes()), median5)
  }

  private mutating func assignMedian(
    _ source: Image<UInt8>, _ region: PixelBox?, _ memory: UnsafeMutableRawPointer,
    _ kernel: (
      UnsafePointer<UInt8>, Int, Int, Int, UnsafeMutablePointer<UInt8>, Int,
      UnsafeMutableRawPointer
    ) -> Void
  ) {
    precondition(source.channels == 1, "median needs one channel, not \(source.channels)")
    let box = source.windowRegion(region)
    reshape(width: box.width, height: box.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        kernel(
          $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, out,
          outStride, memory)
      }
    }
  }
}
