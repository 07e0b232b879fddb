import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let grayFromColor = kernel(
  KernelsBase.grayFromColor,
  KernelsAVX2.grayFromColor,
  KernelsAVX512.grayFromColor)

extension Image where Sample == UInt8 {
  /// Takes the luma of an image with 3 (RGB) or 4 channels (RGB and alpha, which does not count):
  /// (9798 R + 19235 G + 3735 B + 16384) >> 15, ITU-R BT.601 rounded; one channel.
  ///
  /// Bit-exact with cv2.cvtColor and COLOR_RGB2GRAY (COLOR_RGBA2GRAY). The decoders of `Codecs`
  /// compute what libjpeg does, (19595 R + 38470 G + 7471 B + 32768) >> 16: 0.13 % of all colours
  /// differ, by one gray level. A recipe must not mix the two between its model and its images.
  ///
  /// Takes the size of `source`, or of `region`, clipped to it. Traps unless there are 3 or 4
  /// channels, and where `region` covers no pixel; an image of no pixels gives one of no pixels.
  /// Linear in the pixels.
  public mutating func assignGray(_ source: Image<UInt8>, region: PixelBox? = nil) {
    precondition(
      source.channels == 3 || source.channels == 4,
      "gray needs 3 or 4 channels, not \(source.channels)")
    let rows = PixelRows(source, region)
    reshape(width: rows.box.width, height: rows.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        grayFromColor(
          $0 + rows.offset, source.stride, source.channels, rows.box.width, rows.height, out,
          outStride)
      }
    }
  }
}
