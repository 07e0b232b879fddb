import Kernels
import Pixels

private func image(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Image<UInt8>> {
  unbox(handle, Image<UInt8>.self)
}

private func mask(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<BitMask> {
  unbox(handle, BitMask.self)
}

/// a and b to a mask: 0 and, 1 or, 2 xor, 3 and not.
@_cdecl("sl_mask_logic")
public func maskLogic(
  _ operation: Int, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
  _ out: UnsafeMutableRawPointer
) {
  let (a, b) = (mask(a).pointee, mask(b).pointee)
  switch operation {
  case 0: mask(out).pointee.assignAnd(a, b)
  case 1: mask(out).pointee.assignOr(a, b)
  case 2: mask(out).pointee.assignXor(a, b)
  default: mask(out).pointee.assignAndNot(a, b)
  }
}

/// State for a mask that is moved.
@_cdecl("sl_padded_new")
public func makePadded(_ source: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  var padded = PaddedMask()
  padded.assign(mask(source).pointee)
  return box(padded)
}

/// A mask moved by whole pixels.
@_cdecl("sl_padded_move")
public func movePadded(
  _ padded: UnsafeMutableRawPointer, _ dx: Int, _ dy: Int, _ out: UnsafeMutableRawPointer
) {
  unbox(padded, PaddedMask.self).pointee.translate(dx: dx, dy: dy, into: &mask(out).pointee)
}

/// State for dilations by the disks of radius 1 to `radius`.
@_cdecl("sl_disks_new")
public func makeDisks(_ radius: Int) -> UnsafeMutableRawPointer {
  box(DiskDilations(radius: radius))
}

/// A mask dilated by all of them.
@_cdecl("sl_disks")
public func dilateByDisks(_ disks: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer) {
  unbox(disks, DiskDilations.self).pointee.assign(mask(source).pointee)
}

/// Copies the mask of one radius out.
@_cdecl("sl_disks_mask")
public func diskMask(
  _ disks: UnsafeMutableRawPointer, _ radius: Int, _ out: UnsafeMutableRawPointer
) {
  mask(out).pointee = unbox(disks, DiskDilations.self).pointee.masks[radius - 1]
}

/// State for colour at half size.
@_cdecl("sl_halved_new")
public func makeHalved() -> UnsafeMutableRawPointer { box(HalvedColor()) }

/// An RGB image at half size.
@_cdecl("sl_halved")
public func halve(_ halved: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer) {
  unbox(halved, HalvedColor.self).pointee.assign(image(source).pointee)
}

/// Copies the red of it out.
@_cdecl("sl_halved_red")
public func halvedRed(_ halved: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer) {
  image(out).pointee = unbox(halved, HalvedColor.self).pointee.red
}

/// Half the difference of two images about middle gray.
@_cdecl("sl_opposition")
public func opposition(
  _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer
) {
  image(out).pointee.assignOpposition(image(a).pointee, to: image(b).pointee)
}

/// What the gain operator keeps between calls.
private struct GainState: ~Copyable {
  var field: GainField
  var scratch = Scratch()
}

/// Gains and offsets that cover an image, node k with gain 1 + (k % 5) / 16 and offset k % 3.
@_cdecl("sl_gain_new")
public func makeGain(_ source: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  var field = GainField(covering: image(source).pointee.size)
  for row in 0..<field.rows {
    for column in 0..<field.columns {
      let k = row * field.columns + column
      field.set(
        column: column, row: row, gain: 1 + Float(k % 5) / 16, offset: Float(k % 3))
    }
  }
  let state = UnsafeMutablePointer<GainState>.allocate(capacity: 1)
  state.initialize(to: GainState(field: field))
  return UnsafeMutableRawPointer(state)
}

/// The gains applied in place.
@_cdecl("sl_gain")
public func applyGain(_ state: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer) {
  let gain = state.assumingMemoryBound(to: GainState.self)
  image(target).pointee.formGain(gain.pointee.field, scratch: &gain.pointee.scratch)
}
