import Synchronization

/// Does numbered pieces of work on several workers, each with state of its own that it keeps from
/// piece to piece.
struct WorkerPool: Sendable {
  /// How many workers at most, at least 1.
  let jobs: Int

  /// What the workers share.
  private final class Progress<Output: Sendable, Failure: Error>: Sendable {
    let next = Atomic(0)
    let outputs: Mutex<[Output?]>
    let failure = Mutex<Failure?>(nil)

    init(count: Int) { outputs = Mutex([Output?](repeating: nil, count: count)) }
  }

  /// What `work` makes of the pieces 0..<count, in their order; the first error ends all work.
  func map<State, Output: Sendable, Failure: Error>(
    _ count: Int, state: @escaping @Sendable () -> State,
    work: @escaping @Sendable (Int, inout State) throws(Failure) -> Output
  ) async throws(Failure) -> [Output] {
    let progress = Progress<Output, Failure>(count: count)
    await withTaskGroup { group in
      for _ in 0..<min(jobs, count) {
        group.addTask {
          var state = state()
          while progress.failure.withLock({ $0 == nil }) {
            let i = progress.next.add(1, ordering: .relaxed).oldValue
            guard i < count else { return }
            do throws(Failure) {
              let output = try work(i, &state)
              progress.outputs.withLock { $0[i] = output }
            } catch {
              progress.failure.withLock { $0 = $0 ?? error }
            }
          }
        }
      }
    }
    if let error = progress.failure.withLock({ $0 }) { throw error }
    return progress.outputs.withLock { $0.compactMap(\.self) }
  }
}
