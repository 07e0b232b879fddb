import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let opposeColors = kernel(
  KernelsBase.opposeColors, KernelsAVX2.opposeColors, KernelsAVX512.opposeColors)

extension Image where Sample == UInt8 {
  /// Takes how far `a` lies above `b`, sample by sample, at half the scale around 128:
  /// (a + 255 - b + 1) >> 1, which is 128 + (a - b) / 2 with halves down. Red above green and blue
  /// above green are what colour adds to gray; light that is stronger all over cancels out of them
  /// where it is not, and gray of any level gives 128.
  ///
  /// Exact. Traps unless both agree in size and channels. Linear in the samples.
  public mutating func assignOpposition(_ a: Image<UInt8>, to b: Image<UInt8>) {
    checkSameShape(a, b)
    reshape(width: a.width, height: a.height, channels: a.channels)
    let outStride = stride
    let width = a.width * a.channels
    withUnsafeMutableSamples { out in
      a.withUnsafeSamples { p in
        b.withUnsafeSamples { q in
          opposeColors(p, a.stride, q, b.stride, width, a.height, out, outStride)
        }
      }
    }
  }
}
