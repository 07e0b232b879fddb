/// Memory for the intermediate rows of operators, aligned to 64 bytes, that grows to what was needed
/// most and is kept. One per worker; its contents between calls have no meaning.
public struct Scratch: ~Copyable {
  private var block: UnsafeMutableRawPointer?
  private var capacity = 0

  /// No memory yet.
  public init() {}

  deinit { block?.deallocate() }

  /// At least `byteCount` bytes, aligned to 64, with 64 readable and writable bytes on both sides;
  /// valid until the next call.
  mutating func bytes(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if byteCount > capacity || block == nil {
      block?.deallocate()
      block = UnsafeMutableRawPointer.allocate(byteCount: byteCount + 128, alignment: 64)
      block?.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount + 128)
      capacity = byteCount
    }
    guard let block else { preconditionFailure("scratch memory is missing") }
    return block + 64
  }
}
