import Decision
import Foundation
import Traceability
import Wording

/// The filter of the results page as it was typed, and as a query.
struct ResultsFilter: Sendable {
  let from: String?
  let to: String?
  let lot: String?
  let serial: String?
  let verdicts: Set<Verdict>
  let defectClass: String?
  let place: RecordPage.Place
  /// What is wrong with what was typed; what is wrong does not filter.
  let problems: [String]
  let query: RecordQuery

  /// Longer texts than this are in no record that anybody types.
  private static let longestText = 500

  init(_ request: PageRequest, zone: TimeZone, words: Words) {
    func text(_ name: String) -> String? {
      request.value(name).map { String($0.prefix(Self.longestText)) }
    }
    (from, to, lot, serial) = (text("from"), text("to"), text("lot"), text("serial"))
    verdicts = Set((request.parameters["verdict"] ?? []).compactMap(Verdict.init(rawValue:)))
    defectClass = text("class")
    if let number = text("before").flatMap({ Int64($0) }) {
      place = .olderThan(number)
    } else if let number = text("after").flatMap({ Int64($0) }) {
      place = .newerThan(number)
    } else {
      place = .newest
    }
    var problems: [String] = []
    func date(_ text: String?, _ bound: TimeBound) -> Date? {
      guard let text else { return nil }
      if let date = bound.date(text, zone: zone) { return date }
      problems.append(words.text(.resultsBadTime, ["text": text]))
      return nil
    }
    let (since, until) = (date(from, .since), date(to, .until))
    if let since, let until, since >= until { problems.append(words[.resultsBadOrder]) }
    self.problems = problems
    query = RecordQuery(
      serial: serial, lot: lot, verdicts: verdicts,
      defectClass: defectClass.map { DefectClass(rawValue: $0) }, since: since, until: until)
  }

  /// Whether anything filters.
  var isActive: Bool {
    from != nil || to != nil || lot != nil || serial != nil || !verdicts.isEmpty
      || defectClass != nil
  }

  /// The address of the results with this filter at another place.
  func address(_ place: RecordPage.Place, language: [String]?) -> String {
    var parameters: [String: [String]] = [:]
    for case (let name, let value?) in [
      ("from", from), ("to", to), ("lot", lot), ("serial", serial), ("class", defectClass),
    ] {
      parameters[name] = [value]
    }
    if !verdicts.isEmpty { parameters["verdict"] = verdicts.map(\.rawValue).sorted() }
    switch place {
    case .newest: break
    case .olderThan(let number): parameters["before"] = ["\(number)"]
    case .newerThan(let number): parameters["after"] = ["\(number)"]
    }
    parameters["lang"] = language
    return PageAddress.results.path + QueryText.of(parameters)
  }
}
