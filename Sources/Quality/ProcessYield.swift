/// How many parts were good at once, and how many in the end.
///
/// A part is what has one serial number under one recipe. It belongs to the period of its first inspection.
public struct ProcessYield: Sendable, Equatable {
  /// Parts inspected for the first time.
  public let parts: Int
  /// Those of them that passed at their first inspection.
  public let passedFirst: Int
  /// Those of them that passed at their last inspection so far.
  public let passedLast: Int
  /// Those of them that were inspected more than once.
  public let repeated: Int

  /// See the properties. Traps where a number is negative or exceeds `parts`.
  public init(parts: Int, passedFirst: Int, passedLast: Int, repeated: Int) {
    precondition(
      [passedFirst, passedLast, repeated].allSatisfy { (0...max(0, parts)).contains($0) },
      "of \(parts) parts \(passedFirst), \(passedLast), \(repeated)")
    (self.parts, self.passedFirst, self.passedLast, self.repeated) = (
      parts, passedFirst, passedLast, repeated
    )
  }

  /// The first-pass yield with its exact interval; `nil` without parts.
  public func firstPass(confidence: Double = 0.95) -> ShareEstimate? {
    parts > 0 ? ShareEstimate(passedFirst, of: parts, confidence: confidence) : nil
  }

  /// The final yield with its exact interval; `nil` without parts.
  public func final(confidence: Double = 0.95) -> ShareEstimate? {
    parts > 0 ? ShareEstimate(passedLast, of: parts, confidence: confidence) : nil
  }

  /// How the first-pass yield was computed.
  public var firstPassComputation: Computation { Computation(.firstPassYield, count: parts) }
  /// How the final yield was computed.
  public var finalComputation: Computation { Computation(.finalYield, count: parts) }
}
