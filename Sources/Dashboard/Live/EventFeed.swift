import Foundation
import Synchronization
import Traceability

/// Tells listeners what is new in the records. One look at the database every half second serves all of
/// them, and none is taken while nobody listens. For each listener only a few events are kept: whoever
/// is slow misses some and gets the newest.
final class EventFeed: Sendable {
  /// Something to tell.
  enum Event: Sendable, Equatable {
    /// The newest record has this number.
    case record(Int64)
    /// The newest alarm has this number.
    case alarm(Int64)
    /// Somebody overrode a verdict.
    case override(Int64)
    /// Nothing; that the line still stands.
    case beat

    /// As an event of `text/event-stream`.
    var text: String {
      switch self {
      case .record(let number): "event: record\ndata: {\"sequence\":\(number)}\n\n"
      case .alarm(let number): "event: alarm\ndata: {\"alarm\":\(number)}\n\n"
      case .override(let number): "event: override\ndata: {\"override\":\(number)}\n\n"
      case .beat: ": still here\n\n"
      }
    }
  }

  private static let interval = Duration.milliseconds(500)
  /// Looks without anything new between two beats.
  private static let looksPerBeat = 30
  /// Events that are kept for a slow listener.
  private static let kept = 8

  private struct State {
    var listeners: [Int: AsyncStream<Event>.Continuation] = [:]
    var nextID = 0
    var isClosed = false
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// How many listen.
  var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// What is new from now on; `nil` where too many listen already.
  func listen() -> AsyncStream<Event>? {
    let (stream, continuation) = AsyncStream<Event>.makeStream(
      bufferingPolicy: .bufferingNewest(Self.kept))
    let id = state.withLock { state -> Int? in
      guard state.listeners.count < limit, !state.isClosed else { return nil }
      state.nextID += 1
      state.listeners[state.nextID] = continuation
      return state.nextID
    }
    guard let id else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: id) }
    }
    return stream
  }

  /// Looks into the records until it is cancelled; `look` gives the newest numbers.
  func run(look: @Sendable () async throws -> NewestNumbers) async {
    var last: NewestNumbers?
    var looks = 0
    while !Task.isCancelled {
      if listenerCount == 0 {
        last = nil
      } else if let newest = try? await look() {
        let before = last ?? newest
        if newest.record != before.record { tell(.record(newest.record)) }
        if newest.alarm != before.alarm { tell(.alarm(newest.alarm)) }
        if newest.override != before.override { tell(.override(newest.override)) }
        last = newest
      }
      looks += 1
      if looks % Self.looksPerBeat == 0 { tell(.beat) }
      try? await Task.sleep(for: Self.interval)
    }
    close()
  }

  /// Ends all listening, for good.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  private func tell(_ event: Event) {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(event) }
  }
}
