import Kernels
import Pixels

// The harness hands over plain pointers once, outside the timed region; images made of them live
// until the process ends and are named by their address.

/// An 8-bit image with `channels` channels from packed rows.
@_cdecl("sl_image8")
public func makeImage8(
  _ samples: UnsafePointer<UInt8>, _ width: Int, _ height: Int, _ channels: Int
) -> UnsafeMutableRawPointer {
  let count = width * height * channels
  return box(
    Image<UInt8>(
      width: width, height: height, channels: channels,
      samples: UnsafeBufferPointer(start: samples, count: count)))
}

/// `bytes` of memory as images have it, for the other side's arrays: with the same alignment and in
/// large pages where ours are. Lives until the process ends.
@_cdecl("sl_memory")
public func makeMemory(_ bytes: Int) -> UnsafeMutableRawPointer {
  let image = box(Image<UInt8>(width: bytes, height: 1))
  return unbox(image, Image<UInt8>.self).pointee.withUnsafeMutableSamples {
    UnsafeMutableRawPointer($0)
  }
}

/// Copies an 8-bit image out to packed rows.
@_cdecl("sl_copy8")
public func copyImage8(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let samples = unbox(handle, Image<UInt8>.self).pointee.samples
  out.update(from: samples, count: samples.count)
}

/// The instruction set in use, 0 baseline, 1 AVX2, 2 AVX-512.
@_cdecl("sl_isa")
public func instructionSet() -> Int {
  switch InstructionSet.current {
  case .baseline: 0
  case .avx2: 1
  case .avx512: 2
  }
}

/// Keeps `value` in memory of its own.
func box<Value>(_ value: consuming Value) -> UnsafeMutableRawPointer {
  let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
  pointer.initialize(to: value)
  return UnsafeMutableRawPointer(pointer)
}

/// The value that ``box(_:)`` keeps.
func unbox<Value>(
  _ handle: UnsafeMutableRawPointer, _ type: Value.Type
) -> UnsafeMutablePointer<Value> {
  handle.assumingMemoryBound(to: type)
}
