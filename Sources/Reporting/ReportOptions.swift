import Decision
import Foundation
import Wording

/// Choices about the form of reports; none changes a result.
public struct ReportOptions: Sendable {
  /// Classes that get a column of their own in the CSV table, in this order; defects of any other
  /// class are counted in the column `count_other`.
  public var classes: [DefectClass] = DefectClass.boardClasses
  /// The language of the HTML report; files for programs have none.
  public var words = Words(.standard)
  /// The zone in which the HTML report gives times. Files for programs always use UTC.
  public var timeZone: TimeZone = .current
  /// Picture bytes that the HTML report takes in; parts beyond it get their numbers and a note.
  /// Browsers become slow at some hundred megabytes.
  public var pictureBudget: Int = 64 << 20

  /// The defaults.
  public init() {}
}
