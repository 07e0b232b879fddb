import Reporting
import Wording

/// What every page has around its content.
struct PageFrame<Content: Sendable>: Sendable {
  /// A link of the menu.
  struct MenuItem: Sendable {
    var address: String
    var name: String
    var isCurrent: Bool
  }

  /// A language to change to.
  struct LanguageLink: Sendable {
    var address: String
    var name: String
    var tag: String
    var isCurrent: Bool
  }

  let words: [String: String]
  let language: String
  let title: String
  let menu: [MenuItem]
  let languages: [LanguageLink]
  let signedInAs: String?
  let csrf: String
  let style: String
  let scripts: [String]
  let sheets: [String]
  let symbols = VerdictMark.symbols
  let software: String
  let content: Content

  /// The frame of the page that `request` wants: `title` is its name, `style` the class of its body,
  /// `scripts` the names of its scripts.
  init(
    _ request: PageRequest, _ settings: PageSettings, title: String, style: String,
    scripts: [String] = [], sheets: [String] = [], content: Content
  ) {
    let words = Words(request.language)
    self.words = words.texts
    language = request.language.tag
    self.title = title
    let current: PageAddress
    if case .part = request.address { current = .results } else { current = request.address }
    let entries: [(PageAddress, Phrase)] = [
      (.line, .navLine), (.results, .navResults), (.quality, .navQuality), (.review, .navReview),
      (.station, .navStation), (.report, .navReport),
    ]
    menu = entries.map { address, name in
      MenuItem(address: address.path, name: words[name], isCurrent: address == current)
    }
    languages = Language.allCases.map { language in
      var parameters = request.parameters
      parameters["lang"] = [language.tag]
      return LanguageLink(
        address: request.address.path + QueryText.of(parameters), name: language.ownName,
        tag: language.tag, isCurrent: language == request.language)
    }
    signedInAs = request.viewer.map { viewer in
      words.text(
        .signedInAs,
        ["name": viewer.name, "role": RecordWords.role(viewer.role, words)])
    }
    csrf = request.csrfToken
    self.style = style
    self.scripts = scripts
    self.sheets = sheets
    software = settings.software
    self.content = content
  }
}

/// Queries of addresses.
enum QueryText {
  /// `parameters` as a query with its question mark, in the order of their names; empty where there are
  /// none.
  static func of(_ parameters: [String: [String]]) -> String {
    let pairs = parameters.sorted { $0.key < $1.key }.flatMap { name, values in
      values.map { encoded(name) + "=" + encoded($0) }
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  /// `text` with everything but letters, digits, `-`, `.`, `_` and `~` as `%` and two hexadecimal digits a
  /// byte (RFC 3986).
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.append(byte)
      default:
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
