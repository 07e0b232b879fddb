/// Rows of texts as lines for a terminal, columns two blanks apart.
package enum TextTable {
  /// `rows` with columns of equal width; those in `right` are aligned to the right. Each line ends in a
  /// line feed, none in blanks.
  package static func lines(_ rows: [[String]], right: Set<Int> = []) -> String {
    let rows = rows.map { $0.map(TerminalText.harmless) }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? TerminalText.width($0[column]) : nil }.max() ?? 0
    }
    return rows.reduce(into: "") { out, row in
      var line = row.enumerated().map { column, cell in
        TerminalText.padded(cell, to: widths[column], right: right.contains(column))
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      out += line + "\n"
    }
  }
}
