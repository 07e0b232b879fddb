/// The form that a sentence of a phrase has in English: fixed texts, and placeholders between them.
public struct PhraseForm: Sendable, Equatable {
  /// The phrase.
  public let phrase: Phrase
  let pieces: [Piece]

  /// The form of `phrase`; of a phrase for counts, the one for several.
  public init(_ phrase: Phrase) {
    self.phrase = phrase
    pieces = Self.pieces(Words(.english).texts[phrase.rawValue] ?? "")
  }

  /// A part of a phrase.
  enum Piece: Sendable, Equatable {
    case fixed(String)
    /// The name of a placeholder.
    case open(String)
  }

  /// Characters that every sentence of the form has.
  var fixedCount: Int {
    pieces.reduce(0) { count, piece in
      if case .fixed(let text) = piece { count + text.count } else { count }
    }
  }

  private static func pieces(_ phrase: String) -> [Piece] {
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

  /// What stands in `text` for the placeholders, by their names; each is as short as can be, the last one
  /// reaches to the end. `nil` where the whole of `text` has not this form.
  public func values(in text: some StringProtocol) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = Substring(text)
    var open: String?
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .open(let name): open = name
      case .fixed(let fixed):
        let isLast = index == pieces.count - 1
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
