import Decision
import Foundation
import Traceability
import Wording

/// What the results page shows.
struct ResultsContent: Sendable {
  struct VerdictChoice: Sendable {
    let value: String
    let verdict: VerdictView
    let isChosen: Bool
  }

  struct ClassChoice: Sendable {
    let value: String
    let name: String
    let isChosen: Bool
  }

  let from: String?
  let to: String?
  let lot: String?
  let serial: String?
  let verdicts: [VerdictChoice]
  let classes: [ClassChoice]
  let problems: [String]
  let zone: String
  let rows: [ResultRow]
  let hasRows: Bool
  let caption: String
  let nothing: String
  let newest: String?
  let newer: String?
  let older: String?

  /// So many records are on a page.
  static let pageLength = 50

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    let shifts = pages.settings.shifts
    let filter = ResultsFilter(request, zone: shifts.zone, words: words)
    (from, to, lot, serial) = (filter.from, filter.to, filter.lot, filter.serial)
    verdicts = Verdict.allCases.map { verdict in
      VerdictChoice(
        value: verdict.rawValue, verdict: say.verdict(verdict),
        isChosen: filter.verdicts.contains(verdict))
    }
    var known = try pages.records.defectClasses().map(\.rawValue)
    if let wanted = filter.defectClass, !known.contains(wanted) { known.append(wanted) }
    classes = known.map { name in
      ClassChoice(
        value: name, name: say.className(DefectClass(rawValue: name)),
        isChosen: name == filter.defectClass)
    }
    problems = filter.problems
    zone = words.text(
      .resultsZone, ["offset": "UTC" + Words.offset(shifts.offset(at: request.now))])
    let page = try pages.records.page(
      matching: filter.query, at: filter.place, length: Self.pageLength)
    rows = page.records.map { ResultRow($0, say) }
    hasRows = !rows.isEmpty
    let (first, last) = (page.records.first?.sequence, page.records.last?.sequence)
    caption = words.text(
      .resultsCaption, ["first": words.number(first ?? 0), "last": words.number(last ?? 0)])
    nothing = words[filter.isActive ? .resultsNone : .resultsEmpty]
    let language = request.parameters["lang"]
    newest = page.hasNewer ? filter.address(.newest, language: language) : nil
    newer = page.hasNewer ? first.map { filter.address(.newerThan($0), language: language) } : nil
    older = page.hasOlder ? last.map { filter.address(.olderThan($0), language: language) } : nil
  }
}

/// A record in a table of records.
struct ResultRow: Sendable {
  let sequence: String
  let page: String
  let thumbnail: String
  let alt: String
  let verdict: VerdictView
  let changed: String?
  let time: String
  let serial: String?
  let lot: String?
  let defects: String
  let recipe: String
  let isCurrent: Bool

  init(_ record: InspectionRecord, _ say: RecordWords, current: Int64? = nil) {
    let words = say.words
    let number = record.sequence ?? 0
    sequence = words.number(number)
    page = PageAddress.part(record: number).path
    thumbnail = "/images/\(number)/thumbnail?missing=drawn"
    alt = words.text(.resultsThumbnailAlt, ["sequence": words.number(number)])
    verdict = say.verdict(record.verdict)
    changed =
      record.finalVerdict == record.verdict
      ? nil
      : words.text(.verdictChanged, ["verdict": say.verdict(record.finalVerdict).name])
    time = say.time(record)
    (serial, lot) = (record.serial, record.lot)
    defects = say.summary(record.defects)
    recipe = words.text(
      .resultsRecipeVersion,
      ["recipe": record.recipe, "version": "\(record.recipeVersion)"])
    isCurrent = number == current
  }
}

extension PageSet {
  /// The page of results.
  func resultsPage(_ request: PageRequest) throws -> String {
    PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.resultsTitle], style: "results",
        content: try ResultsContent(self, request)), "results")
  }
}
