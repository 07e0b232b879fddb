import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let boxMean = kernel(KernelsBase.boxMean, KernelsAVX2.boxMean, KernelsAVX512.boxMean)

extension Image where Sample == UInt8 {
  /// Sets each pixel to the mean of the `size` times `size` pixels around it in `source`, or in
  /// `region` of it, rounded to the nearest gray level.
  ///
  /// `size` is odd, 1...2047, and may exceed the image's. Border: mirrored through the outermost
  /// pixels, which are not repeated (`BORDER_REFLECT_101`, OpenCV's default), as often as it takes;
  /// a region is treated as an image of its own. Exactly the nearest level up to size 163; from 165
  /// on the division is in single precision, as in OpenCV, and a mean within 0.0001 of a half may go
  /// the other way. Bit-exact with `cv2.blur` but for a row's last columns, where OpenCV divides in
  /// double precision: from size 303 on single pixels there differed by 1 in tests up to 511. One
  /// channel; else it traps. Cost: independent of `size`, apart from `size` rows read once.
  public mutating func assignBoxMean(
    _ source: Image<UInt8>, size: Int, region: PixelBox? = nil, scratch: inout Scratch
  ) {
    checkWindow(size)
    let memory = scratch.bytes(source.boxBytes(size))
    guard size > 1 else { return assignUnfiltered(source, region, memory) }
    assignFiltered(source, region, memory) {
      boxMean($0, $1, $2, $3, $4, $5, $6, size / 2)
    }
  }
}

extension Image {
  /// Bytes for the kernels that use `BoxSums`.
  func boxBytes(_ size: Int) -> Int { (width + size + 128) * 9 + 4096 }
}

/// Traps unless `size` is one that a square window around a pixel can have.
func checkWindow(_ size: Int) {
  precondition(
    size % 2 == 1 && size >= 1 && size <= 2047, "window size \(size) is not odd and in 1...2047")
}
