import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let integral = kernel(
  KernelsBase.integral, KernelsAVX2.integral, KernelsAVX512.integral)
private let integralSquared = kernel(
  KernelsBase.integralSquared, KernelsAVX2.integralSquared, KernelsAVX512.integralSquared)

extension Image where Sample == Int32 {
  /// Takes the sums of `source`, or of `region` of it: pixel (x, y) is the sum over columns 0..<x and
  /// rows 0..<y. One column and one row larger than the source; the first of both are zero.
  ///
  /// The sum over the box [x1, y1, x2, y2) is self[x2, y2] - self[x1, y2] - self[x2, y1] +
  /// self[x1, y1]. Sums are modulo 2^32: they may wrap from 8.4 million pixels on, and with wrapping
  /// subtraction (`&-`, `&+`) boxes of fewer pixels come out right all the same. Bit-exact with
  /// `cv2.integral`. One channel, at least 1x1; else it traps. Cost: constant for a pixel.
  ///
  /// Source: Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984,
  /// doi:10.1145/964965.808600.
  public mutating func assignIntegral(_ source: Image<UInt8>, region: PixelBox? = nil) {
    let box = prepareIntegral(source, region)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        integral(
          $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, out,
          outStride)
      }
    }
  }

  /// As ``assignIntegral(_:region:)``, and gives `squares` the same sums of the squares of the
  /// samples, exact below 2^53, which is 138 thousand million pixels.
  ///
  /// Bit-exact with `cv2.integral2`.
  public mutating func assignIntegral(
    _ source: Image<UInt8>, squares: inout Image<Double>, region: PixelBox? = nil
  ) {
    let box = prepareIntegral(source, region)
    let outStride = stride
    squares.reshape(width: width, height: height)
    let squaresStride = squares.stride
    withUnsafeMutableSamples { out in
      squares.withUnsafeMutableSamples { squares in
        source.withUnsafeSamples {
          integralSquared(
            $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, out,
            outStride, squares, squaresStride)
        }
      }
    }
  }

  private mutating func prepareIntegral(_ source: Image<UInt8>, _ region: PixelBox?) -> PixelBox {
    precondition(
      source.channels == 1, "an integral image needs one channel, not \(source.channels)")
    let box = source.windowRegion(region)
    reshape(width: box.width + 1, height: box.height + 1)
    return box
  }
}
