import Kernels
import Pixels

/// What the mask operators keep between calls.
private struct MaskState {
  var out = BitMask()
}

/// State for the mask operators.
@_cdecl("sl_mask_new")
public func makeMask() -> UnsafeMutableRawPointer { box(MaskState()) }

/// image < level to a mask.
@_cdecl("sl_mask_threshold")
public func thresholdMask(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer, _ level: UInt8
) {
  unbox(handle, MaskState.self).pointee.out
    .assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: level)
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
