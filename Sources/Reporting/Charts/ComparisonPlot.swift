import Quality

/// Shares of two periods beside each other with their intervals, a row for each thing compared.
public enum ComparisonPlot {
  /// One thing compared.
  public struct Row: Sendable {
    /// What it is: all rejects, a class of defects…
    public var name: String
    /// Its shares.
    public var comparison: ShareComparison
    /// Whether the difference is more than chance makes.
    public var isTold: Bool

    /// See the properties.
    public init(_ name: String, _ comparison: ShareComparison, isTold: Bool) {
      (self.name, self.comparison, self.isTold) = (name, comparison, isTold)
    }
  }

  /// Draws it.
  ///
  /// - Parameters:
  ///   - rows: what is compared, from the top.
  ///   - title: what the shares are of.
  ///   - words: every word in it.
  /// - Returns: the drawing with its key, as HTML; empty without rows.
  public static func html(
    _ rows: [Row], title: String, words: ChartWords = .english
  ) -> String {
    guard !rows.isEmpty else { return "" }
    let most = rows.flatMap { [$0.comparison.first.upper, $0.comparison.second.upper] }.max() ?? 1
    let range = 0...max(1e-6, min(1, most * 1.05))
    let last = Double(rows.count)
    let frame = PlotFrame(
      x: PlotFrame.Axis(
        range: range, title: title, ticks: PlotFrame.ticks(range) { words.percent($0) }),
      y: PlotFrame.Axis(range: 0.4...(last + 0.6), title: "", ticks: []),
      headroom: 14, height: 82 + 54 * last)
    var content = ""
    for (index, row) in rows.enumerated() {
      let middle = frame.down(last - Double(index))
      content += """
        <text class="axis" x="\(PlotFrame.number(frame.left))" \
        y="\(PlotFrame.number(middle - 20))">\(escaped(row.name))</text>

        """
      content += share(
        row.comparison.first, words.firstPeriod, at: middle - 5, style: "", in: frame, words)
      content += share(
        row.comparison.second, words.secondPeriod, at: middle + 9,
        style: row.isTold ? " after told" : " after", in: frame, words)
    }
    return frame.svg(label: title, content) + key(rows, words)
  }

  private static func share(
    _ share: ShareEstimate, _ period: String, at y: Double, style: String, in frame: PlotFrame,
    _ words: ChartWords
  ) -> String {
    let text = ChartWords.fill(
      words.interval, period, words.percent(share.share), words.percent(share.lower),
      words.percent(share.upper))
    let (from, to) = (frame.across(share.lower), frame.across(share.upper))
    return """
      <g><title>\(escaped(text))</title><path class="whisker\(style)" \
      d="M\(PlotFrame.number(from)) \(PlotFrame.number(y - 4))v8M\(PlotFrame.number(from)) \
      \(PlotFrame.number(y))H\(PlotFrame.number(to))M\(PlotFrame.number(to)) \
      \(PlotFrame.number(y - 4))v8"/>\
      \(point(frame.across(share.share), y, style))</g>

      """
  }

  /// A circle before, a square after, so that colour is not needed.
  private static func point(_ x: Double, _ y: Double, _ style: String) -> String {
    style.isEmpty
      ? """
      <circle class="share-point" cx="\(PlotFrame.number(x))" cy="\(PlotFrame.number(y))" r="4.5"/>
      """
      : """
      <rect class="share-point\(style)" x="\(PlotFrame.number(x - 4.5))" \
      y="\(PlotFrame.number(y - 4.5))" width="9" height="9"/>
      """
  }

  private static func key(_ rows: [Row], _ words: ChartWords) -> String {
    var samples = [
      (point(19, 8, ""), words.firstPeriod), (point(19, 8, " after"), words.secondPeriod),
    ]
    if rows.contains(where: \.isTold) {
      samples.append((point(19, 8, " after told"), words.told))
    }
    return PlotFrame.key(samples: samples)
  }
}
