import Decision
import Foundation
import Traceability

extension FormFields {
  /// Which records a query asks for: `since`, `until`, `lot`, `serial`, `verdict`, `class`, `recipe`.
  ///
  /// Throws a refusal that names the field that is wrong, or one that there is not.
  func recordQuery(besides others: Set<String> = []) throws(Refusal) -> RecordQuery {
    let known: Set<String> = ["since", "until", "lot", "serial", "verdict", "class", "recipe"]
    if let strange = values.keys.filter({ !known.contains($0) && !others.contains($0) }).min() {
      throw Refusal(.badRequest, "there is no parameter \(strange.prefix(40))")
    }
    var query = RecordQuery()
    query.since = try moment("since", .since)
    query.until = try moment("until", .until)
    query.lot = self["lot"]
    query.serial = self["serial"]
    query.defectClass = self["class"].map { DefectClass(rawValue: $0) }
    query.recipe = self["recipe"].map { RecordQuery.RecipeSelector(name: $0) }
    for text in all("verdict") {
      guard let verdict = Verdict(rawValue: text) else {
        throw Refusal(.badRequest, "verdict: pass, fail, review or uninspectable")
      }
      query.verdicts.insert(verdict)
    }
    return query
  }

  /// Which records statistics are asked for: `since`, `until`, `lot`, `recipe`, and `basis`, which
  /// verdicts count.
  ///
  /// Throws a refusal that names the field that is wrong, or one that there is not.
  func qualityFilter() throws(Refusal) -> QualityFilter {
    try only(["since", "until", "lot", "recipe", "basis"])
    var filter = QualityFilter()
    filter.since = try moment("since", .since)
    filter.until = try moment("until", .until)
    filter.lot = self["lot"]
    filter.recipe = self["recipe"].map { RecordQuery.RecipeSelector(name: $0) }
    if let text = self["basis"] {
      guard let basis = QualityFilter.Basis(rawValue: text) else {
        throw Refusal(.badRequest, "basis: counting or recorded")
      }
      filter.basis = basis
    }
    return filter
  }

  private func moment(_ name: String, _ bound: TimeBound) throws(Refusal) -> Date? {
    guard let text = self[name] else { return nil }
    guard let date = bound.date(text, zone: TimeZone(secondsFromGMT: 0) ?? .current) else {
      throw Refusal(
        .badRequest, "\(name): a day (2025-06-01) or a moment (2025-06-01T14:30Z); UTC")
    }
    return date
  }

  /// How many entries of a list are wanted.
  func limit(_ standard: Int = 100, atMost most: Int = 1000) throws(Refusal) -> Int {
    guard let text = self["limit"] else { return standard }
    guard let limit = Int(text), (1...most).contains(limit) else {
      throw Refusal(.badRequest, "limit: 1 to \(most)")
    }
    return limit
  }

  /// Refuses fields that are none of `known`.
  func only(_ known: Set<String>) throws(Refusal) {
    if let strange = values.keys.filter({ !known.contains($0) }).min() {
      throw Refusal(.badRequest, "there is no parameter \(strange.prefix(40))")
    }
  }
}
