import Kernels
import Pixels

/// What the rank operators keep between calls.
private struct RankState: ~Copyable {
  var out = Image<UInt8>()
  var out16 = Image<UInt16>()
  var scratch = Scratch()
}

/// State for the rank operators.
@_cdecl("sl_rank_new")
public func makeRank() -> UnsafeMutableRawPointer {
  let pointer = UnsafeMutablePointer<RankState>.allocate(capacity: 1)
  pointer.initialize(to: RankState())
  return UnsafeMutableRawPointer(pointer)
}

private func state(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<RankState> {
  handle.assumingMemoryBound(to: RankState.self)
}

/// Median of 3x3 pixels.
@_cdecl("sl_median3")
public func median3(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  let s = state(handle)
  s.pointee.out.assignMedian3(
    unbox(image, Image<UInt8>.self).pointee, scratch: &s.pointee.scratch)
}

/// Median of 5x5 pixels.
@_cdecl("sl_median5")
public func median5(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  let s = state(handle)
  s.pointee.out.assignMedian5(
    unbox(image, Image<UInt8>.self).pointee, scratch: &s.pointee.scratch)
}

/// An element of `width` times `height` pixels, or a disk of radius `width` where `height` is 0.
private func element(_ width: Int, _ height: Int) -> StructuringElement {
  height == 0 ? .disk(radius: width) : .rectangle(width: width, height: height)
}

/// Grey morphology of 8-bit images: 0 erode, 1 dilate, 2 open, 3 close, 4 white, 5 black top-hat.
@_cdecl("sl_morphology8")
public func morphology8(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ operation: Int,
  _ width: Int, _ height: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt8>.self)
  run(operation, &s.pointee.out, source.pointee, element(width, height), &s.pointee.scratch)
}

/// Grey morphology of 16-bit images.
@_cdecl("sl_morphology16")
public func morphology16(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ operation: Int,
  _ width: Int, _ height: Int
) {
  let s = state(handle)
  let source = unbox(image, Image<UInt16>.self)
  run(operation, &s.pointee.out16, source.pointee, element(width, height), &s.pointee.scratch)
}

private func run<Sample: MorphologySample>(
  _ operation: Int, _ out: inout Image<Sample>, _ source: Image<Sample>,
  _ element: StructuringElement, _ scratch: inout Scratch
) {
  switch operation {
  case 0: out.assignEroded(source, by: element, scratch: &scratch)
  case 1: out.assignDilated(source, by: element, scratch: &scratch)
  case 2: out.assignOpened(source, by: element, scratch: &scratch)
  case 3: out.assignClosed(source, by: element, scratch: &scratch)
  case 4: out.assignWhiteTopHat(source, by: element, scratch: &scratch)
  default: out.assignBlackTopHat(source, by: element, scratch: &scratch)
  }
}

/// A 16-bit image with one channel from packed rows.
@_cdecl("sl_rank_image16")
public func makeRankImage16(
  _ samples: UnsafePointer<UInt16>, _ width: Int, _ height: Int
) -> UnsafeMutableRawPointer {
  box(
    Image<UInt16>(
      width: width, height: height,
      samples: UnsafeBufferPointer(start: samples, count: width * height)))
}

/// The rank operators' last 16-bit result, packed.
@_cdecl("sl_rank_result16")
public func rankResult16(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt16>) {
  let samples = state(handle).pointee.out16.samples
  out.update(from: samples, count: samples.count)
}

/// What the bit-mask operators keep between calls.
private struct BitState {
  var mask = BitMask()
  var out = BitMask()
  var morphology = BitMorphology()
}

/// State for the morphology of the mask of an 8-bit image's pixels that are not 0.
@_cdecl("sl_bits_new")
public func makeBits(_ image: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  var state = BitState()
  var below = BitMask()
  below.assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: 1)
  state.mask.assignNot(below)
  return box(state)
}

/// Morphology of a bit mask: 0 erode, 1 dilate, 2 open, 3 close, 4 boundary, 5 white,
/// 6 black top-hat.
@_cdecl("sl_bits_morphology")
public func bitMorphology(
  _ handle: UnsafeMutableRawPointer, _ operation: Int, _ width: Int, _ height: Int
) {
  let s = unbox(handle, BitState.self)
  let (mask, shape) = (s.pointee.mask, element(width, height))
  switch operation {
  case 0: s.pointee.morphology.erode(mask, by: shape, into: &s.pointee.out)
  case 1: s.pointee.morphology.dilate(mask, by: shape, into: &s.pointee.out)
  case 2: s.pointee.morphology.open(mask, by: shape, into: &s.pointee.out)
  case 3: s.pointee.morphology.close(mask, by: shape, into: &s.pointee.out)
  case 4: s.pointee.morphology.boundary(mask, by: shape, into: &s.pointee.out)
  case 5: s.pointee.morphology.whiteTopHat(mask, by: shape, into: &s.pointee.out)
  default: s.pointee.morphology.blackTopHat(mask, by: shape, into: &s.pointee.out)
  }
}

/// The bit-mask operators' last result as bytes 0 and 255.
@_cdecl("sl_bits_result")
public func bitsResult(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let mask = unbox(handle, BitState.self).pointee.out
  for y in 0..<mask.height {
    for x in 0..<mask.width { out[y * mask.width + x] = mask[x, y] ? 255 : 0 }
  }
}

/// The rank operators' last result, packed.
@_cdecl("sl_rank_result")
public func rankResult(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let samples = state(handle).pointee.out.samples
  out.update(from: samples, count: samples.count)
}
