import Foundation

/// What is said in one language: the phrases of its catalogue, and numbers, times and units as its
/// readers write them.
public struct Words: Sendable {
  /// The language.
  public let language: Language
  /// The phrases by the name of their key, with `{placeholders}` as they stand in the catalogue; of a
  /// phrase that has a form for one, the form for several. For templates.
  public let texts: [String: String]

  private let catalogue: Catalogue

  private static let english = Words(loading: .english)
  private static let simplifiedChinese = Words(loading: .simplifiedChinese)

  /// The words of `language`. Catalogues are read once.
  public init(_ language: Language) {
    switch language {
    case .english: self = Self.english
    case .simplifiedChinese: self = Self.simplifiedChinese
    }
  }

  private init(loading language: Language) {
    self.language = language
    catalogue = Catalogue(language)
    texts = catalogue.phrases.mapValues(\.other)
  }

  /// The phrase `key`, which has no placeholders.
  public subscript(_ key: Phrase) -> String { text(key, [:]) }

  /// The phrase `key` with `values` in place of its placeholders, by their names.
  ///
  /// A placeholder without a value is a programmer's error and traps; a value without a placeholder is
  /// not: a language may leave it out of a sentence.
  public func text(_ key: Phrase, _ values: [String: String]) -> String {
    Self.fill(form(key).other, values, key)
  }

  /// The phrase `key` for `count` things, which is the value of its placeholder `{count}`.
  public func text(_ key: Phrase, count: Int, _ values: [String: String] = [:]) -> String {
    let form = form(key)
    let text = count == 1 ? form.one ?? form.other : form.other
    return Self.fill(text, values.merging(["count": number(count)]) { own, _ in own }, key)
  }

  private func form(_ key: Phrase) -> Catalogue.Form {
    guard let form = catalogue.phrases[key.rawValue] else {
      preconditionFailure("the catalogue \(language.tag) has no phrase \(key.rawValue)")
    }
    return form
  }

  private static func fill(_ text: String, _ values: [String: String], _ key: Phrase) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      out += rest[..<start]
      let name = String(rest[rest.index(after: start)..<end])
      guard let value = values[name] else {
        preconditionFailure("no value for {\(name)} in \(key.rawValue)")
      }
      out += value
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}

/// The phrases of one language as its file has them: an object from key to a text, or to an object with
/// a text for `one` and one for all `other` numbers.
struct Catalogue: Sendable {
  /// A phrase.
  struct Form: Sendable, Equatable {
    /// For exactly one thing, in languages that say it differently.
    var one: String?
    /// For every other number, and where nothing is counted.
    var other: String
  }

  let phrases: [String: Form]

  init(_ language: Language) {
    let bytes =
      switch language {
      case .english: PackageResources.en_json
      case .simplifiedChinese: PackageResources.zh_Hans_json
      }
    do {
      phrases = try JSONDecoder().decode([String: Form].self, from: Data(bytes))
    } catch {
      preconditionFailure("the catalogue \(language.tag) is no catalogue: \(error)")
    }
  }
}

extension Catalogue.Form: Decodable {
  private enum Key: String, CodingKey { case one, other }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.init(one: nil, other: text)
    } else {
      let forms = try decoder.container(keyedBy: Key.self)
      self.init(
        one: try forms.decode(String.self, forKey: .one),
        other: try forms.decode(String.self, forKey: .other))
    }
  }
}
