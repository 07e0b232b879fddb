/// A block of memory aligned to 64 bytes that grows but never shrinks.
///
/// The first touch of fresh memory costs more than most operators, so images and masks keep their
/// block when they are reshaped to a size that fits. Behind ``Image`` and ``BitMask`` it is shared
/// copy-on-write, which is what makes those types values.
final class PixelStorage: @unchecked Sendable {
  // Sendable: only reached through Image and BitMask, which write it when they own it uniquely.
  let base: UnsafeMutableRawPointer
  let capacity: Int

  /// Bytes readable and writable beyond the last sample, so that a vector may overhang.
  static let overhang = 64

  init(byteCount: Int) {
    capacity = byteCount
    base = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount + Self.overhang, alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount + Self.overhang)
  }

  func copy(byteCount: Int) -> PixelStorage {
    let other = PixelStorage(byteCount: byteCount)
    other.base.copyMemory(from: base, byteCount: min(byteCount, capacity))
    return other
  }

  deinit { base.deallocate() }
}
