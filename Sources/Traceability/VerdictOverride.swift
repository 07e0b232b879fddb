import Decision
import Foundation

/// A person's decision that a recorded verdict does not count, kept beside the record, which stays as
/// it is. Written once, never changed; of several for one record the latest counts.
public struct VerdictOverride: Sendable, Equatable {
  /// Position among the overrides of the records file, from 1, without gaps; `nil` until it is
  /// committed.
  public var number: Int64?
  /// The record that it is about.
  public var sequence: Int64
  /// The verdict that counted before: the record's, or that of the override before this one.
  public var oldVerdict: Verdict
  /// The verdict that counts from now on.
  public var newVerdict: Verdict
  /// Who decided.
  public var `operator`: String
  /// Why.
  public var reason: String
  /// When.
  public var recordedAt: Date

  /// See the properties.
  public init(
    number: Int64? = nil, sequence: Int64, oldVerdict: Verdict, newVerdict: Verdict,
    operator: String, reason: String, recordedAt: Date
  ) {
    self.number = number
    self.sequence = sequence
    self.oldVerdict = oldVerdict
    self.newVerdict = newVerdict
    self.operator = `operator`
    self.reason = reason
    self.recordedAt = recordedAt
  }
}

extension InspectionRecord {
  /// The verdict that counts: that of the latest override, or the recorded one.
  public var finalVerdict: Verdict { overrides.last?.newVerdict ?? verdict }
}
