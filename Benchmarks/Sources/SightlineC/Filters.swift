import Kernels
import Pixels

/// What the linear filters keep between calls.
private struct FilterState: ~Copyable {
  var scratch = Scratch()
  var gray = Image<UInt8>()
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

/// The last 8-bit result, packed.
@_cdecl("sl_filter_gray")
public func filterGray(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let samples = state(handle).pointee.gray.samples
  out.update(from: samples, count: samples.count)
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
