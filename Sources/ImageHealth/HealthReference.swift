/// The range that each of the ``HealthValues`` had over the good pictures that a recipe was taught
/// from. What lies within was accepted as good, so that only what lies outside has drifted.
///
/// Grows with ``add(_:)`` without the pictures before.
public struct HealthReference: Sendable, Equatable, Codable {
  /// The lowest of each value.
  public private(set) var lowest: HealthValues
  /// The highest of each value.
  public private(set) var highest: HealthValues
  /// How many pictures were seen, at least 1.
  public private(set) var count: Int

  /// So many pictures tell what range is usual.
  static let fewest = 4

  /// The range of one picture.
  public init(_ values: HealthValues) {
    (lowest, highest, count) = (values, values, 1)
  }

  /// The range over `values`; `nil` for none.
  public init?(_ values: some Sequence<HealthValues>) {
    var range: HealthReference?
    for value in values {
      if range == nil { range = HealthReference(value) } else { range?.add(value) }
    }
    guard let range else { return nil }
    self = range
  }

  /// Takes one more good picture into the range.
  public mutating func add(_ values: HealthValues) {
    let paths: [WritableKeyPath<HealthValues, Double>] = [
      \.sharpness, \.contrast, \.darkClipped, \.brightClipped, \.level, \.slopeAcross, \.slopeDown,
    ]
    for path in paths {
      lowest[keyPath: path] = min(lowest[keyPath: path], values[keyPath: path])
      highest[keyPath: path] = max(highest[keyPath: path], values[keyPath: path])
    }
    count += 1
  }
}
