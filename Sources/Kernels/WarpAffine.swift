import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let warpAffine8 = kernel(
  KernelsBase.warpAffine8, KernelsAVX2.warpAffine8, KernelsAVX512.warpAffine8)
private let warpAffine16 = kernel(
  KernelsBase.warpAffine16, KernelsAVX2.warpAffine16, KernelsAVX512.warpAffine16)

extension Image where Sample == UInt8 {
  /// Takes every pixel from the position in `source` that an affine map gives for it:
  /// out(x, y) = source(xx x + xy y + x0, yx x + yy y + y0), as `cv2.warpAffine` does with
  /// `WARP_INVERSE_MAP`.
  ///
  /// - Parameters:
  ///   - source: An image with any number of channels, up to 32767 pixels a side.
  ///   - map: From positions in the result to positions in the source, in pixels. Each of its
  ///     steps along a row is at most 16 pixels.
  ///   - size: Size of the result; that of the source where none is given.
  ///   - interpolation: The nearest pixel, or the mean of the four around the position weighted
  ///     bilinearly.
  ///   - border: What lies outside the source; 0 is OpenCV's default. Between the outermost pixels
  ///     and a constant border, values are interpolated too.
  ///   - region: The box of the source to be seen, clipped to it: the result is exactly that for a
  ///     source cropped to the box. Positions count from its corner.
  ///   - scratch: Memory kept between calls.
  ///
  /// Bilinear: positions are used to 2^-16 pixel and weights to 2^-15; sums are exact and rounded
  /// half up, so the result is the same on every instruction set. OpenCV 5 computes positions in
  /// single precision, with steps of 2^-13 pixel at column 2048 and single-precision coefficients,
  /// so that it is OpenCV's positions that are off by up to about 2e-4 pixels: results differ by 1
  /// in some 0.02 % (640x640) to 0.05 % (2448x2048) of the pixels of a noisy image, where a value
  /// lies next to a rounding limit; up to 1 % where all columns share a fraction.
  /// A position on a pixel gives that pixel's value.
  ///
  /// Nearest: the pixel at the position plus half a pixel, rounded down. OpenCV 5 rounds its
  /// single-precision positions half to even, so some 0.003 % of the pixels, those that lie between
  /// two pixels to within OpenCV's accuracy, are its other neighbour.
  ///
  /// Cost: O(pixels of the result). Unscaled moves need no gathering and are several times faster
  /// than turns; turns by up to 45° run by shuffles where the processor has them, and turns by
  /// exactly 90° of nearest pixels of one channel by transposing squares.
  /// Traps where the source or the region is empty. A result of size 0 is empty.
  public mutating func assignWarp(
    _ source: Image<UInt8>, by map: AffineMap, size: PixelSize? = nil,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt8> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, map, size, interpolation, border, region, &scratch, 0, warpAffine8)
  }

  /// Moves an image: out(x, y) = source(x + dx, y + dy), by whole pixels or parts of them.
  ///
  /// The same as the warp by ``AffineMap/translation(dx:dy:)``, bit for bit, and about as fast as
  /// copying.
  public mutating func assignTranslation(
    _ source: Image<UInt8>, dx: Double, dy: Double,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt8> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignWarp(
      source, by: .translation(dx: dx, dy: dy), interpolation: interpolation, border: border,
      region: region, scratch: &scratch)
  }
}

extension Image where Sample == UInt16 {
  /// Takes every pixel from the position in `source` that an affine map gives for it; see the form
  /// for 8 bits. Bilinear values are within 5 levels of exact interpolation where neighbours
  /// differ by the full range of 65535, for weights are used to 2^-15; on 12-bit samples, within 1.
  /// OpenCV's positions in single precision cost it up to some 10 levels at column 2048.
  public mutating func assignWarp(
    _ source: Image<UInt16>, by map: AffineMap, size: PixelSize? = nil,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt16> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, map, size, interpolation, border, region, &scratch, 0, warpAffine16)
  }

  /// Moves an image: out(x, y) = source(x + dx, y + dy), by whole pixels or parts of them; see the
  /// form for 8 bits.
  public mutating func assignTranslation(
    _ source: Image<UInt16>, dx: Double, dy: Double,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt16> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    assignWarp(
      source, by: .translation(dx: dx, dy: dy), interpolation: interpolation, border: border,
      region: region, scratch: &scratch)
  }
}

private typealias AffineKernel<Sample> = (
  UnsafePointer<Sample>, Int, Int, Int, Int, UnsafeMutablePointer<Sample>, Int, Int, Int, Double,
  Double, Double, Double, Double, Double, Bool, Bool, Sample, UnsafeMutableRawPointer
) -> Void

extension Image {
  @inline(__always)
  private mutating func warp(
    _ source: Image, _ map: AffineMap, _ size: PixelSize?, _ interpolation: WarpInterpolation,
    _ border: WarpBorder<Sample>, _ region: PixelBox?, _ scratch: inout Scratch, _ zero: Sample,
    _ kernel: AffineKernel<Sample>
  ) {
    let box = source.warpBox(region)
    precondition(
      abs(map.xx) <= 16 && abs(map.yx) <= 16,
      "a warp steps over at most 16 pixels of the source, not (\(map.xx), \(map.yx))")
    let target = size ?? PixelSize(width: box.width, height: box.height)
    reshape(width: target.width, height: target.height, channels: source.channels)
    guard target.area > 0 else { return }
    let (replicates, outside) = border.parts
    let memory = scratch.bytes(warpScratchBytes)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        kernel(
          $0 + box.y1 * source.stride + box.x1 * source.channels, source.stride, box.width,
          box.height, source.channels, out, outStride, target.width, target.height, map.xx,
          map.xy, map.x0, map.yx, map.yy, map.y0, interpolation == .nearest, replicates,
          outside ?? zero, memory)
      }
    }
  }
}
