#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Samples directly before a page that cannot be accessed, or directly after one: a kernel that
/// reads or writes a single byte beyond them dies.
public final class FencedSamples<Sample: BitwiseCopyable> {
  /// The first sample.
  public let pointer: UnsafeMutablePointer<Sample>
  /// Samples.
  public let count: Int
  private let region: UnsafeMutableRawPointer
  private let byteCount: Int

  /// `samples` in memory of their own with a forbidden page at one end.
  public init(_ samples: [Sample], _ fence: Fence) {
    let page = 4096
    count = samples.count
    let bytes = count * MemoryLayout<Sample>.stride
    let pages = (bytes + page - 1) / page * page
    byteCount = pages + 2 * page
    guard
      let region = mmap(
        nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      region != MAP_FAILED
    else { fatalError("no memory for a test") }
    self.region = region
    mprotect(region, page, PROT_NONE)
    mprotect(region + page + pages, page, PROT_NONE)
    let start = fence == .before ? region + page : region + page + pages - bytes
    pointer = start.bindMemory(to: Sample.self, capacity: count)
    pointer.initialize(from: samples, count: count)
  }

  deinit { munmap(region, byteCount) }

  /// The samples as they are now.
  public var samples: [Sample] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

/// Which end of memory a forbidden page is at.
public enum Fence: CaseIterable, Sendable {
  /// Access before the first sample dies.
  case before
  /// Access after the last sample dies.
  case after
}
