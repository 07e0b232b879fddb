import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let halveColor = kernel(
  KernelsBase.halveColor, KernelsAVX2.halveColor, KernelsAVX512.halveColor)

/// A colour image at half its size, each channel by itself. Keeps its memory between calls.
public struct HalvedColor: Sendable {
  /// Red, half as many columns and rows as the image, rounded down.
  public var red = Image<UInt8>()
  /// Green, of the same size.
  public var green = Image<UInt8>()
  /// Blue, of the same size.
  public var blue = Image<UInt8>()

  /// Planes of no pixels.
  public init() {}

  /// Takes the means of 2x2 pixels of an image with 3 (RGB) or 4 channels (RGB and alpha, which does
  /// not count): pixel (x, y) is (sum + 2) >> 2 over columns 2 x, 2 x + 1 of rows 2 y, 2 y + 1, so
  /// that it lies at (2 x + 0.5, 2 y + 0.5). A last odd column or row is left out.
  ///
  /// Exact. Traps unless there are 3 or 4 channels. Linear in the pixels.
  public mutating func assign(_ source: Image<UInt8>) {
    precondition(
      source.channels == 3 || source.channels == 4,
      "colour needs 3 or 4 channels, not \(source.channels)")
    let (width, height) = (source.width / 2, source.height / 2)
    red.reshape(width: width, height: height)
    green.reshape(width: width, height: height)
    blue.reshape(width: width, height: height)
    guard width > 0 && height > 0 else { return }
    let outStride = red.stride
    source.withUnsafeSamples { p in
      red.withUnsafeMutableSamples { r in
        green.withUnsafeMutableSamples { g in
          blue.withUnsafeMutableSamples { b in
            halveColor(p, source.stride, source.channels, width, height, r, g, b, outStride)
          }
        }
      }
    }
  }
}
