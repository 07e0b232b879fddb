import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let pyramidDown = kernel(
  KernelsBase.pyramidDown, KernelsAVX2.pyramidDown, KernelsAVX512.pyramidDown)

extension Image where Sample == UInt8 {
  /// Takes every second column and row, from the first on, of what
  /// ``assignGaussian5(_:region:scratch:)`` would give for `source` or `region` of it: an image of
  /// half the size, rounded up, in which pixel (x, y) lies where (2 x, 2 y) was.
  ///
  /// Border, sizes and traps as there. Bit-exact with `cv2.pyrDown`. Cost: constant for a pixel.
  /// Source: Burt and Adelson, "The Laplacian pyramid as a compact image code", IEEE Transactions on
  /// Communications 31(4), 1983, doi:10.1109/TCOM.1983.1095851.
  public mutating func assignPyramidDown(
    _ source: Image<UInt8>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(
      source, region, scratch.bytes(source.filterBytes(8)),
      size: { PixelSize(width: ($0.width + 1) / 2, height: ($0.height + 1) / 2) }, pyramidDown)
  }
}
