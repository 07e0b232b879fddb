import NIOPosix
import Synchronization

/// Threads for work that waits for a disk or takes a while, a few for each lane. What waits for them is
/// bounded.
final class Workshop: Sendable {
  private final class Bench: Sendable {
    let pool: NIOThreadPool
    let waiting = Atomic(0)

    init(threads: Int) {
      pool = NIOThreadPool(numberOfThreads: threads)
      pool.start()
    }
  }

  /// Requests that wait in a lane at most; others are told to come again.
  private static let longestQueue = 64

  private let benches: [Route.Lane: Bench]

  init() {
    benches = Dictionary(
      uniqueKeysWithValues: Route.Lane.allCases.map { lane in
        (lane, Bench(threads: lane == .reading ? 2 : 1))
      })
  }

  /// Does `work` in `lane`.
  ///
  /// Throws what it throws, or a refusal where too much waits; listeners are as many as are let in.
  func run<Value: Sendable>(
    in lane: Route.Lane, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard let bench = benches[lane] else { preconditionFailure("no lane \(lane)") }
    let waiting = bench.waiting.add(1, ordering: .relaxed).newValue
    defer { bench.waiting.subtract(1, ordering: .relaxed) }
    guard waiting <= Self.longestQueue || lane == .listening else {
      throw Refusal.later(.serviceUnavailable, seconds: 2, "too many requests wait; try again")
    }
    return try await bench.pool.runIfActive { try work() }
  }

  /// Ends the threads when their work is done.
  func close() {
    for bench in benches.values { bench.pool.shutdownGracefully { _ in } }
  }
}
