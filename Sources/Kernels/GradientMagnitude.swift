import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let gradientSum = kernel(
  KernelsBase.gradientSum, KernelsAVX2.gradientSum, KernelsAVX512.gradientSum)
private let gradientLength = kernel(
  KernelsBase.gradientLength, KernelsAVX2.gradientLength, KernelsAVX512.gradientLength)

extension Image where Sample == Int16 {
  /// Sets each pixel to |dx| + |dy|, where dx and dy are Sobel's derivatives of `source`, or of
  /// `region` of it, at that pixel.
  ///
  /// 0...2040: eight times the slope in gray levels a pixel along an axis, up to 1.41 times as much
  /// across. Border, sizes and traps as for ``assignSobel(_:along:region:scratch:)``; bit-exact with
  /// the sum of the absolute values of OpenCV's two derivatives. One pass over the source.
  public mutating func assignGradientSum(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(12)), gradientSum)
  }
}

extension Image where Sample == Float {
  /// Sets each pixel to sqrt(dx dx + dy dy), where dx and dy are Sobel's derivatives of `source`, or
  /// of `region` of it, at that pixel.
  ///
  /// 0...1442.5: eight times the slope in gray levels a pixel. The sum of squares is exact and its
  /// root correctly rounded, while that of `cv2.magnitude` of OpenCV's two derivatives in `CV_32F`
  /// may be off in the last bit. Border, sizes and traps as for
  /// ``assignSobel(_:along:region:scratch:)``. One pass over the source.
  public mutating func assignGradientLength(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(16)), gradientLength)
  }
}
