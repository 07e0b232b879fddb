import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let warpDense8 = kernel(
  KernelsBase.warpDense8, KernelsAVX2.warpDense8, KernelsAVX512.warpDense8)
private let warpDense16 = kernel(
  KernelsBase.warpDense16, KernelsAVX2.warpDense16, KernelsAVX512.warpDense16)

extension Image where Sample == UInt8 {
  /// Warps an image by a displacement for every pixel:
  /// out(x, y) = source(x + dx(x, y), y + dy(x, y)).
  ///
  /// The result has the size of the two maps, which have one channel and the same size; they hold
  /// pixels, of which multiples of 2^-16 count (rounded toward zero) and up to 16383. A
  /// displacement that is not a number counts as -16383. Where displacements are smooth, the warp
  /// by a ``WarpGrid`` is faster and needs no maps.
  ///
  /// `cv2.remap` takes positions instead of displacements. With float maps of x + dx, y + dy it
  /// differs by 1 in some 0.05 % of the pixels (bilinear), for positions in single precision have
  /// steps of 2^-13 pixel at column 2048; nearest differs only where a position lies between two
  /// pixels to that accuracy. Border, region and errors as in
  /// ``assignWarp(_:by:size:interpolation:border:region:scratch:)``; cost O(pixels of the result).
  public mutating func assignWarp(
    _ source: Image<UInt8>, dx: Image<Float>, dy: Image<Float>,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt8> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, dx, dy, interpolation, border, region, &scratch, 0, warpDense8)
  }
}

extension Image where Sample == UInt16 {
  /// Warps an image by a displacement for every pixel; see the form for 8 bits.
  public mutating func assignWarp(
    _ source: Image<UInt16>, dx: Image<Float>, dy: Image<Float>,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt16> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, dx, dy, interpolation, border, region, &scratch, 0, warpDense16)
  }
}

private typealias DenseKernel<Sample> = (
  UnsafePointer<Sample>, Int, Int, Int, Int, UnsafeMutablePointer<Sample>, Int, Int, Int,
  UnsafePointer<Float>, Int, UnsafePointer<Float>, Int, Bool, Bool, Sample,
  UnsafeMutableRawPointer
) -> Void

extension Image {
  @inline(__always)
  private mutating func warp(
    _ source: Image, _ dx: Image<Float>, _ dy: Image<Float>, _ interpolation: WarpInterpolation,
    _ border: WarpBorder<Sample>, _ region: PixelBox?, _ scratch: inout Scratch, _ zero: Sample,
    _ kernel: DenseKernel<Sample>
  ) {
    let box = source.warpBox(region)
    precondition(
      dx.size == dy.size && dx.channels == 1 && dy.channels == 1,
      "displacement maps of \(dx.size) and \(dy.size) pixels do not belong together")
    reshape(width: dx.width, height: dx.height, channels: source.channels)
    let (replicates, outside) = border.parts
    let memory = scratch.bytes(2 * warpScratchBytes)
    let (outStride, size) = (stride, dx.size)
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples { p in
        dx.withUnsafeSamples { x in
          dy.withUnsafeSamples { y in
            kernel(
              p + box.y1 * source.stride + box.x1 * source.channels, source.stride, box.width,
              box.height, source.channels, out, outStride, size.width, size.height, x, dx.stride,
              y, dy.stride, interpolation == .nearest, replicates, outside ?? zero, memory)
          }
        }
      }
    }
  }
}
