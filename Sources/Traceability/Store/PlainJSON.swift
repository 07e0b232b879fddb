/// Reads JSON of a form that is known beforehand, from the left, without building a tree: a page of
/// records has hundreds of such texts, for which a decoder takes ten times as long as SQLite.
///
/// Everything is `nil` or `false` where the text is of another form, which is then left to a decoder.
struct PlainJSON {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  /// Exactly `literal`.
  mutating func take(_ literal: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// A text in quotes in which nothing is escaped.
  mutating func text() -> String? {
    guard take("\"") else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { return nil }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return take("\"") ? text : nil
  }

  /// A number.
  mutating func number() -> Double? {
    let start = position
    while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) {
      position += 1
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self))
  }
}
