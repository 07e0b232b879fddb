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
  public var exitStatus: ExitStatus {
    if recordError != nil || !reportErrors.isEmpty { return .notWritten }
    if notInspected > 0 { return .interrupted }
    if tally.count(of: .uninspectable) > 0 { return .uninspectable }
    return tally.count(of: .fail) + tally.count(of: .review) > 0 ? .rejected : .allPassed
  }
}

/// The exit codes of an inspection, the most serious that applies; other programs rely on them.
public enum ExitStatus: Int32, Sendable {
  /// All images passed.
  case allPassed = 0
  /// At least one image failed or is to be reviewed.
  case rejected = 1
  /// Wrong usage, or something that was given cannot be used; nothing was inspected.
  case nothingInspected = 2
  /// At least one image is uninspectable.
  case uninspectable = 3
  /// Records or reports could not be written, so that results are missing there.
  case notWritten = 4
  /// The run was stopped by a signal before all images were inspected.
  case interrupted = 130
}
