import Kernels
import Pixels

/// What the linear filters keep between calls.
private struct FilterState: ~Copyable {
  var scratch = Scratch()
  var gray = Image<UInt8>()
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

/// The last result of each type, packed: 0 `UInt8`, 1 `Int16`, 2 `Float`, 3 `Int32`, 4 `Double`.
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
  default: copy(s.pointee.squares)
  }
}
