/// Writes one format. Entries are written as they come, so that memory stays flat over any number
/// of them.
protocol ReportWriter: AnyObject {
  /// Whether pictures given to ``append(_:)`` would be shown.
  var wantsPictures: Bool { get }

  func append(_ entry: ReportEntry) throws(ReportError)

  /// Completes the file; nothing may be appended afterwards.
  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError)
}

extension ReportWriter {
  var wantsPictures: Bool { false }
}
