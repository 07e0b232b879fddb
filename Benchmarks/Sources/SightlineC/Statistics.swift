import Kernels
import Pixels

private func image(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt8>> {
  unbox(handle, Image<UInt8>.self)
}
private func image16(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt16>> {
  unbox(handle, Image<UInt16>.self)
}

/// A histogram.
@_cdecl("sl_histogram_new")
public func makeHistogram() -> UnsafeMutableRawPointer { box(Histogram()) }

/// Counts an 8-bit image.
@_cdecl("sl_histogram8")
public func histogram8(_ handle: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer) {
  unbox(handle, Histogram.self).pointee.assign(image(a).pointee)
}

/// Counts a 16-bit image.
@_cdecl("sl_histogram16")
public func histogram16(_ handle: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer) {
  unbox(handle, Histogram.self).pointee.assign(image16(a).pointee)
}

/// The counts of a histogram.
@_cdecl("sl_histogram_copy")
public func copyHistogram(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt32>
) {
  let counts = unbox(handle, Histogram.self).pointee.counts
  out.update(from: counts, count: counts.count)
}

/// Counts an 8-bit image and gives Otsu's level.
@_cdecl("sl_otsu8")
public func otsu8(_ handle: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer) -> Int {
  let histogram = unbox(handle, Histogram.self)
  histogram.pointee.assign(image(a).pointee)
  return histogram.pointee.otsuLevel
}

/// Counts a 16-bit image and gives Otsu's level.
@_cdecl("sl_otsu16")
public func otsu16(_ handle: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer) -> Int {
  let histogram = unbox(handle, Histogram.self)
  histogram.pointee.assign(image16(a).pointee)
  return histogram.pointee.otsuLevel
}

/// Thresholds an 8-bit image at Otsu's level to a mask.
@_cdecl("sl_otsu_mask8")
public func otsuMask8(
  _ handle: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  let level = otsu8(handle, a)
  unbox(out, BitMask.self).pointee.assignThreshold(image(a).pointee, over: UInt8(level))
}

/// Mean and standard deviation, 8 bit.
@_cdecl("sl_moments8")
public func moments8(_ a: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Double>) {
  let moments = image(a).pointee.moments()
  (out[0], out[1]) = (moments.mean, moments.standardDeviation)
}

/// Mean and standard deviation, 16 bit.
@_cdecl("sl_moments16")
public func moments16(_ a: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Double>) {
  let moments = image16(a).pointee.moments()
  (out[0], out[1]) = (moments.mean, moments.standardDeviation)
}

private func write(_ e: SampleExtremes, _ out: UnsafeMutablePointer<Int>) {
  (out[0], out[1], out[2], out[3], out[4], out[5]) = (
    e.least, e.greatest, e.leastX, e.leastY, e.greatestX, e.greatestY
  )
}

/// Extremes and their positions, 8 bit.
@_cdecl("sl_extremes8")
public func extremes8(_ a: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Int>) {
  write(image(a).pointee.extremes(), out)
}

/// Extremes and their positions, 16 bit.
@_cdecl("sl_extremes16")
public func extremes16(_ a: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Int>) {
  write(image16(a).pointee.extremes(), out)
}
