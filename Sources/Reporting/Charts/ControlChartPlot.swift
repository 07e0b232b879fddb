import Quality

/// A control chart as a drawing: values, centre line, limits that step with each point, and a mark with its
/// text at each point that broke a rule.
public enum ControlChartPlot {
  /// Points with a circle of their own at most; more are a line with marks.
  static let circleLimit = 150

  /// Draws it.
  ///
  /// - Parameters:
  ///   - chart: what is drawn; without points only axes are.
  ///   - labels: what each point is called, as many as there are points; some of them stand along the
  ///     axis.
  ///   - axis: what the labels are: hours, lots…
  ///   - title: what is plotted, for the scale and for those who hear the drawing.
  ///   - unit: how values are written.
  ///   - words: every word in it.
  /// - Returns: the drawing with its key, as HTML.
  public static func html(
    _ chart: ControlChart, labels: [String], axis: String, title: String, unit: ChartUnit,
    words: ChartWords = .english
  ) -> String {
    precondition(
      labels.count == chart.points.count,
      "\(labels.count) labels for \(chart.points.count) points")
    let count = chart.points.count
    let range = range(chart)
    let frame = PlotFrame(
      x: PlotFrame.Axis(
        range: 0.5...(Double(max(1, count)) + 0.5), title: axis,
        ticks: ticks(labels).map { (Double($0) + 1, labels[$0]) }),
      y: PlotFrame.Axis(
        range: range, title: title,
        ticks: PlotFrame.ticks(range) { unit.tick($0, words) }),
      headroom: 14, height: 296)
    var content = steps(chart.points.map(\.centre), style: "centre-line", in: frame)
    content += steps(chart.points.map(\.upper), style: "limit-line", in: frame)
    // A limit of 0 that cannot be crossed says nothing.
    let hasLower = chart.points.contains { ($0.lower ?? 0) != 0 } || !isAtLeastZero(chart.kind)
    if hasLower {
      content += steps(chart.points.map(\.lower), style: "limit-line", in: frame)
    }
    let plotted = chart.points.enumerated().compactMap { index, point in
      point.value.map { (Double(index) + 1, $0) }
    }
    content += frame.line(plotted, style: "value-line")
    content += marks(chart, labels, unit, words, in: frame)
    return frame.svg(label: title, content) + key(chart, words)
  }

  private static func isAtLeastZero(_ kind: ControlChart.Kind) -> Bool {
    kind != .mean && kind != .individual
  }

  /// All values and limits, with some room.
  private static func range(_ chart: ControlChart) -> ClosedRange<Double> {
    let all = chart.points.flatMap { [$0.value, $0.lower, $0.upper] }.compactMap(\.self)
      .filter(\.isFinite)
    guard let least = all.min(), let most = all.max() else { return 0...1 }
    let room =
      most > least ? (most - least) * 0.06 : max(most.magnitude * 0.1, 1e-9)
    guard isAtLeastZero(chart.kind) else { return (least - room)...(most + room) }
    // From 0 unless all lies far above it.
    return (least < 0.4 * most ? 0 : max(0, least - room))...(most + room)
  }

  /// The points whose labels stand along the axis: as many as fit on a phone, evenly.
  static func ticks(_ labels: [String]) -> [Int] {
    guard !labels.isEmpty else { return [] }
    // In the largest font; Chinese characters are as wide as they are high.
    func width(_ label: String) -> Int {
      label.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 10 : 18) }
    }
    let most = max(2, 458 / ((labels.map(width).max() ?? 0) + 14))
    let step = max(1, (labels.count + most - 1) / most)
    return Array(stride(from: 0, to: labels.count, by: step))
  }

  /// A line with a level for each place, which it changes halfway between them.
  private static func steps(
    _ levels: [Double?], style: String, in frame: PlotFrame
  ) -> String {
    var path = ""
    var last: String?
    for (index, level) in levels.enumerated() {
      guard let level else {
        last = nil
        continue
      }
      let at = PlotFrame.number(frame.down(level))
      if last == nil { path += "M\(PlotFrame.number(frame.across(Double(index) + 0.5))) \(at)" }
      if let last, last != at { path += "V\(at)" }
      // A level that goes on is one line.
      if index + 1 == levels.count || levels[index + 1] != level {
        path += "H\(PlotFrame.number(frame.across(Double(index) + 1.5)))"
      }
      last = at
    }
    return path.isEmpty ? "" : "<path class=\"line \(style)\" d=\"\(path)\"/>\n"
  }

  private static func marks(
    _ chart: ControlChart, _ labels: [String], _ unit: ChartUnit, _ words: ChartWords,
    in frame: PlotFrame
  ) -> String {
    var broken: [Int: [ControlRule]] = [:]
    for signal in chart.signals {
      for index in signal.flagged { broken[index, default: []].append(signal.rule) }
    }
    var out = ""
    for (index, point) in chart.points.enumerated() {
      guard let value = point.value else { continue }
      let rules = broken[index] ?? []
      guard !rules.isEmpty || chart.points.count <= circleLimit else { continue }
      let (x, y) = (frame.across(Double(index) + 1), frame.down(value))
      let text = unit.text(value, words)
      var title =
        point.size == 1 || chart.kind == .movingRange
        ? ChartWords.fill(words.point, labels[index], text)
        : ChartWords.fill(
          words.pointOf, labels[index], text, words.significant(point.size, digits: 9))
      for rule in rules {
        let number = chart.ruleSet.number(of: rule).map { "\($0)" } ?? "–"
        title += "\n" + ChartWords.fill(words.broken, number, words.says(rule))
      }
      let shape =
        rules.contains(.beyondLimits)
        ? diamond(x, y)
        : rules.isEmpty ? circle(x, y) : triangle(x, y, chart.points.count > circleLimit ? 4 : 6)
      out += "<g><title>\(escaped(title))</title>\(shape)</g>\n"
    }
    return out
  }

  private static func circle(_ x: Double, _ y: Double) -> String {
    "<circle class=\"value-point\" cx=\"\(PlotFrame.number(x))\" cy=\"\(PlotFrame.number(y))\" r=\"3\"/>"
  }

  private static func diamond(_ x: Double, _ y: Double) -> String {
    "<path class=\"out-mark\" d=\"M\(PlotFrame.number(x)) \(PlotFrame.number(y - 7))l7 7l-7 7l-7 -7z\"/>"
  }

  /// A triangle of twice `half` width.
  private static func triangle(_ x: Double, _ y: Double, _ half: Int = 6) -> String {
    """
    <path class="rule-mark" d="M\(PlotFrame.number(x)) \(PlotFrame.number(y - Double(half)))\
    l\(half) \(2 * half - 1)h-\(2 * half)z"/>
    """
  }

  private static func key(_ chart: ControlChart, _ words: ChartWords) -> String {
    var samples = [
      ("<path class=\"line value-line\" d=\"M1 8H37\"/>", words.measured),
      ("<path class=\"line centre-line\" d=\"M1 8H37\"/>", words.centre),
      ("<path class=\"line limit-line\" d=\"M1 8H37\"/>", words.limits),
    ]
    if chart.signals.contains(where: { $0.rule == .beyondLimits }) {
      samples.append((diamond(19, 8), words.beyondLimits))
    }
    if chart.signals.contains(where: { $0.rule != .beyondLimits }) {
      samples.append((triangle(19, 8), words.otherRule))
    }
    return PlotFrame.key(samples: samples)
  }
}
