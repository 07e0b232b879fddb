import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let sobelAcross = kernel(
  KernelsBase.sobelAcross, KernelsAVX2.sobelAcross, KernelsAVX512.sobelAcross)
private let sobelDown = kernel(
  KernelsBase.sobelDown, KernelsAVX2.sobelDown, KernelsAVX512.sobelDown)
private let scharrAcross = kernel(
  KernelsBase.scharrAcross, KernelsAVX2.scharrAcross, KernelsAVX512.scharrAcross)
private let scharrDown = kernel(
  KernelsBase.scharrDown, KernelsAVX2.scharrDown, KernelsAVX512.scharrDown)

/// The axis along which a derivative is taken.
public enum DerivativeAxis: Sendable, CaseIterable {
  /// To the right: positive where it gets brighter with x.
  case across
  /// Down: positive where it gets brighter with y.
  case down
}

extension Image where Sample == Int16 {
  /// Sets each pixel to Sobel's derivative of `source`, or of `region` of it, along `axis`: the
  /// difference of the two neighbours along it, summed with weights 1 2 1 along the other axis.
  ///
  /// Eight times the slope in gray levels a pixel, -1020...1020, not scaled. Border: mirrored
  /// through the outermost pixels, which are not repeated (`BORDER_REFLECT_101`, OpenCV's default);
  /// a region is treated as an image of its own. Bit-exact with `cv2.Sobel(source, CV_16S, 1, 0)` or
  /// `(…, 0, 1)`. One channel, every size from 1x1; else it traps. Cost: constant for a pixel.
  public mutating func assignSobel(
    _ source: Image<UInt8>, along axis: DerivativeAxis, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    let memory = scratch.bytes(source.filterBytes(8))
    assignFiltered(source, region, memory, axis == .across ? sobelAcross : sobelDown)
  }

  /// Sets each pixel to Scharr's derivative of `source`, or of `region` of it, along `axis`: as
  /// ``assignSobel(_:along:region:scratch:)`` with weights 3 10 3, whose direction is nearly
  /// independent of the edge's; 32 times the slope, -4080...4080.
  ///
  /// Bit-exact with `cv2.Scharr(source, CV_16S, 1, 0)` or `(…, 0, 1)`. Source of the weights:
  /// Scharr, "Optimale Operatoren in der Digitalen Bildverarbeitung", dissertation, Heidelberg
  /// 2000, doi:10.11588/heidok.00000962.
  public mutating func assignScharr(
    _ source: Image<UInt8>, along axis: DerivativeAxis, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    let memory = scratch.bytes(source.filterBytes(8))
    assignFiltered(source, region, memory, axis == .across ? scharrAcross : scharrDown)
  }
}
