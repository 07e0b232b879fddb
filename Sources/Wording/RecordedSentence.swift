/// A sentence that a record or an alarm has in English, recognised by its form, so that it can be said in
/// another language.
public struct RecordedSentence: Sendable, Equatable {
  /// The phrase that has its form.
  public let phrase: Phrase
  /// What stands in the sentence for the placeholders of the phrase, by their names.
  public let values: [String: String]

  /// The phrases for sentences that are recorded, the one that leaves the least open first.
  static let forms: [(phrase: Phrase, pieces: [Piece])] = Phrase.allCases
    .filter { $0.rawValue.hasPrefix("told") }
    .map { phrase in (phrase, Self.pieces(Words(.english).texts[phrase.rawValue] ?? "")) }
    .sorted { fixedCount($0.pieces) > fixedCount($1.pieces) }

  /// Texts longer than this are not looked at.
  private static let longest = 4000

  /// What `text` says, as a whole; `nil` where no phrase has its form.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    for form in Self.forms {
      guard let values = Self.values(in: text[...], of: form.pieces[...]) else { continue }
      (phrase, self.values) = (form.phrase, values)
      return
    }
    return nil
  }

  /// A part of a phrase.
  enum Piece: Sendable, Equatable {
    case fixed(String)
    /// The name of a placeholder.
    case open(String)
  }

  /// `phrase` in its parts.
  static func pieces(_ phrase: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = phrase[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      if start > rest.startIndex { pieces.append(.fixed(String(rest[..<start]))) }
      pieces.append(.open(String(rest[rest.index(after: start)..<end])))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.fixed(String(rest))) }
    return pieces
  }

  private static func fixedCount(_ pieces: [Piece]) -> Int {
    pieces.reduce(0) { count, piece in
      if case .fixed(let text) = piece { count + text.count } else { count }
    }
  }

  /// What stands in `text` for the placeholders of `pieces`; each is as short as can be, the last one
  /// reaches to the end.
  private static func values(
    in text: Substring, of pieces: ArraySlice<Piece>
  ) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = text
    var open: String?
    for (index, piece) in zip(pieces.indices, pieces) {
      switch piece {
      case .open(let name): open = name
      case .fixed(let fixed):
        let isLast = index == pieces.endIndex - 1
        guard let name = open else {
          guard rest.hasPrefix(fixed) else { return nil }
          rest = rest.dropFirst(fixed.count)
          continue
        }
        if isLast {
          guard rest.hasSuffix(fixed) else { return nil }
          values[name] = String(rest.dropLast(fixed.count))
          rest = ""
        } else {
          guard let found = rest.firstRange(of: fixed) else { return nil }
          values[name] = String(rest[..<found.lowerBound])
          rest = rest[found.upperBound...]
        }
        open = nil
      }
    }
    if let open {
      values[open] = String(rest)
      rest = ""
    }
    return rest.isEmpty ? values : nil
  }
}
