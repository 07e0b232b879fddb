/// `body` of 0..<count in order, computed by up to `jobs` tasks, of which each takes every so many-th
/// index with what `worker` gives it to work with.
func stridedMap<Worker, Value: Sendable>(
  _ count: Int, jobs: Int, worker: @Sendable @escaping () -> Worker,
  _ body: @Sendable @escaping (Worker, Int) -> Value
) async -> [Value] {
  let step = max(1, min(jobs, count))
  return await withTaskGroup(of: [(Int, Value)].self) { group in
    for first in 0..<step {
      group.addTask {
        let state = worker()
        return stride(from: first, to: count, by: step).map { ($0, body(state, $0)) }
      }
    }
    var values = [Value?](repeating: nil, count: count)
    for await part in group {
      for (i, value) in part { values[i] = value }
    }
    return values.compactMap { $0 }
  }
}
