import Decision
import Wording

/// Numbers that the texts and pages of studies share.
enum StudyPhrases {
  /// A confidence without more decimals than it needs, at most 4.
  static func level(_ value: Double) -> String {
    var text = fixedPoint(value, places: 4) ?? "–"
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A measured number with about four digits.
  static func measured(_ value: Double) -> String {
    let places = value.magnitude >= 100 ? 1 : value.magnitude >= 1 ? 2 : 4
    return fixedPoint(value, places: places) ?? "–"
  }
}

extension Words {
  /// A share at an axis, in percent without decimals that say nothing.
  func tick(_ share: Double) -> String { inPercent(StudyPhrases.level(share * 100)) }

  /// `3 of 20 (15.0 %)`; `–` of none.
  func share(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return self[.notTold] }
    return counted(
      .studyShare, count,
      ["total": "\(total)", "share": percentage(Double(count) / Double(total))])
  }

  /// Clauses of one sentence.
  func clauses(_ clauses: [String]) -> String {
    guard let last = clauses.last else { return "" }
    return clauses.dropLast().reversed().reduce(last) {
      text(.studyClauses, ["first": $1, "rest": $0])
    }
  }

  /// A score, or that a part has none because it has no candidate.
  func score(_ score: Double?) -> String {
    score.map { fixedPoint($0, places: 3) ?? "–" } ?? self[.studyNone]
  }
}
