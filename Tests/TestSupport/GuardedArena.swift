#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory between pages that may not be touched: what reads or writes beyond it dies on the spot.
public final class GuardedArena {
  private let isAtEnd: Bool
  private var maps: [(UnsafeMutableRawPointer, Int)] = []

  /// An arena whose blocks end at a forbidden page, or begin at one.
  public init(atEnd isAtEnd: Bool) { self.isAtEnd = isAtEnd }

  /// A block that holds `elements`. `before` and `after` more of them may be touched at either end;
  /// they are zero before, and ones behind.
  public func place<Element: BitwiseCopyable>(
    _ elements: [Element], before: Int = 0, after: Int = 0
  ) -> UnsafeMutablePointer<Element> {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let stride = MemoryLayout<Element>.stride
    let bytes = (before + elements.count + after) * stride
    let inner = max(1, (bytes + page - 1) / page) * page
    guard
      let map = mmap(
        nil, inner + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      map != MAP_FAILED, mprotect(map + page, inner, PROT_READ | PROT_WRITE) == 0
    else { fatalError("no memory for a test") }
    maps.append((map, inner + 2 * page))
    let block = map + page + (isAtEnd ? inner - bytes : 0)
    let base = (block + before * stride).assumingMemoryBound(to: Element.self)
    elements.withUnsafeBufferPointer {
      if let source = $0.baseAddress { base.update(from: source, count: elements.count) }
    }
    memset(base + elements.count, 0xff, after * stride)
    return base
  }

  deinit {
    for (map, bytes) in maps { munmap(map, bytes) }
  }
}
