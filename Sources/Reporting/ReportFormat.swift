/// A form in which the results of a run are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// One JSON object a line, the contract with other programs.
  case jsonl
  /// A table for spreadsheets.
  case csv
  /// JUnit XML, which build servers show.
  case junit
  /// One self-contained page for people.
  case html

  /// The file's name in the output folder.
  public var fileName: String {
    switch self {
    case .jsonl: "results.jsonl"
    case .csv: "results.csv"
    case .junit: "junit.xml"
    case .html: "report.html"
    }
  }
}
