import Decision
import Traceability

/// Records as lines of CSV, as `results.csv` has them: texts that a spreadsheet would run as a formula
/// are made harmless.
public enum RecordCSV {
  /// The byte order mark and the names of the columns, with a count for each of `classes`.
  public static func header(classes: [DefectClass] = DefectClass.boardClasses) -> String {
    CSVReport.header(classes)
  }

  /// The line of `record`, with its line end.
  public static func line(
    _ record: InspectionRecord, classes: [DefectClass] = DefectClass.boardClasses
  ) -> String {
    CSVReport.line(record, classes: classes)
  }
}
