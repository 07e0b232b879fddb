import Kernels
import Pixels

/// A 16-bit image with one channel from packed rows.
@_cdecl("sl_pixelwise_image16")
public func makePixelwiseImage16(
  _ samples: UnsafePointer<UInt16>, _ width: Int, _ height: Int
) -> UnsafeMutableRawPointer {
  box(
    Image<UInt16>(
      width: width, height: height,
      samples: UnsafeBufferPointer(start: samples, count: width * height)))
}

/// Copies a 16-bit image out to packed rows.
@_cdecl("sl_pixelwise_copy16")
public func copyPixelwiseImage16(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt16>
) {
  let samples = unbox(handle, Image<UInt16>.self).pointee.samples
  out.update(from: samples, count: samples.count)
}

/// An empty mask.
@_cdecl("sl_pixelwise_mask")
public func makePixelwiseMask() -> UnsafeMutableRawPointer { box(BitMask()) }

/// A mask as bytes 0 and 1.
@_cdecl("sl_pixelwise_mask_copy")
public func copyPixelwiseMask(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>
) {
  let mask = unbox(handle, BitMask.self).pointee
  for y in 0..<mask.height {
    for x in 0..<mask.width { out[y * mask.width + x] = mask[x, y] ? 1 : 0 }
  }
}

private func image(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt8>> {
  unbox(handle, Image<UInt8>.self)
}
private func image16(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt16>> {
  unbox(handle, Image<UInt16>.self)
}
private func mask(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<BitMask> {
  unbox(handle, BitMask.self)
}

/// |a - b|, 8 bit.
@_cdecl("sl_absdiff8")
public func absoluteDifference8(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  image(out).pointee.assignAbsoluteDifference(image(a).pointee, image(b).pointee)
}

/// |a - b|, 16 bit.
@_cdecl("sl_absdiff16")
public func absoluteDifference16(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  image16(out).pointee.assignAbsoluteDifference(image16(a).pointee, image16(b).pointee)
}

/// |a - b| > level to a mask, 8 bit.
@_cdecl("sl_difference8")
public func difference8(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ level: UInt8,
  _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignDifference(image(a).pointee, image(b).pointee, over: level)
}

/// |a - b| > level to a mask, 16 bit.
@_cdecl("sl_difference16")
public func difference16(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ level: UInt16,
  _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignDifference(image16(a).pointee, image16(b).pointee, over: level)
}

/// |a - b| > tolerance to a mask, 8 bit.
@_cdecl("sl_tolerance8")
public func tolerance8(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ tolerance: UnsafeMutableRawPointer,
  _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignDifference(
    image(a).pointee, image(b).pointee, over: image(tolerance).pointee)
}

/// |a - b| > tolerance to a mask, 16 bit.
@_cdecl("sl_tolerance16")
public func tolerance16(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ tolerance: UnsafeMutableRawPointer,
  _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignDifference(
    image16(a).pointee, image16(b).pointee, over: image16(tolerance).pointee)
}

/// Masks for the signed differences.
@_cdecl("sl_signed_new")
public func makeDifferenceMasks() -> UnsafeMutableRawPointer { box(DifferenceMasks()) }

/// The bright (0) or the dark (1) mask as bytes 0 and 1.
@_cdecl("sl_signed_copy")
public func copyDifferenceMask(
  _ handle: UnsafeMutableRawPointer, _ which: Int, _ out: UnsafeMutablePointer<UInt8>
) {
  let masks = unbox(handle, DifferenceMasks.self).pointee
  let mask = which == 0 ? masks.bright : masks.dark
  for y in 0..<mask.height {
    for x in 0..<mask.width { out[y * mask.width + x] = mask[x, y] ? 1 : 0 }
  }
}

/// Bright and dark differences, 8 bit.
@_cdecl("sl_signed8")
public func signedDifference8(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ bright: UInt8, _ dark: UInt8,
  _ out: UnsafeMutableRawPointer
) {
  unbox(out, DifferenceMasks.self).pointee.assign(
    image(a).pointee, image(b).pointee, brightOver: bright, darkOver: dark)
}

/// Bright and dark differences, 16 bit.
@_cdecl("sl_signed16")
public func signedDifference16(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ bright: UInt16, _ dark: UInt16,
  _ out: UnsafeMutableRawPointer
) {
  unbox(out, DifferenceMasks.self).pointee.assign(
    image16(a).pointee, image16(b).pointee, brightOver: bright, darkOver: dark)
}

/// Pixels above upper and below lower, 8 bit.
@_cdecl("sl_signed_outside8")
public func signedOutside8(
  _ a: UnsafeMutableRawPointer, _ lower: UnsafeMutableRawPointer, _ upper: UnsafeMutableRawPointer,
  _ out: UnsafeMutableRawPointer
) {
  unbox(out, DifferenceMasks.self).pointee.assign(
    image(a).pointee, lower: image(lower).pointee, upper: image(upper).pointee)
}

/// Pixels outside lower...upper, 8 bit.
@_cdecl("sl_outside8")
public func outside8(
  _ a: UnsafeMutableRawPointer, _ lower: UnsafeMutableRawPointer, _ upper: UnsafeMutableRawPointer,
  _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignOutside(
    image(a).pointee, lower: image(lower).pointee, upper: image(upper).pointee)
}

/// a > b to a mask, 8 bit.
@_cdecl("sl_greater8")
public func greater8(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignGreater(image(a).pointee, than: image(b).pointee)
}

/// Threshold to 0 and 255.
@_cdecl("sl_threshold8")
public func threshold8(
  _ a: UnsafeMutableRawPointer, _ level: UInt8, _ out: UnsafeMutableRawPointer
) {
  image(out).pointee.assignThreshold(image(a).pointee, over: level)
}

/// Threshold to 0 and 65535.
@_cdecl("sl_threshold16")
public func threshold16(
  _ a: UnsafeMutableRawPointer, _ level: UInt16, _ out: UnsafeMutableRawPointer
) {
  image16(out).pointee.assignThreshold(image16(a).pointee, over: level)
}

/// Threshold of 16 bit to a mask.
@_cdecl("sl_threshold_mask16")
public func thresholdMask16(
  _ a: UnsafeMutableRawPointer, _ level: UInt16, _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee.assignThreshold(image16(a).pointee, over: level)
}
