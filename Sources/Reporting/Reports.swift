/// The reports of one run: everything appended goes to every format, and is counted.
///
/// `results.jsonl` and `results.csv` are written in place, a line at a time with one system call,
/// so that they can be followed during the run and hold whole lines after a crash. `junit.xml` and
/// `report.html` replace those of an earlier run only when they are complete.
///
/// Not `Sendable`: whoever collects the results of the workers owns it.
public final class Reports {
  /// What was appended so far, counted.
  public private(set) var tally = RunTally()
  /// Where the reports lie, in the order of the formats asked for.
  public let paths: [(format: ReportFormat, path: String)]
  private var writers: [any ReportWriter] = []

  /// Starts the reports in `folder`, which is created where it does not exist.
  ///
  /// Fails where the folder or one of the files cannot be created.
  public init(
    folder: String, formats: some Sequence<ReportFormat>, options: ReportOptions = ReportOptions()
  ) throws(ReportError) {
    try OutputFile.createFolder(folder)
    let base = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    var wanted: [ReportFormat] = []
    for format in formats where !wanted.contains(format) { wanted.append(format) }
    paths = wanted.map { (format: $0, path: base + $0.fileName) }
    for (format, path) in paths {
      switch format {
      case .jsonl: writers.append(try JSONLinesReport(path: path))
      case .csv: writers.append(try CSVReport(path: path, classes: options.classes))
      case .junit: writers.append(try JUnitReport(path: path))
      case .html: writers.append(try HTMLReport(path: path, options: options))
      }
    }
  }

  /// Creates the folder for reports, and those around it, where they do not exist.
  public static func createFolder(_ folder: String) throws(ReportError) {
    try OutputFile.createFolder(folder)
  }

  /// Whether an entry's pictures would be shown; while this is `false`, making them is wasted time.
  public var wantsPictures: Bool { writers.contains { $0.wantsPictures } }

  /// Adds one part to every report.
  ///
  /// A report that cannot be written is given up: the error is thrown once, the entry still goes to
  /// the other reports, and so do all later ones.
  public func append(_ entry: ReportEntry) throws(ReportError) {
    tally.add(entry.record)
    try forEachWriter { writer throws(ReportError) in try writer.append(entry) }
  }

  /// Completes the reports. Throws the first error after all of them were tried; nothing may be
  /// appended afterwards.
  public func finish(_ run: RunSummary) throws(ReportError) {
    defer { writers = [] }
    try forEachWriter { writer throws(ReportError) in try writer.finish(run, tally) }
  }

  private func forEachWriter(
    _ body: (any ReportWriter) throws(ReportError) -> Void
  ) throws(ReportError) {
    var failure: ReportError?
    var intact: [any ReportWriter] = []
    for writer in writers {
      do throws(ReportError) {
        try body(writer)
        intact.append(writer)
      } catch {
        failure = failure ?? error
      }
    }
    writers = intact
    if let failure { throw failure }
  }
}
