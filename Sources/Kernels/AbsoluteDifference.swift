import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let absoluteDifference = kernel(
  KernelsBase.absoluteDifference,
  KernelsAVX2.absoluteDifference,
  KernelsAVX512.absoluteDifference)
private let absoluteDifference16 = kernel(
  KernelsBase.absoluteDifference16,
  KernelsAVX2.absoluteDifference16,
  KernelsAVX512.absoluteDifference16)

extension Image where Sample == UInt8 {
  /// Takes |a - b|, sample by sample, in gray levels.
  ///
  /// `a` and `b` agree in size and channels, else it traps; the image takes their shape, or that of
  /// `region`, which is clipped to them and must cover a pixel. Images of no pixels give one of no
  /// pixels. Exact, as cv2.absdiff. Linear in the pixels; bound by memory.
  public mutating func assignAbsoluteDifference(
    _ a: Image<UInt8>, _ b: Image<UInt8>, region: PixelBox? = nil
  ) {
    assignAbsoluteDifference(a, b, region, absoluteDifference)
  }

  /// Replaces each sample by |sample - b|; otherwise as ``assignAbsoluteDifference(_:_:region:)``.
  public mutating func formAbsoluteDifference(_ b: Image<UInt8>) {
    formAbsoluteDifference(b, absoluteDifference)
  }
}

extension Image where Sample == UInt16 {
  /// Takes |a - b|, sample by sample, in gray levels.
  ///
  /// `a` and `b` agree in size and channels, else it traps; the image takes their shape, or that of
  /// `region`, which is clipped to them and must cover a pixel. Images of no pixels give one of no
  /// pixels. Exact, as cv2.absdiff. Linear in the pixels; bound by memory.
  public mutating func assignAbsoluteDifference(
    _ a: Image<UInt16>, _ b: Image<UInt16>, region: PixelBox? = nil
  ) {
    assignAbsoluteDifference(a, b, region, absoluteDifference16)
  }

  /// Replaces each sample by |sample - b|; otherwise as ``assignAbsoluteDifference(_:_:region:)``.
  public mutating func formAbsoluteDifference(_ b: Image<UInt16>) {
    formAbsoluteDifference(b, absoluteDifference16)
  }
}

extension Image {
  fileprivate typealias Difference = (
    UnsafePointer<Sample>, Int, UnsafePointer<Sample>, Int, Int, Int, UnsafeMutablePointer<Sample>,
    Int
  ) -> Void

  fileprivate mutating func assignAbsoluteDifference(
    _ a: Image, _ b: Image, _ region: PixelBox?, _ kernel: Difference
  ) {
    checkSameShape(a, b)
    var rows = PixelRows(a, region)
    reshape(width: rows.box.width, height: rows.box.height, channels: a.channels)
    let outStride = stride
    rows = rows.joined(stride: a.stride, outStride: outStride)
    withUnsafeMutableSamples { out in
      a.withUnsafeSamples { p in
        b.withUnsafeSamples { q in
          kernel(
            p + rows.offset, a.stride, q + rows.offset, b.stride, rows.width, rows.height, out,
            outStride)
        }
      }
    }
  }

  fileprivate mutating func formAbsoluteDifference(_ b: Image, _ kernel: Difference) {
    checkSameShape(self, b)
    let (stride, count) = (stride, stride * height)
    withUnsafeMutableSamples { out in
      b.withUnsafeSamples { kernel(out, stride, $0, stride, count, 1, out, stride) }
    }
  }
}

/// Traps unless both images have the same size and channels; then their strides agree too.
func checkSameShape<A, B>(_ a: Image<A>, _ b: Image<B>) {
  precondition(
    a.size == b.size && a.channels == b.channels,
    "images differ in shape: \(a.size), \(a.channels) channels and \(b.size), \(b.channels)")
}
