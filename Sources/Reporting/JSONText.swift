/// Writes JSON values (RFC 8259) at the end of UTF-8 text: no tree is built and members keep the
/// order in which they are written, which is part of the contract of `results.jsonl`.
enum JSONText {
  /// `text` in quotes. Besides what must be escaped, U+2028 and U+2029 are, which JavaScript before
  /// 2019 and some log viewers take for line ends.
  static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      out.append(UInt8(ascii: "\""))
      // What needs no escape, nearly always everything, is copied in one piece.
      var plain = 0
      for (i, byte) in bytes.enumerated() {
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2 else {
          continue
        }
        guard let escape = escape(bytes, at: i) else { continue }
        out.append(contentsOf: bytes[plain..<i])
        out.append(contentsOf: escape.text.utf8)
        plain = i + escape.length
      }
      out.append(contentsOf: bytes[plain...])
      out.append(UInt8(ascii: "\""))
    }
  }

  /// `text` in quotes, or `null`.
  static func append(_ text: String?, to out: inout [UInt8]) {
    if let text { append(text, to: &out) } else { out.append(contentsOf: "null".utf8) }
  }

  /// `value` with `places` decimals; `null` where it is not finite, which JSON cannot say.
  static func append(_ value: Double, places: Int, to out: inout [UInt8]) {
    out.append(contentsOf: (fixedPoint(value, places: places) ?? "null").utf8)
  }

  /// `value` in decimal digits.
  static func append(_ value: Int, to out: inout [UInt8]) {
    out.append(contentsOf: String(value).utf8)
  }

  /// `text` in quotes, as ``append(_:to:)`` writes it.
  static func string(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The escape for the character that begins at `i`, and how many bytes it stands for; `nil` where
  /// it needs none.
  private static func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (text: String, length: Int)? {
    switch bytes[i] {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case UInt8(ascii: "\n"): return ("\\n", 1)
    case UInt8(ascii: "\r"): return ("\\r", 1)
    case UInt8(ascii: "\t"): return ("\\t", 1)
    case 0xE2:
      guard i + 2 < bytes.count, bytes[i + 1] == 0x80, bytes[i + 2] & 0xFE == 0xA8 else {
        return nil
      }
      return (bytes[i + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default:
      let hex = String(bytes[i], radix: 16)
      return ("\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex, 1)
    }
  }
}
