#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A block of memory aligned to 64 bytes that grows but never shrinks.
///
/// The first touch of fresh memory costs more than most operators, so images and masks keep their
/// block when they are reshaped to a size that fits. Behind ``Image`` and ``BitMask`` it is shared
/// copy-on-write, which is what makes those types values.
final class PixelStorage: @unchecked Sendable {
  // Sendable: only reached through Image and BitMask, which write it when they own it uniquely.
  let base: UnsafeMutableRawPointer
  let capacity: Int
  private let block: UnsafeMutableRawPointer

  /// Bytes before the first and beyond the last sample that may be read, so that a vector may
  /// overhang; those before the first are zero.
  static let overhang = 64

  /// The size of a large page, the unit in which Linux backs memory that asks for it.
  private static let hugePage = 2 << 20

  init(byteCount: Int) {
    capacity = byteCount
    let total = byteCount + 2 * Self.overhang
    let isLarge = total >= Self.hugePage
    block = UnsafeMutableRawPointer.allocate(
      byteCount: total, alignment: isLarge ? Self.hugePage : 64)
    #if os(Linux)
      // Without it every 4 KiB of a frame costs a page fault at first and a TLB miss in each pass.
      // A system that refuses loses nothing but that.
      if isLarge { _ = madvise(block, total, MADV_HUGEPAGE) }
    #endif
    block.initializeMemory(as: UInt8.self, repeating: 0, count: total)
    base = block + Self.overhang
  }

  func copy(byteCount: Int) -> PixelStorage {
    let other = PixelStorage(byteCount: byteCount)
    other.base.copyMemory(from: base, byteCount: min(byteCount, capacity))
    return other
  }

  deinit { block.deallocate() }
}
