/// Numbers as recipes write them: plain decimal, the same text for the same value on every machine.
enum NumberText {
  /// The shortest decimal text that reads back as `value`, without a fraction where there is none.
  static func text(_ value: Double) -> String {
    if value == 0 { return "0" }
    if value.magnitude < 1e15, value == value.rounded() { return String(Int64(value)) }
    return value.description
  }

  /// Splits `text` into the number it begins with and what follows, without blanks between; `nil`
  /// where it begins with none. Hexadecimal, infinity, digit separators and decimal commas are not
  /// numbers here.
  static func leadingNumber(_ text: Substring) -> (value: Double, rest: Substring)? {
    var index = text.startIndex
    func skip(_ accepted: (Character) -> Bool) -> Int {
      let start = index
      while index < text.endIndex, accepted(text[index]) { index = text.index(after: index) }
      return text.distance(from: start, to: index)
    }
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    if index < text.endIndex, text[index] == "-" || text[index] == "+" {
      index = text.index(after: index)
    }
    let whole = skip(isDigit)
    guard whole > 0 else { return nil }
    if index < text.endIndex, text[index] == "." {
      index = text.index(after: index)
      guard skip(isDigit) > 0 else { return nil }
    }
    let mantissaEnd = index
    if index < text.endIndex, text[index] == "e" || text[index] == "E" {
      index = text.index(after: index)
      if index < text.endIndex, text[index] == "-" || text[index] == "+" {
        index = text.index(after: index)
      }
      // An `e` without digits begins whatever follows the number.
      if skip(isDigit) == 0 { index = mantissaEnd }
    }
    guard let value = Double(text[..<index]) else { return nil }
    return (value, text[index...].drop { $0 == " " })
  }
}
