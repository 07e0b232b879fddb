import ArgumentParser

/// A span of time as people type it: `90s`, `15min`, `12h`, `30d`.
struct TimeSpanArgument: ExpressibleByArgument, Equatable {
  /// Its length; more than 0.
  let seconds: Double
  /// What was typed.
  let text: String

  private static let units: [(suffix: String, seconds: Double)] = [
    ("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600), ("d", 86400),
  ]

  init?(argument: String) {
    for unit in Self.units where argument.hasSuffix(unit.suffix) {
      guard let count = Double(argument.dropLast(unit.suffix.count)), count.isFinite, count > 0,
        count * unit.seconds <= 1e10
      else { return nil }
      seconds = count * unit.seconds
      text = argument
      return
    }
    return nil
  }
}
