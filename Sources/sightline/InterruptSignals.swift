import Dispatch
import Foundation
import Station
import Synchronization

/// Tells a run to stop when somebody presses Ctrl-C (SIGINT) or the system asks the program to end
/// (SIGTERM). The second signal ends the program at once.
final class InterruptSignals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `stop` at the first signal, on a thread of its own. Signals are seen from when this returns.
  init(stop: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    let count = SignalCount()
    let registered = DispatchSemaphore(value: 0)
    sources = [SIGINT, SIGTERM].map { number in
      // Without this the signal would end the program before anybody is told of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        guard count.isFirst() else { _exit(RunStatus.interrupted.rawValue) }
        stop()
      }
      source.setRegistrationHandler { registered.signal() }
      source.resume()
      return source
    }
    // Registered later, a source would not see what came before, and the program would go on.
    for _ in sources { _ = registered.wait(timeout: .now() + 5) }
  }

  deinit {
    for source in sources { source.cancel() }
  }
}

private final class SignalCount: Sendable {
  private let count = Atomic(0)

  func isFirst() -> Bool { count.add(1, ordering: .relaxed).oldValue == 0 }
}
