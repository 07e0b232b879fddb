import Decision

/// The defect classes by frequency as a Pareto chart: bars for the counts, a line for their sum.
///
/// Both scales are the same one, from 0 to all defects on the left and 0 to 100 % on the right, so
/// that the line starts at the top of the first bar and bars may be compared with it.
enum ParetoChart {
  /// Classes with a bar of their own at most; the rarest share one.
  static let barLimit = 10

  /// The section's content: the chart and its numbers as a table.
  static func html(_ tally: RunTally, words: ReportWords) -> String {
    let total = tally.defects
    guard total > 0 else { return "<p class=\"note\">\(escaped(words.noDefects))</p>\n" }
    let rows = rows(tally, words: words)
    return """
      <div class="pareto">
      \(svg(rows, total: total, words: words))
      \(table(rows, total: total, words: words))</div>

      """
  }

  private struct Row {
    var name: String
    var defects: Int
    var parts: Int?
  }

  private static func rows(_ tally: RunTally, words: ReportWords) -> [Row] {
    let counts = tally.classesByFrequency
    let own = counts.count > barLimit ? barLimit - 1 : counts.count
    var rows = counts.prefix(own).map {
      Row(name: words.name(of: $0.defectClass), defects: $0.defects, parts: $0.parts)
    }
    if counts.count > own {
      let rest = counts.dropFirst(own)
      // A part may have several of these classes, so their parts cannot be added up.
      rows.append(
        Row(
          name: ReportWords.fill(words.otherClasses, "\(rest.count)"),
          defects: rest.reduce(0) { $0 + $1.defects }, parts: nil))
    }
    return rows
  }

  // MARK: Chart

  private static let (width, height) = (560.0, 286.0)
  private static let (left, right, top, bottom) = (52.0, 502.0, 14.0, 256.0)

  private static func svg(_ rows: [Row], total: Int, words: ReportWords) -> String {
    func y(_ value: Double) -> Double { bottom - (bottom - top) * value / Double(total) }
    var out = """
      <svg class="chart" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
      aria-label="\(escaped(words.pareto))">

      """
    for percent in [0, 20, 40, 60, 80, 100] {
      let at = number(y(Double(total * percent) / 100))
      out += """
        <path class="grid" d="M\(number(left)) \(at)H\(number(right))"/>\
        <text class="axis" x="\(number(right + 8))" y="\(at)">\(percent) %</text>

        """
    }
    for value in ticks(total) {
      let at = number(y(Double(value)))
      out += """
        <path class="tick" d="M\(number(left - 4)) \(at)H\(number(left))"/>\
        <text class="axis end" x="\(number(left - 8))" y="\(at)">\(words.grouped(value))</text>

        """
    }
    let step = (right - left) / Double(rows.count)
    let bar = min(72, step * 0.68)
    var sum = 0
    var points: [(x: Double, y: Double)] = []
    for (index, row) in rows.enumerated() {
      let centre = left + step * (Double(index) + 0.5)
      let barTop = y(Double(row.defects))
      sum += row.defects
      points.append((centre, y(Double(sum))))
      let fits = bottom - barTop >= 22
      let share = words.percent(Double(row.defects) / Double(total))
      out += """
        <g><title>\(escaped(row.name)): \(words.grouped(row.defects)) (\(share))</title>\
        <rect class="bar" x="\(number(centre - bar / 2))" y="\(number(barTop))" \
        width="\(number(bar))" height="\(number(bottom - barTop))"/>\
        <text class="count\(fits ? " inside" : "")" x="\(number(centre))" \
        y="\(number(fits ? bottom - 7 : barTop - 6))">\
        \(words.grouped(row.defects))</text>\
        <text class="name" x="\(number(centre))" y="\(number(bottom + 18))">\
        \(escaped(shortened(row.name, width: step)))</text></g>

        """
    }
    let line = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
    out += "<path class=\"sum\" d=\"M\(line)\"/>"
    out += points.map {
      "<circle class=\"dot\" cx=\"\(number($0.x))\" cy=\"\(number($0.y))\" r=\"3\"/>"
    }
    .joined()
    return out + "</svg>"
  }

  /// Round numbers from 0 up to `total`, at most six, 1, 2 or 5 times a power of ten apart.
  static func ticks(_ total: Int) -> [Int] {
    var power = 1
    while true {
      for step in [power, 2 * power, 5 * power] where total / step <= 5 {
        return Array(stride(from: 0, through: total, by: step))
      }
      power *= 10
    }
  }

  /// `name` cut to about `width` units of the axis font.
  private static func shortened(_ name: String, width: Double) -> String {
    let limit = max(3, Int(width / 7))
    return name.count <= limit ? name : name.prefix(limit - 1) + "…"
  }

  private static func number(_ value: Double) -> String { fixedPoint(value, places: 1) ?? "0" }

  // MARK: Table

  private static func table(_ rows: [Row], total: Int, words: ReportWords) -> String {
    var sum = 0
    let lines = rows.map { row in
      sum += row.defects
      return """
        <tr><th scope="row">\(escaped(row.name))</th><td>\(words.grouped(row.defects))</td>\
        <td>\(row.parts.map(words.grouped) ?? "–")</td>\
        <td>\(words.percent(Double(row.defects) / Double(total)))</td>\
        <td>\(words.percent(Double(sum) / Double(total)))</td></tr>

        """
    }
    let head = [words.defectClass, words.defects, words.images, words.share, words.cumulative]
      .map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    return """
      <table class="numbers"><thead><tr>\(head)</tr></thead>
      <tbody>
      \(lines.joined())</tbody></table>

      """
  }
}
