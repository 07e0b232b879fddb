import Foundation
import Traceability
import Wording

/// Records as lines of a table for a terminal. Made for many records that come in portions: the
/// columns of one portion are at least as wide as those of the one before.
public struct RecordTable {
  private struct Column {
    var title: String
    var width: Int
    var isNumber = false
  }

  // Between columns.
  private static let gap = "  "
  // Columns that the image and the reason keep at least, however narrow the terminal is.
  private static let narrowest = 16

  private let terminalWidth: Int?
  private let zone: TimeZone
  private let words: Words
  private var columns: [Column]
  private var hasTitles = false

  /// A table for a terminal of `terminalWidth` columns, where it is known: image and reason are cut
  /// to fit it. Times are shown in `zone`, titles and verdicts in the language of `words`.
  public init(
    terminalWidth: Int? = nil, zone: TimeZone = .current, words: Words = Words(.standard)
  ) {
    self.terminalWidth = terminalWidth
    self.zone = zone
    self.words = words
    let titles: [(key: Phrase, isNumber: Bool)] = [
      (.sheetSequence, true), (.sheetTime, false), (.sheetVerdict, false), (.sheetSerial, false),
      (.sheetLot, false), (.sheetDefects, true), (.sheetImage, false), (.sheetReason, false),
    ]
    columns = titles.map { title in
      Column(
        title: words[title.key], width: TerminalText.width(words[title.key]),
        isNumber: title.isNumber)
    }
  }

  /// The lines for `records`, before the first ones those with the titles, each with its line feed.
  public mutating func lines(for records: [InspectionRecord]) -> String {
    let rows = records.map(cells)
    for row in rows {
      for (index, cell) in row.enumerated() {
        columns[index].width = max(columns[index].width, TerminalText.width(cell))
      }
    }
    fitTerminal()
    var out = ""
    if !hasTitles {
      hasTitles = true
      out += line(columns.map(\.title))
    }
    return rows.reduce(into: out) { $0 += line($1) }
  }

  private func cells(_ record: InspectionRecord) -> [String] {
    [
      record.sequence.map { "\($0)" } ?? "-",
      ReportTime.local(record.recordedAt, zone: zone),
      verdict(record), record.serial ?? "-", record.lot ?? "-",
      "\(record.defects.count)", record.imagePath, words.told(record.reason),
    ].map(TerminalText.harmless)
  }

  // The recorded verdict, and where a person decided otherwise the one that counts behind it.
  private func verdict(_ record: InspectionRecord) -> String {
    let recorded = words.term(for: record.verdict)
    return record.overrides.isEmpty
      ? recorded : "\(recorded) → \(words.term(for: record.finalVerdict))"
  }

  // What the terminal has beyond the other columns, image and reason share: the image takes what
  // it needs up to a half.
  private mutating func fitTerminal() {
    guard let terminalWidth else { return }
    let others = columns.dropLast(2).reduce(0) { $0 + $1.width + Self.gap.count }
    let free = max(terminalWidth - others - Self.gap.count, 2 * Self.narrowest)
    let (image, reason) = (columns.count - 2, columns.count - 1)
    let reasonWidth = min(columns[reason].width, max(free / 2, free - columns[image].width))
    columns[image].width = min(columns[image].width, free - reasonWidth)
    columns[reason].width = reasonWidth
  }

  private func line(_ cells: [String]) -> String {
    var out: [String] = []
    for (index, (cell, column)) in zip(cells, columns).enumerated() {
      // A path is told apart by its end.
      let cut =
        index == columns.count - 2
        ? TerminalText.cutAtStart(cell, to: column.width)
        : TerminalText.cutAtEnd(cell, to: column.width)
      out.append(TerminalText.padded(cut, to: column.width, right: column.isNumber))
    }
    var text = out.joined(separator: Self.gap)
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }
}
