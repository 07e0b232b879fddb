import Dispatch
import Foundation

/// Threads for work that blocks for long, which the system's pools are not made for.
enum WorkThread {
  /// Runs `body` on a thread of its own, which the system lists under `name` (at most 15 bytes).
  static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let isStarted = DispatchSemaphore(value: 0)
    let thread = Thread {
      // Foundation knows a thread that it can name once `start` has returned, and a thread sets the name
      // that it reads at its beginning: one given from outside meanwhile would be lost.
      isStarted.wait()
      Thread.current.name = name
      body()
    }
    thread.stackSize = 4 << 20
    thread.start()
    isStarted.signal()
  }
}
