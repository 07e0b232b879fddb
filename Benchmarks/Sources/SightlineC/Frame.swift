import Kernels
import Pixels

/// What the inspection of a frame against a learned reference keeps between frames: the reference as
/// the lowest and the highest level that each pixel of good parts has, and all buffers.
private struct FrameState: ~Copyable {
  let lower: Image<UInt8>
  let upper: Image<UInt8>
  var aligned = Image<UInt8>()
  var differing = BitMask()
  var opened = BitMask()
  var signed = DifferenceMasks()
  var openedDark = BitMask()
  var morphology = BitMorphology()
  var components = ConnectedComponents()
  var darkComponents = ConnectedComponents()
  var scratch = Scratch()

  static let element = StructuringElement.rectangle(width: 3, height: 3)

  mutating func align(_ frame: Image<UInt8>, by map: AffineMap) {
    aligned.assignWarp(frame, by: map, border: .replicate, scratch: &scratch)
  }

  mutating func compare(_ frame: Image<UInt8>) {
    differing.assignOutside(frame, lower: lower, upper: upper)
  }

  mutating func open() { morphology.open(differing, by: Self.element, into: &opened) }

  mutating func label() {
    components.label(opened)
    components.measure()
  }

  mutating func inspect(_ frame: Image<UInt8>) {
    compare(frame)
    open()
    label()
  }

  /// The same with what is too bright and what is too dark apart.
  mutating func inspectSigned(_ frame: Image<UInt8>) {
    signed.assign(frame, lower: lower, upper: upper)
    morphology.open(signed.bright, by: Self.element, into: &opened)
    morphology.open(signed.dark, by: Self.element, into: &openedDark)
    components.label(opened)
    components.measure()
    darkComponents.label(openedDark)
    darkComponents.measure()
  }
}

private func state(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<FrameState> {
  handle.assumingMemoryBound(to: FrameState.self)
}

private func affine(_ m: UnsafePointer<Double>) -> AffineMap {
  AffineMap(xx: m[0], xy: m[1], x0: m[2], yx: m[3], yy: m[4], y0: m[5])
}

/// State for frames against a reference with these limits, two 8-bit images.
@_cdecl("sl_frame_new")
public func makeFrame(
  _ lower: UnsafeMutableRawPointer, _ upper: UnsafeMutableRawPointer
) -> UnsafeMutableRawPointer {
  let p = UnsafeMutablePointer<FrameState>.allocate(capacity: 1)
  p.initialize(
    to: FrameState(
      lower: unbox(lower, Image<UInt8>.self).pointee,
      upper: unbox(upper, Image<UInt8>.self).pointee))
  return UnsafeMutableRawPointer(p)
}

/// Warps a frame onto the reference.
@_cdecl("sl_frame_align")
public func alignFrame(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ matrix: UnsafePointer<Double>
) {
  state(handle).pointee.align(unbox(image, Image<UInt8>.self).pointee, by: affine(matrix))
}

/// Pixels of a frame outside of the limits.
@_cdecl("sl_frame_compare")
public func compareFrame(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  state(handle).pointee.compare(unbox(image, Image<UInt8>.self).pointee)
}

/// Opening of the mask by 3x3.
@_cdecl("sl_frame_open")
public func openFrame(_ handle: UnsafeMutableRawPointer) { state(handle).pointee.open() }

/// Connected components of the opened mask with all geometry.
@_cdecl("sl_frame_label")
public func labelFrame(_ handle: UnsafeMutableRawPointer) { state(handle).pointee.label() }

/// Difference, opening and components of a frame that lies on the reference already.
@_cdecl("sl_frame_inspect")
public func inspectFrame(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  state(handle).pointee.inspect(unbox(image, Image<UInt8>.self).pointee)
}

/// The same, too bright and too dark apart.
@_cdecl("sl_frame_inspect_signed")
public func inspectFrameSigned(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer
) {
  state(handle).pointee.inspectSigned(unbox(image, Image<UInt8>.self).pointee)
}

/// Warp of the whole frame, then the same as `sl_frame_inspect`.
@_cdecl("sl_frame_align_inspect")
public func alignAndInspectFrame(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ matrix: UnsafePointer<Double>
) {
  let s = state(handle)
  s.pointee.align(unbox(image, Image<UInt8>.self).pointee, by: affine(matrix))
  let aligned = s.pointee.aligned
  s.pointee.inspect(aligned)
}

/// The number of components found last, and the pixels of all of them.
@_cdecl("sl_frame_found")
public func frameFound(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Int>) {
  let components = state(handle).pointee.components
  out[0] = components.count
  out[1] = (0..<components.count).reduce(0) { $0 + components.region($1).area }
}
