import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let gaussian3 = kernel(
  KernelsBase.gaussian3, KernelsAVX2.gaussian3, KernelsAVX512.gaussian3)
private let gaussian5 = kernel(
  KernelsBase.gaussian5, KernelsAVX2.gaussian5, KernelsAVX512.gaussian5)
private let gaussian7 = kernel(
  KernelsBase.gaussian7, KernelsAVX2.gaussian7, KernelsAVX512.gaussian7)

extension Image where Sample == UInt8 {
  /// Sets each pixel to the mean of the 3x3 pixels around it in `source`, or in `region` of it,
  /// weighted (1 2 1)/4 across and down and rounded half up once at the end.
  ///
  /// Border: mirrored through the outermost pixels, which are not repeated
  /// (`BORDER_REFLECT_101`, OpenCV's default); a region is treated as an image of its own, which in
  /// OpenCV is `BORDER_ISOLATED`. Bit-exact with `cv2.GaussianBlur(source, (3, 3), 0)`. One
  /// channel, every size from 1x1; else it traps. Cost: constant for a pixel.
  public mutating func assignGaussian3(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(8)), gaussian3)
  }

  /// Sets each pixel to the mean of the 5x5 pixels around it in `source`, or in `region` of it,
  /// weighted (1 4 6 4 1)/16 across and down; otherwise as
  /// ``assignGaussian3(_:region:scratch:)``.
  public mutating func assignGaussian5(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(12)), gaussian5)
  }

  /// Sets each pixel to the mean of the 7x7 pixels around it in `source`, or in `region` of it,
  /// weighted (2 7 14 18 14 7 2)/64 across and down; otherwise as
  /// ``assignGaussian3(_:region:scratch:)``.
  public mutating func assignGaussian7(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(8)), gaussian7)
  }
}
