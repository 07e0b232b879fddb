import Synchronization

/// How many bytes of large answers may be on their way at a time, however slowly they are taken.
final class ByteBudget: Sendable {
  /// A part of it, given back when nobody holds it any more.
  final class Share: Sendable {
    private let budget: ByteBudget
    private let count: Int

    fileprivate init(_ budget: ByteBudget, _ count: Int) {
      (self.budget, self.count) = (budget, count)
    }

    deinit { budget.left.add(count, ordering: .relaxed) }
  }

  private let left: Atomic<Int>

  init(_ bytes: Int) { left = Atomic(bytes) }

  /// A share of `count` bytes; `nil` where so many are not left.
  func take(_ count: Int) -> Share? {
    guard left.subtract(count, ordering: .relaxed).newValue >= 0 else {
      left.add(count, ordering: .relaxed)
      return nil
    }
    return Share(self, count)
  }
}
