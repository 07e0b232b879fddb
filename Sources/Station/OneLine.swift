/// `text` with everything escaped that could break a line or drive a terminal: file names may hold
/// any byte.
public func oneLine(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
      out += scalar.escaped(asASCII: true)
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
