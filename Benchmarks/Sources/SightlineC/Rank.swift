import Kernels
import Pixels

/// What the rank operators keep between calls.
private struct RankState: ~Copyable {
  var out = Image<UInt8>()
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

/// The rank operators' last result, packed.
@_cdecl("sl_rank_result")
public func rankResult(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let samples = state(handle).pointee.out.samples
  out.update(from: samples, count: samples.count)
}
