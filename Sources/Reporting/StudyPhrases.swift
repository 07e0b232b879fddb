import Decision
import Studies

/// Numbers and words that the texts and pages of studies share.
enum StudyPhrases {
  /// A confidence without more decimals than it needs, at most 4.
  static func level(_ value: Double) -> String {
    var text = fixedPoint(value, places: 4) ?? "–"
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A share in percent with one decimal.
  static func percent(_ share: Double) -> String { ReportWords.english.percent(share) }

  /// A share at an axis, in percent without decimals that say nothing.
  static func tick(_ share: Double) -> String { "\(level(share * 100)) %" }

  /// `3 of 20 (15.0 %)`; `–` of none.
  static func share(_ count: Int, of total: Int) -> String {
    total == 0 ? "–" : "\(count) of \(total) (\(percent(Double(count) / Double(total))))"
  }

  /// `1 part`, `2 parts`.
  static func count(_ count: Int, _ name: String) -> String {
    "\(count) \(name)\(count == 1 ? "" : "s")"
  }

  /// A score; the dash of a part without a candidate.
  static func score(_ score: Double?) -> String {
    score.map { fixedPoint($0, places: 3) ?? "–" } ?? "none"
  }

  /// A measured number with about four digits.
  static func measured(_ value: Double) -> String {
    let places = value.magnitude >= 100 ? 1 : value.magnitude >= 1 ? 2 : 4
    return fixedPoint(value, places: places) ?? "–"
  }
}
