import Kernels
import Pixels

/// What the linear filters keep between calls.
private struct FilterState: ~Copyable {
  var scratch = Scratch()
  var gray = Image<UInt8>()
  var gray16 = Image<UInt16>()
  var mask = BitMask()
  var short = Image<Int16>()
  var real = Image<Float>()
  var sums = Image<Int32>()
  var squares = Image<Double>()
}

/// Memory for the linear filters and their results.
@_cdecl("sl_filter_new")
public func makeFilter() -> UnsafeMutableRawPointer {
  let pointer = UnsafeMutablePointer<FilterState>.allocate(capacity: 1)
  pointer.initialize(to: FilterState())
  return UnsafeMutableRawPointer(pointer)
}

private func state(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<FilterState> {
  handle.assumingMemoryBound(to: FilterState.self)
}

/// Gaussian of 3, 5 or 7.
@_cdecl("sl_filter_gaussian")
public func filterGaussian(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ size: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt8>.self)
  switch size {
  case 3: s.pointee.gray.assignGaussian3(source.pointee, scratch: &s.pointee.scratch)
  case 7: s.pointee.gray.assignGaussian7(source.pointee, scratch: &s.pointee.scratch)
  default: s.pointee.gray.assignGaussian5(source.pointee, scratch: &s.pointee.scratch)
  }
}

/// Box of any odd size.
@_cdecl("sl_filter_box")
public func filterBox(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ size: Int
) {
  let s = state(handle)
  s.pointee.gray.assignBoxMean(
    unbox(image, Image<UInt8>.self).pointee, size: size, scratch: &s.pointee.scratch)
}

/// Sobel 0 across, 1 down; Scharr 2 across, 3 down; |dx| + |dy| 4.
@_cdecl("sl_filter_derivative")
public func filterDerivative(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ kind: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt8>.self)
  let axis: DerivativeAxis = kind % 2 == 0 ? .across : .down
  switch kind {
  case 0, 1:
    s.pointee.short.assignSobel(source.pointee, along: axis, scratch: &s.pointee.scratch)
  case 2, 3:
    s.pointee.short.assignScharr(source.pointee, along: axis, scratch: &s.pointee.scratch)
  default: s.pointee.short.assignGradientSum(source.pointee, scratch: &s.pointee.scratch)
  }
}

/// sqrt(dx dx + dy dy).
@_cdecl("sl_filter_gradient_length")
public func filterGradientLength(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer
) {
  let s = state(handle)
  s.pointee.real.assignGradientLength(
    unbox(image, Image<UInt8>.self).pointee, scratch: &s.pointee.scratch)
}

/// Integral image, with `squared` also of the squares.
@_cdecl("sl_filter_integral")
public func filterIntegral(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ squared: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt8>.self)
  if squared == 0 {
    s.pointee.sums.assignIntegral(source.pointee)
  } else {
    s.pointee.sums.assignIntegral(source.pointee, squares: &s.pointee.squares)
  }
}

/// Pyramid down.
@_cdecl("sl_filter_pyramid")
public func filterPyramid(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  let s = state(handle)
  s.pointee.gray.assignPyramidDown(
    unbox(image, Image<UInt8>.self).pointee, scratch: &s.pointee.scratch)
}

/// Gaussian of any sigma.
@_cdecl("sl_filter_sigma")
public func filterSigma(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ sigma: Double
) {
  let s = state(handle)
  s.pointee.gray.assignGaussian(
    unbox(image, Image<UInt8>.self).pointee, sigma: sigma, scratch: &s.pointee.scratch)
}

/// A 16-bit image from packed rows.
@_cdecl("sl_filter_image16")
public func filterImage16(
  _ samples: UnsafePointer<UInt16>, _ width: Int, _ height: Int
) -> UnsafeMutableRawPointer {
  let all = UnsafeBufferPointer(start: samples, count: width * height)
  return box(Image<UInt16>(width: width, height: height, samples: all))
}

/// Gaussian of 3, 5 or 7 on 16 bits.
@_cdecl("sl_filter_gaussian16")
public func filterGaussian16(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ size: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt16>.self)
  switch size {
  case 3: s.pointee.gray16.assignGaussian3(source.pointee, scratch: &s.pointee.scratch)
  case 5: s.pointee.gray16.assignGaussian5(source.pointee, scratch: &s.pointee.scratch)
  default: s.pointee.gray16.assignGaussian7(source.pointee, scratch: &s.pointee.scratch)
  }
}

/// Gaussian of any sigma on 16 bits.
@_cdecl("sl_filter_sigma16")
public func filterSigma16(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ sigma: Double
) {
  let s = state(handle)
  s.pointee.gray16.assignGaussian(
    unbox(image, Image<UInt16>.self).pointee, sigma: sigma, scratch: &s.pointee.scratch)
}

/// Local threshold to an image.
@_cdecl("sl_filter_local")
public func filterLocal(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ isGaussian: Int,
  _ size: Int, _ offset: Int
) {
  let s = state(handle)
  s.pointee.gray.assignLocalThreshold(
    unbox(image, Image<UInt8>.self).pointee,
    isGaussian == 0 ? .box(size: size) : .gaussian(size: size), offset: offset,
    scratch: &s.pointee.scratch)
}

/// Local threshold to a mask.
@_cdecl("sl_filter_local_mask")
public func filterLocalMask(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ isGaussian: Int,
  _ size: Int, _ offset: Int
) {
  let s = state(handle)
  s.pointee.mask.assignLocalThreshold(
    unbox(image, Image<UInt8>.self).pointee,
    isGaussian == 0 ? .box(size: size) : .gaussian(size: size), offset: offset,
    scratch: &s.pointee.scratch)
}

/// The last mask as bytes 0 and 255.
@_cdecl("sl_filter_mask_result")
public func filterMaskResult(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>
) {
  let mask = state(handle).pointee.mask
  for y in 0..<mask.height {
    for x in 0..<mask.width { out[y * mask.width + x] = mask[x, y] ? 255 : 0 }
  }
}

/// The last result of each type, packed: 0 `UInt8`, 1 `Int16`, 2 `Float`, 3 `Int32`, 4 `Double`,
/// 5 `UInt16`.
@_cdecl("sl_filter_result")
public func filterResult(
  _ handle: UnsafeMutableRawPointer, _ type: Int, _ out: UnsafeMutableRawPointer
) {
  func copy<Sample>(_ image: Image<Sample>) {
    image.samples.withUnsafeBytes { out.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
  }
  let s = state(handle)
  switch type {
  case 0: copy(s.pointee.gray)
  case 1: copy(s.pointee.short)
  case 2: copy(s.pointee.real)
  case 3: copy(s.pointee.sums)
  case 4: copy(s.pointee.squares)
  default: copy(s.pointee.gray16)
  }
}
