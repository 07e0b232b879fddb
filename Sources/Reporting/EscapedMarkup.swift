/// `text` escaped for XML 1.0 and HTML, whose rules for text and quoted attributes are met at once.
///
/// Characters that neither may contain even as references (most control characters, U+FFFE and
/// U+FFFF) become visible stand-ins: control characters their pictures (U+2400…), the others
/// U+FFFD. What comes out can be put between tags or between quotes, and nowhere else.
package func escaped(_ text: String) -> String {
  var out = ""
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    // As references, since parsers turn them into spaces in attributes.
    case "\t": out += "&#9;"
    case "\n": out += "&#10;"
    case "\r": out += "&#13;"
    case "\u{0}"..."\u{1F}":
      out.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
