/// What one thread hands to others, in order; whoever hands over more than fits waits.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // Everything below is touched only while `condition` is locked.
  private let condition = SteadyCondition()
  private var elements: [Element] = []
  private var isClosed = false
  private let capacity: Int

  init(capacity: Int) {
    precondition(capacity >= 1, "a queue for \(capacity) elements")
    self.capacity = capacity
  }

  /// How many elements wait.
  var count: Int { condition.withLock { elements.count } }

  /// Appends `element`, and waits for room; `false` where the queue is closed and it was dropped.
  @discardableResult
  func push(_ element: Element) -> Bool {
    condition.withLock {
      while elements.count >= capacity, !isClosed { condition.wait() }
      guard !isClosed else { return false }
      elements.append(element)
      condition.broadcast()
      return true
    }
  }

  /// Appends `element` where there is room and the queue is open, and returns whether it did.
  func tryPush(_ element: Element) -> Bool {
    condition.withLock {
      guard elements.count < capacity, !isClosed else { return false }
      elements.append(element)
      condition.broadcast()
      return true
    }
  }

  /// Whether there is nothing to take.
  var isEmpty: Bool { condition.withLock { elements.isEmpty } }

  /// Takes the first elements, at most `count`, and waits for one for at most `seconds`. Empty where
  /// none came; `nil` where the queue is closed and empty. With the first there, waits for more to come
  /// for at most as many seconds as `gathering` says then, or until the queue is full.
  func take(
    _ count: Int, waiting seconds: Double, gathering: () -> Double = { 0 }
  ) -> [Element]? {
    condition.withLock {
      let deadline = ContinuousClock.now + .seconds(seconds)
      while elements.isEmpty, !isClosed, condition.wait(until: deadline) {}
      guard !elements.isEmpty else { return isClosed ? nil : [] }
      let end = ContinuousClock.now + .seconds(gathering())
      let wanted = min(count, capacity)
      while elements.count < wanted, !isClosed, condition.wait(until: end) {}
      let taken = Array(elements.prefix(count))
      elements.removeFirst(taken.count)
      condition.broadcast()
      return taken
    }
  }

  /// Takes the first element and waits for it; `nil` where the queue is closed and empty.
  func take() -> Element? {
    condition.withLock {
      while elements.isEmpty, !isClosed { condition.wait() }
      guard !elements.isEmpty else { return nil }
      condition.broadcast()
      return elements.removeFirst()
    }
  }

  /// Takes nothing more; what is in the queue can still be taken, unless it is dropped.
  func close(dropping: Bool = false) {
    condition.withLock {
      isClosed = true
      if dropping { elements.removeAll() }
      condition.broadcast()
    }
  }
}
