import Kernels
import Pixels

private func image(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt8>> {
  unbox(handle, Image<UInt8>.self)
}

/// A look-up table of 256 entries.
@_cdecl("sl_table")
public func makeTable(_ entries: UnsafePointer<UInt8>) -> UnsafeMutableRawPointer {
  box(LookUpTable(Array(UnsafeBufferPointer(start: entries, count: 256))))
}

/// table[a].
@_cdecl("sl_lookup")
public func lookUp(
  _ a: UnsafeMutableRawPointer, _ table: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  image(out).pointee.assignLookUp(
    image(a).pointee, unbox(table, LookUpTable.self).pointee)
}

/// Gray of a colour image.
@_cdecl("sl_gray")
public func gray(_ a: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer) {
  image(out).pointee.assignGray(image(a).pointee)
}

/// A mask as an image of 0 and 255.
@_cdecl("sl_mask_image")
public func maskImage(_ mask: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer) {
  image(out).pointee.assignMask(unbox(mask, BitMask.self).pointee)
}

/// The number of pixels set in a mask.
@_cdecl("sl_mask_count")
public func maskCount(_ mask: UnsafeMutableRawPointer) -> Int {
  unbox(mask, BitMask.self).pointee.setPixelCount()
}

/// The pixels of an 8-bit image that are above `level` to a mask.
@_cdecl("sl_mask_above")
public func maskAbove(
  _ a: UnsafeMutableRawPointer, _ level: UInt8, _ mask: UnsafeMutableRawPointer
) {
  unbox(mask, BitMask.self).pointee.assignThreshold(image(a).pointee, over: level)
}

/// An image for distances.
@_cdecl("sl_distances_new")
public func makeDistances() -> UnsafeMutableRawPointer { box(Image<Float>()) }

/// Copies an image of distances out to packed rows.
@_cdecl("sl_distances_copy")
public func copyDistances(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Float>) {
  let samples = unbox(handle, Image<Float>.self).pointee.samples
  out.update(from: samples, count: samples.count)
}

/// Squared colour distance between two images.
@_cdecl("sl_color_distance")
public func colorDistance(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  unbox(out, Image<Float>.self).pointee.assignColorDistanceSquared(
    image(a).pointee, image(b).pointee)
}

/// Squared distance of an image from the colour r, g, b.
@_cdecl("sl_color_distance_to")
public func colorDistanceTo(
  _ a: UnsafeMutableRawPointer, _ red: UInt8, _ green: UInt8, _ blue: UInt8,
  _ out: UnsafeMutableRawPointer
) {
  unbox(out, Image<Float>.self).pointee.assignColorDistanceSquared(
    image(a).pointee, to: LabColor(red: red, green: green, blue: blue))
}

/// Colour distance between two images above `limit` to a mask.
@_cdecl("sl_color_distance_mask")
public func colorDistanceMask(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ limit: Double,
  _ mask: UnsafeMutableRawPointer
) {
  unbox(mask, BitMask.self).pointee.assignColorDistance(
    image(a).pointee, image(b).pointee, over: limit)
}
