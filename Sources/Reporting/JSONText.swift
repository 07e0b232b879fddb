/// Writes JSON values (RFC 8259), a string at a time: no tree is built and members keep the order
/// in which they are written, which is part of the contract of `results.jsonl`.
enum JSONText {
  /// `text` in quotes. Besides what must be escaped, U+2028 and U+2029 are, which JavaScript before
  /// 2019 and some log viewers take for line ends.
  static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// `text` in quotes, or `null`.
  static func string(_ text: String?) -> String { text.map { string($0) } ?? "null" }

  /// `value` with `places` decimals; `null` where it is not finite, which JSON cannot say.
  static func number(_ value: Double, places: Int) -> String {
    fixedPoint(value, places: places) ?? "null"
  }
}
