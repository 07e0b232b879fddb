/// Samples directly before a page that cannot be accessed, or directly after one: a kernel that
/// reads or writes a single byte beyond them dies.
public final class FencedSamples<Sample: BitwiseCopyable> {
  /// The first sample.
  public let pointer: UnsafeMutablePointer<Sample>
  /// Samples.
  public let count: Int
  private let arena: GuardedArena

  /// `samples` in memory of their own with a forbidden page at one end.
  public init(_ samples: [Sample], _ fence: Fence) {
    arena = GuardedArena(atEnd: fence == .after)
    count = samples.count
    pointer = arena.place(samples)
  }

  /// The samples as they are now.
  public var samples: [Sample] {
    defer { extendLifetime(self) }
    return Array(UnsafeBufferPointer(start: pointer, count: count))
  }
}

/// Which end of memory a forbidden page is at.
public enum Fence: CaseIterable, Sendable {
  /// Access before the first sample dies.
  case before
  /// Access after the last sample dies.
  case after
}
