import Wording

/// What a recipe learned, for a person at a terminal.
public enum TeachingText {
  /// In the language of `words`, which `summary` was made in; each line ends in a line feed.
  public static func text(_ summary: TeachingSummary, words: Words = Words(.standard)) -> String {
    var lines = [
      TerminalText.harmless(words.recipe(summary.recipe, version: summary.version)), "",
    ]
    lines += table(summary.facts.map { [$0.0, $0.1] })
    lines += ["", words[.teachTextParts]]
    let titles: [Phrase] = [.teachImage, .teachOutcome, .teachFound, .teachPose, .teachHighest]
    lines += table(
      [titles.map { words[$0].lowercased() }]
        + summary.parts.map { part in
          [
            ImageName(part.path).file, part.outcome,
            part.poseScore.flatMap { fixedPoint($0, places: 3) } ?? "-", part.pose,
            part.highestScore.flatMap { fixedPoint($0, places: 3) } ?? "-",
          ]
        })
    lines += ["", words[.teachTextSettings]]
    lines += table(summary.settings.map { [$0.key, $0.value, $0.ground] })
    if !summary.warnings.isEmpty {
      lines.append("")
      lines += summary.warnings.map {
        words.text(.teachWarning, ["text": TerminalText.harmless($0)])
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let cells = rows.map { $0.map(TerminalText.harmless) }
    let widths = (0..<columns).map { column in
      cells.compactMap { column < $0.count ? TerminalText.width($0[column]) : nil }.max() ?? 0
    }
    return cells.map { row in
      "  "
        + row.enumerated().map { column, cell in
          column == row.count - 1 ? cell : TerminalText.padded(cell, to: widths[column])
        }.joined(separator: "  ")
    }
  }
}
