/// Measures one stage after the other.
struct Stopwatch {
  private var last = ContinuousClock.now

  /// Milliseconds since the start or the last lap.
  mutating func lap() -> Double {
    let now = ContinuousClock.now
    defer { last = now }
    let (seconds, attoseconds) = (now - last).components
    return Double(seconds) * 1e3 + Double(attoseconds) * 1e-15
  }
}
