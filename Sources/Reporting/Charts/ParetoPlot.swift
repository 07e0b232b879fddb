import Quality

/// Categories by frequency: bars for the counts, a line for their sum.
///
/// Both scales are the same one, from 0 to all on the left and 0 to 100 % on the right, so that the line
/// starts at the top of the first bar and bars may be compared with it.
public enum ParetoPlot {
  /// Categories with a bar of their own at most; the rarest share one.
  public static let barLimit = 10

  /// Draws it.
  ///
  /// - Parameters:
  ///   - counts: the categories, called as they are to be called.
  ///   - title: what it shows, for those who hear it.
  ///   - words: every word in it.
  /// - Returns: the drawing as HTML; empty without occurrences.
  public static func html(
    _ counts: ParetoCounts<String>, title: String, words: ChartWords = .english
  ) -> String {
    guard counts.total > 0 else { return "" }
    let own = counts.rows.count > barLimit ? barLimit - 1 : counts.rows.count
    var bars = counts.rows.prefix(own).map { Bar(name: $0.category, count: $0.count) }
    if counts.rows.count > own {
      let rest = counts.rows.dropFirst(own)
      bars.append(
        Bar(
          name: ChartWords.fill(words.otherCategories, "\(rest.count)"),
          count: rest.reduce(0) { $0 + $1.count }))
    }
    return svg(bars, total: counts.total, title: title, words: words)
  }

  struct Bar {
    var name: String
    var count: Int
  }

  private static let width = 560.0
  private static let (left, right, top, bottom) = (52.0, 502.0, 14.0, 256.0)

  /// The drawing of `bars`, which have `total` together. Names stand below their bars where all have room,
  /// otherwise they slant downwards to them.
  static func svg(_ bars: [Bar], total: Int, title: String, words: ChartWords) -> String {
    let step = (right - left) / Double(bars.count)
    let names = bars.map { shortened($0.name) }
    // Room to spare, since small screens show names larger.
    let isSlanted = names.contains { width(of: $0) > step * 0.75 }
    let longest = names.map(width(of:)).max() ?? 0
    let height = bottom + (isSlanted ? 22 + longest * 0.9 : 30)
    func y(_ value: Double) -> Double { bottom - (bottom - top) * value / Double(total) }
    var out = """
      <svg class="chart" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
      aria-label="\(escaped(title))">

      """
    for percent in [0, 20, 40, 60, 80, 100] {
      let at = number(y(Double(total * percent) / 100))
      out += """
        <path class="grid" d="M\(number(left)) \(at)H\(number(right))"/>\
        <text class="axis" x="\(number(right + 8))" y="\(at)">\
        \(escaped(words.percent(Double(percent) / 100)))</text>

        """
    }
    for value in ticks(total) {
      let at = number(y(Double(value)))
      out += """
        <path class="tick" d="M\(number(left - 4)) \(at)H\(number(left))"/>\
        <text class="axis end" x="\(number(left - 8))" y="\(at)">\(words.grouped(value))</text>

        """
    }
    let bar = min(72, step * 0.68)
    var sum = 0
    var points: [(x: Double, y: Double)] = []
    for (index, row) in bars.enumerated() {
      let centre = left + step * (Double(index) + 0.5)
      let barTop = y(Double(row.count))
      sum += row.count
      points.append((centre, y(Double(sum))))
      let count = words.grouped(row.count)
      let fits = bottom - barTop >= 22 && Double(count.count) * 8 <= bar
      let text = ChartWords.fill(
        words.paretoBar, row.name, count,
        words.share(Double(row.count) / Double(total)))
      out += """
        <g><title>\(escaped(text))</title>\
        <rect class="bar" x="\(number(centre - bar / 2))" y="\(number(barTop))" \
        width="\(number(bar))" height="\(number(bottom - barTop))"/>\
        <text class="count\(fits ? " inside" : "")" x="\(number(centre))" \
        y="\(number(fits ? bottom - 7 : barTop - 6))">\
        \(count)</text>\
        \(isSlanted ? slanted(names[index], at: centre) : level(names[index], at: centre))</g>

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

  private static func level(_ name: String, at centre: Double) -> String {
    """
    <text class="name" x="\(number(centre))" y="\(number(bottom + 18))">\(escaped(name))</text>
    """
  }

  private static func slanted(_ name: String, at centre: Double) -> String {
    """
    <text class="name slanted" \
    transform="translate(\(number(centre + 4)) \(number(bottom + 14))) rotate(-40)">\
    \(escaped(name))</text>
    """
  }

  /// What a name takes in the drawing at most.
  private static let longestName = 110.0

  /// `name`, or its beginning where it is too long even so.
  private static func shortened(_ name: String) -> String {
    guard width(of: name) > longestName else { return name }
    var (cut, length) = ("", 0.0)
    for character in name {
      length += width(of: String(character))
      guard length < longestName - 12 else { break }
      cut.append(character)
    }
    return cut + "…"
  }

  /// About how wide `text` is: characters of Chinese, Japanese and Korean are twice as wide as others.
  private static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 13.5 : 7) }
  }

  private static func number(_ value: Double) -> String { PlotFrame.number(value) }
}
