import Wording

/// Text for a terminal: harmless, and measured in the columns that it takes there.
package enum TerminalText {
  /// `text` on one line without anything a terminal obeys: control characters, which a file name
  /// may hold, are written as in Swift source, `\u{1B}`.
  package static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isObeyed) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where isObeyed(scalar): out += "\\u{\(String(scalar.value, radix: 16))}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Columns that `text` takes: two for a wide character of East Asia or a picture, else one for
  /// each character.
  package static func width(_ text: String) -> Int {
    text.displayWidth
  }

  /// `text` filled up with spaces to `columns`, on the left where `right` says so.
  package static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let filling = String(repeating: " ", count: max(0, columns - width(text)))
    return right ? filling + text : text + filling
  }

  /// The start of `text` in at most `columns`, with an ellipsis where something is missing.
  package static func cutAtEnd(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    return String(fitting(text, columns - 1)) + "…"
  }

  /// The end of `text` in at most `columns`, with an ellipsis where something is missing.
  static func cutAtStart(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    return "…" + String(fitting(text.reversed(), columns - 1).reversed())
  }

  private static func fitting(_ characters: some Sequence<Character>, _ columns: Int) -> [Character]
  {
    var left = columns
    var out: [Character] = []
    for character in characters {
      left -= character.displayWidth
      if left < 0 { break }
      out.append(character)
    }
    return out
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Format characters turn the direction of writing; the joiners within a picture do no harm.
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar != "\u{200D}" && scalar != "\u{200C}"
    default: false
    }
  }
}
