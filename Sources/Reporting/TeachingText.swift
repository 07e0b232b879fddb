/// What a recipe learned, for a person at a terminal.
public enum TeachingText {
  /// Each line ends in a line feed.
  public static func text(_ summary: TeachingSummary) -> String {
    var lines = ["\(TerminalText.harmless(summary.recipe)), version \(summary.version)", ""]
    lines += table(summary.facts.map { [$0.0, $0.1] })
    lines += ["", "good parts, each judged by what the others taught (limit 0.5)"]
    lines += table(
      [["image", "outcome", "found", "pose", "highest score"]]
        + summary.parts.map { part in
          [
            ImageName(part.path).file, part.outcome,
            part.poseScore.flatMap { fixedPoint($0, places: 3) } ?? "-", part.pose,
            part.highestScore.flatMap { fixedPoint($0, places: 3) } ?? "-",
          ]
        })
    lines += ["", "proposed settings"]
    lines += table(summary.settings.map { [$0.key, $0.value, $0.ground] })
    if !summary.warnings.isEmpty {
      lines.append("")
      lines += summary.warnings.map { "warning: " + TerminalText.harmless($0) }
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
