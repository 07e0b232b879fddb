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
private let gaussianBlur = kernel(
  KernelsBase.gaussianBlur, KernelsAVX2.gaussianBlur, KernelsAVX512.gaussianBlur)
private let gaussianBlur16 = kernel(
  KernelsBase.gaussianBlur16, KernelsAVX2.gaussianBlur16, KernelsAVX512.gaussianBlur16)
private let gaussian3Of16 = kernel(
  KernelsBase.gaussian3Of16, KernelsAVX2.gaussian3Of16, KernelsAVX512.gaussian3Of16)
private let gaussian5Of16 = kernel(
  KernelsBase.gaussian5Of16, KernelsAVX2.gaussian5Of16, KernelsAVX512.gaussian5Of16)
private let gaussian7Of16 = kernel(
  KernelsBase.gaussian7Of16, KernelsAVX2.gaussian7Of16, KernelsAVX512.gaussian7Of16)

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

  /// Smooths `source`, or `region` of it, by a Gaussian of standard deviation `sigma` pixels.
  ///
  /// Weights reach 3 sigma to each side: 2 r + 1 of them, the odd number that comes from rounding
  /// 6 sigma + 1 and setting the lowest bit. They are rounded to 1/256 so that their sum is 1, and the
  /// result is rounded once, half up. Border, traps and regions as for
  /// ``assignGaussian3(_:region:scratch:)``; below sigma 1/12 a copy. Bit-exact with
  /// `cv2.GaussianBlur(source, (0, 0), sigma)` (checked for 508 values up to 100). 0 < `sigma` <= 300,
  /// else it traps; from about 50 on weights of 1/256 are coarse, and smoothing a
  /// ``assignPyramidDown(_:region:scratch:)`` is the better way. Cost: proportional to sigma.
  public mutating func assignGaussian(
    _ source: Image<UInt8>, sigma: Double, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    precondition(sigma > 0 && sigma <= 300, "sigma \(sigma) is not in 0...300")
    let radius = (Int((sigma * 6 + 1).rounded(.toNearestOrEven)) | 1) / 2
    let weightBytes = (2 * (radius + 1) + 63) / 64 * 64
    let memory = scratch.bytes(weightBytes + source.width * 3 + radius * 48 + 2048)
    guard radius > 0 else { return assignUnfiltered(source, region, memory) }
    let weights = memory.assumingMemoryBound(to: Int16.self)
    GaussianWeights.write(sigma: sigma, radius: radius, bits: 8, to: weights)
    assignFiltered(source, region, memory + weightBytes) {
      gaussianBlur($0, $1, $2, $3, $4, $5, $6, weights, radius)
    }
  }
}

extension Image where Sample == UInt16 {
  /// Sets each pixel to the mean of the 3x3 pixels around it in `source`, or in `region` of it,
  /// weighted (1 2 1)/4 across and down and rounded half up once at the end.
  ///
  /// Border, exactness and traps as for the 8-bit ``assignGaussian3(_:region:scratch:)``.
  public mutating func assignGaussian3(
    _ source: Image<UInt16>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(4)), gaussian3Of16)
  }

  /// Sets each pixel to the mean of the 5x5 pixels around it in `source`, or in `region` of it,
  /// weighted (1 4 6 4 1)/16 across and down; otherwise as
  /// ``assignGaussian3(_:region:scratch:)``.
  public mutating func assignGaussian5(
    _ source: Image<UInt16>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(4)), gaussian5Of16)
  }

  /// Sets each pixel to the mean of the 7x7 pixels around it in `source`, or in `region` of it,
  /// weighted (2 7 14 18 14 7 2)/64 across and down; otherwise as
  /// ``assignGaussian3(_:region:scratch:)``.
  public mutating func assignGaussian7(
    _ source: Image<UInt16>, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignFiltered(source, region, scratch.bytes(source.filterBytes(4)), gaussian7Of16)
  }

  /// Smooths `source`, or `region` of it, by a Gaussian of standard deviation `sigma` pixels.
  ///
  /// Weights reach 4 sigma to each side: 2 r + 1 of them, the odd number that comes from rounding
  /// 8 sigma + 1 and setting the lowest bit. They are rounded to 1/65536 so that their sum is 1, and
  /// the result is rounded once, half up. Border, traps and regions as for
  /// ``assignGaussian3(_:region:scratch:)``; below sigma 1/16 a copy. Bit-exact with
  /// `cv2.GaussianBlur(source, (0, 0), sigma)`. 0 < `sigma` <= 300, else it traps. Cost:
  /// proportional to sigma.
  public mutating func assignGaussian(
    _ source: Image<UInt16>, sigma: Double, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    precondition(sigma > 0 && sigma <= 300, "sigma \(sigma) is not in 0...300")
    let radius = (Int((sigma * 8 + 1).rounded(.toNearestOrEven)) | 1) / 2
    let weightBytes = (4 * (radius + 1) + 63) / 64 * 64
    let memory = scratch.bytes(weightBytes + source.width * 12 + radius * 8 + 1024)
    guard radius > 0 else { return assignUnfiltered(source, region, memory) }
    let weights = memory.assumingMemoryBound(to: UInt32.self)
    GaussianWeights.write(sigma: sigma, radius: radius, bits: 16, to: weights)
    assignFiltered(source, region, memory + weightBytes) {
      gaussianBlur16($0, $1, $2, $3, $4, $5, $6, weights, radius)
    }
  }
}
