import Foundation

/// Hands the numbers 0, 1, 2… to workers and takes their results back in that order.
///
/// At most `size` numbers are on their way at a time, from being handed out until their results
/// were disposed of: a worker that would go further ahead waits. So a slow disk slows the workers,
/// and what waits for a slow image stays bounded.
final class OrderedWindow<Value: Sendable>: @unchecked Sendable {
  // Everything below is touched only while `condition` is locked.
  private let condition = SteadyCondition()
  private var end: Int
  private var handedOut = 0
  private var collected = 0
  private var disposedOf = 0
  /// Results that were delivered and not collected.
  private var waiting = 0
  private var slots: [Value?]

  /// A window over the numbers below `count`.
  init(count: Int, size: Int) {
    precondition(count >= 0 && size >= 1, "a window of \(size) over \(count) numbers")
    end = count
    slots = Array(repeating: nil, count: size)
  }

  /// The next number to work on; waits while too many are on their way. `nil` at the end.
  func take() -> Int? {
    condition.withLock {
      while handedOut < end, handedOut - disposedOf >= slots.count { condition.wait() }
      guard handedOut < end else { return nil }
      handedOut += 1
      return handedOut - 1
    }
  }

  /// Gives back the result of working on `number`, which must have been taken.
  func deliver(_ value: Value, for number: Int) {
    condition.withLock {
      precondition(
        (collected..<handedOut).contains(number) && slots[number % slots.count] == nil,
        "result \(number) is not awaited")
      slots[number % slots.count] = value
      waiting += 1
      if number == collected || waiting >= slots.count / 2 { condition.broadcast() }
    }
  }

  /// The next results in order, as many as are there; waits for at least one, and from then on up
  /// to `patience` seconds for more, until half the window waits or the last one is there. Empty at
  /// the end. Their room is taken until ``disposeOf(_:)``.
  func collect(patience: TimeInterval = 0) -> [Value] {
    condition.withLock {
      while collected < end, slots[collected % slots.count] == nil { condition.wait() }
      if patience > 0 {
        let deadline = ContinuousClock.now + .seconds(patience)
        while collected + waiting < end, waiting < slots.count / 2,
          condition.wait(until: deadline)
        {}
      }
      var values: [Value] = []
      while collected < end, let value = slots[collected % slots.count] {
        slots[collected % slots.count] = nil
        collected += 1
        waiting -= 1
        values.append(value)
      }
      return values
    }
  }

  /// Makes room for `count` more numbers: so many collected results are no longer kept.
  func disposeOf(_ count: Int) {
    condition.withLock {
      disposedOf += count
      precondition(disposedOf <= collected, "more results were disposed of than collected")
      condition.broadcast()
    }
  }

  /// Hands out nothing any more; what is handed out already is still awaited.
  func stop() {
    condition.withLock {
      end = min(end, handedOut)
      condition.broadcast()
    }
  }
}
