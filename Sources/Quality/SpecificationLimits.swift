/// The values within which a measured value has to lie; one side may be open.
public struct SpecificationLimits: Sendable, Equatable {
  /// The lower limit, LSL; `nil` where there is none.
  public let lower: Double?
  /// The upper limit, USL; `nil` where there is none.
  public let upper: Double?

  /// Limits in the unit of the values. `nil` where neither is given, one is not finite, or the lower one
  /// is not below the upper one.
  public init?(lower: Double? = nil, upper: Double? = nil) {
    guard lower != nil || upper != nil, lower?.isFinite ?? true, upper?.isFinite ?? true else {
      return nil
    }
    if let lower, let upper, lower >= upper { return nil }
    (self.lower, self.upper) = (lower, upper)
  }

  /// Whether `value` lies within, limits included.
  public func contains(_ value: Double) -> Bool {
    value >= lower ?? -.infinity && value <= upper ?? .infinity
  }
}
