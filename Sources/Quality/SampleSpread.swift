/// Mean and spread of measured values.
public struct SampleSpread: Sendable, Equatable {
  /// How many values.
  public let count: Int
  /// Their mean; 0 without values.
  public let mean: Double
  /// Their standard deviation s = √(Σ (x − mean)² / (count − 1)); `nil` with fewer than 2.
  public let deviation: Double?
  /// The smallest value; 0 without values.
  public let least: Double
  /// The largest value; 0 without values.
  public let most: Double

  /// The spread of `values`.
  public init(_ values: [Double]) {
    count = values.count
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    self.mean = mean
    (least, most) = (values.min() ?? 0, values.max() ?? 0)
    deviation =
      values.count < 2
      ? nil
      : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
        .squareRoot()
  }

  /// The coefficient of variation, standard deviation divided by mean; `nil` with fewer than 2
  /// values or a mean of 0.
  public var variation: Double? {
    guard let deviation, mean != 0 else { return nil }
    return deviation / mean.magnitude
  }
}
