import Foundation

/// A lock with a condition that others wait for. Its waits last as long as they say, whoever sets the clock
/// meanwhile: those of `NSCondition` end at a time of day, and go on for an hour where the clock is set back
/// by one.
final class SteadyCondition: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` while nobody else holds the lock.
  func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Waits for ``broadcast()``, and may return without one; within ``withLock(_:)``, which lets others in
  /// meanwhile.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// As ``wait()``, but not beyond `deadline`; `false` where that has passed.
  func wait(until deadline: ContinuousClock.Instant) -> Bool {
    let (seconds, attoseconds) = (deadline - .now).components
    guard seconds > 0 || attoseconds > 0 else { return false }
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    #if canImport(Darwin)
      return pthread_cond_timedwait_relative_np(condition, mutex, &time) == 0
    #else
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      let nanoseconds = now.tv_nsec + time.tv_nsec
      time.tv_sec += now.tv_sec + nanoseconds / 1_000_000_000
      time.tv_nsec = nanoseconds % 1_000_000_000
      return pthread_cond_timedwait(condition, mutex, &time) == 0
    #endif
  }

  /// Wakes all who wait.
  func broadcast() { pthread_cond_broadcast(condition) }
}
