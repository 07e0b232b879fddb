import Kernels
import Pixels

/// What the mask operators keep between calls.
private struct MaskState {
  var mask = BitMask()
  var out = BitMask()
  var morphology = BitMorphology()
}

/// State for the mask operators: the pixels of an 8-bit image that are not 0.
@_cdecl("sl_mask_new")
public func makeMask(_ image: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  var state = MaskState()
  var below = BitMask()
  below.assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: 1)
  state.mask.assignNot(below)
  return box(state)
}

/// image < level to a mask.
@_cdecl("sl_mask_threshold")
public func thresholdMask(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ level: UInt8
) {
  unbox(handle, MaskState.self).pointee.out
    .assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: level)
}

/// Erosion of the mask by a disk.
@_cdecl("sl_mask_erode_disk")
public func erodeMask(_ handle: UnsafeMutableRawPointer, _ radius: Int) {
  let state = unbox(handle, MaskState.self)
  state.pointee.morphology.erode(state.pointee.mask, radius: radius, into: &state.pointee.out)
}

/// The mask operators' last result as bytes 0 and 255.
@_cdecl("sl_mask_result")
public func maskResult(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>
) {
  let mask = unbox(handle, MaskState.self).pointee.out
  for y in 0..<mask.height {
    for x in 0..<mask.width { out[y * mask.width + x] = mask[x, y] ? 255 : 0 }
  }
}
