import Foundation
import Traceability
import Wording

/// What the report page shows: what to report on, and the report.
struct ReportPageContent: Sendable {
  let from: String?
  let to: String?
  let lot: String?
  let problems: [String]
  let zone: String
  let report: ReportContent

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    let shifts = pages.settings.shifts
    let filter = ResultsFilter(request, zone: shifts.zone, words: words)
    (from, to, lot) = (filter.from, filter.to, filter.lot)
    problems = filter.problems
    zone = words.text(
      .resultsZone, ["offset": "UTC" + Words.offset(shifts.offset(at: request.now))])
    let query = filter.query
    let isOpen = query.since == nil && query.until == nil && query.lot == nil
    report = try ReportContent(
      ReportSpan(
        since: isOpen ? shifts.begin(of: request.now) : query.since, until: query.until,
        lot: query.lot), pages.records, pages.settings, say, at: request.now
    ) { record in record.sequence.map { "/images/\($0)" } }
  }
}

extension PageSet {
  /// The page of reports.
  func reportPage(_ request: PageRequest) throws -> String {
    PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.reportTitle], style: "report",
        sheets: ["print.css"], content: try ReportPageContent(self, request)), "report")
  }
}
