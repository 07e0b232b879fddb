import ArgumentParser

/// A length of time with its unit on the command line: `300ms`, `2s`, `10min`, `12h`, `30d`.
struct TimeSpan: ExpressibleByArgument, CustomStringConvertible {
  /// The length, more than 0.
  let duration: Duration
  /// As people write it.
  let description: String

  private static let units: [(suffix: String, seconds: Double)] = [
    ("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600), ("d", 86400),
  ]

  /// A length that is a default; `text` says it as people write it.
  init(_ duration: Duration, _ text: String) { (self.duration, description) = (duration, text) }

  init?(argument: String) {
    guard let unit = Self.units.first(where: { argument.hasSuffix($0.suffix) }),
      let count = Double(argument.dropLast(unit.suffix.count)), count.isFinite, count > 0,
      count * unit.seconds <= 1e10
    else { return nil }
    duration = .microseconds(Int64((count * unit.seconds * 1e6).rounded()))
    description = argument
  }

  /// The length in seconds.
  var seconds: Double { duration / .seconds(1) }

  var defaultValueDescription: String { description }
}
