import Decision
import Wording

/// The defect classes of a run by frequency, as a Pareto chart and as a table.
enum ParetoChart {
  /// The section's content: the chart and its numbers as a table.
  static func html(_ tally: RunTally, words: Words) -> String {
    let total = tally.defects
    guard total > 0 else { return "<p class=\"note\">\(escaped(words[.runNoDefects]))</p>\n" }
    let rows = rows(tally, words: words)
    var chartWords = ChartWords(words)
    chartWords.percent = words.text(.runPercent, ["value": "{0}"])
    return """
      <div class="pareto">
      \(ParetoPlot.svg(
        rows.map { ParetoPlot.Bar(name: $0.name, count: $0.defects) }, total: total,
        title: words[.reportPareto], words: chartWords))
      \(table(rows, total: total, words: words))</div>

      """
  }

  private struct Row {
    var name: String
    var defects: Int
    var parts: Int?
  }

  private static func rows(_ tally: RunTally, words: Words) -> [Row] {
    let counts = tally.classesByFrequency
    let own = counts.count > ParetoPlot.barLimit ? ParetoPlot.barLimit - 1 : counts.count
    var rows = counts.prefix(own).map {
      Row(name: words.term(for: $0.defectClass), defects: $0.defects, parts: $0.parts)
    }
    if counts.count > own {
      let rest = counts.dropFirst(own)
      // A part may have several of these classes, so their parts cannot be added up.
      rows.append(
        Row(
          name: words.counted(.chartOtherCategories, rest.count),
          defects: rest.reduce(0) { $0 + $1.defects }, parts: nil))
    }
    return rows
  }

  // MARK: Table

  private static func table(_ rows: [Row], total: Int, words: Words) -> String {
    var sum = 0
    let lines = rows.map { row in
      sum += row.defects
      return """
        <tr><th scope="row">\(escaped(row.name))</th><td>\(words.number(row.defects))</td>\
        <td>\(row.parts.map(words.number) ?? "–")</td>\
        <td>\(words.percentage(Double(row.defects) / Double(total)))</td>\
        <td>\(words.percentage(Double(sum) / Double(total)))</td></tr>

        """
    }
    let head = [
      words[.partClass], words[.resultsDefects], words[.runImages], words[.reportShare],
      words[.reportCumulative],
    ]
    .map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    return """
      <table class="numbers"><thead><tr>\(head)</tr></thead>
      <tbody>
      \(lines.joined())</tbody></table>

      """
  }
}
