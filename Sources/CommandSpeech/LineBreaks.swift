import Wording

/// Breaks text into lines of a terminal, Chinese between characters and Latin between words, and neither
/// before a character that closes nor after one that opens (GB/T 15834—2011, section 5.1; the rules of
/// UAX #14 that matter here).
enum LineBreaks {
  /// `text` in lines of at most `columns`, each behind `indent` spaces; a piece that cannot be broken and
  /// is longer has a line of its own. Line feeds stay. A line that begins with spaces, as in a list, keeps
  /// them where it goes on.
  static func wrapped(_ text: String, to columns: Int, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { lines(of: $0, columns: max(1, columns - indent)) }
      .map { $0.isEmpty ? $0 : String(repeating: " ", count: indent) + $0 }
      .joined(separator: "\n")
  }

  /// `text` in lines as above, the first of them behind `head`, which reaches less far than `indent`.
  static func wrapped(_ text: String, to columns: Int, behind head: String, indent: Int) -> String {
    let lines = wrapped(text, to: columns, indent: indent)
    guard !lines.isEmpty else { return head }
    return head + lines.dropFirst(head.displayWidth)
  }

  private static func lines(of text: Substring, columns: Int) -> [String] {
    let start = String(text.prefix { $0 == " " })
    // A deep indentation in a narrow terminal would leave no room.
    let margin = start.count * 2 < columns ? start : ""
    var lines: [String] = []
    var line = start
    var width = start.count
    var isEmpty = true
    for piece in pieces(of: text.dropFirst(start.count)) {
      let needed = piece.text.displayWidth
      if !isEmpty, width + piece.gap.count + needed > columns {
        lines.append(line)
        (line, width) = (margin, margin.count)
        isEmpty = true
      }
      if !isEmpty {
        line += piece.gap
        width += piece.gap.count
      }
      line += piece.text
      width += needed
      isEmpty = false
    }
    return lines + [isEmpty ? "" : line]
  }

  /// What may not be broken, and the spaces before it.
  struct Piece: Equatable {
    var gap: Substring
    var text: Substring
  }

  /// `text`, which does not begin with a space, in its pieces. Spaces at its end belong to none.
  static func pieces(of text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var start = text.startIndex
    var gapStart = start
    var end = start
    for index in text.indices where text[index] != " " {
      if end > start, mayBreak(text[text.index(before: end)], text[index], isApart: index > end) {
        pieces.append(Piece(gap: text[gapStart..<start], text: text[start..<end]))
        (gapStart, start) = (end, index)
      }
      end = text.index(after: index)
    }
    if end > start { pieces.append(Piece(gap: text[gapStart..<start], text: text[start..<end])) }
    return pieces
  }

  /// Whether a line may end between `first` and `second`, where spaces lie between them or not.
  private static func mayBreak(_ first: Character, _ second: Character, isApart: Bool) -> Bool {
    if opening.contains(first) || closing.contains(second) { return false }
    if isApart { return true }
    guard first.displayWidth > 1 || second.displayWidth > 1 else { return false }
    return !joinedToNext.contains(first) && !joinedToPrevious.contains(second)
  }

  /// Never at the end of a line.
  static let opening = Set("（《〈“‘「『【〔［｛")
  /// Never at the start of a line.
  static let closing = Set("。，、；：？！）》〉”’」』】〕］｝…—～·％℃‰")
  /// ASCII that belongs to a wide character after it, or to one before it. Quotation marks are the same at
  /// both ends, and stay with both neighbours.
  private static let joinedToNext = Set("([{'\"`")
  private static let joinedToPrevious = Set(")]},.;:?!%/'\"`")
}
