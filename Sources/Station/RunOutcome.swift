import Decision
import Foundation
import Reporting
import Traceability

/// How a run ended.
public struct RunOutcome: Sendable {
  /// The images that were to be inspected.
  public let total: Int
  /// Those that were: their records, where kept, are committed.
  public let tally: RunTally
  /// When the run began.
  public let started: Date
  /// When the last result was recorded.
  public let ended: Date
  /// How long it took by a clock that nobody sets, in seconds.
  public let seconds: Double
  /// Why the run was broken off, if records could not be kept.
  public let recordError: RecordStoreError?
  /// The reports that could not be written.
  public let reportErrors: [ReportError]

  /// Images that were not inspected, because the run was stopped or broken off.
  public var notInspected: Int { total - tally.total }

  /// What the program tells whoever called it.
  public var exitStatus: RunStatus {
    if recordError != nil || !reportErrors.isEmpty { return .notWritten }
    if notInspected > 0 { return .interrupted }
    if tally.count(of: .uninspectable) > 0 { return .uninspectable }
    return tally.count(of: .fail) + tally.count(of: .review) > 0 ? .rejected : .allPassed
  }
}
