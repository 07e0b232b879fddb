import Decision

/// The exit codes of an inspection, the most serious that applies; other programs rely on them.
public enum RunStatus: Int32, Sendable {
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

  /// The exit code of an inspection of one image with `verdict`.
  public init(of verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .allPassed
      case .fail, .review: .rejected
      case .uninspectable: .uninspectable
      }
  }
}
