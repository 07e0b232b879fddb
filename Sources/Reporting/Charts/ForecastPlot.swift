import Quality

/// Measured values over time with their trend, the band in which single values are to be expected, and the
/// limit that they drift to.
public enum ForecastPlot {
  /// A moment of the scale of time, in the unit of the forecast.
  public struct Moment: Sendable, Equatable {
    /// When.
    public var time: Double
    /// What is written there.
    public var label: String

    /// See the properties.
    public init(_ time: Double, _ label: String) { (self.time, self.label) = (time, label) }
  }

  /// Draws it.
  ///
  /// - Parameters:
  ///   - forecast: the trend.
  ///   - values: the values that it is of; at most ``pointLimit`` of them are drawn.
  ///   - end: up to when the forecast is drawn, the last value at least.
  ///   - limit: a limit, drawn where the values come near it or are going to.
  ///   - moments: what is written along the scale of time.
  ///   - axis: what the moments are.
  ///   - title: what was measured, with its unit.
  ///   - unit: how values are written.
  ///   - words: every word in it.
  /// - Returns: the drawing with its key, as HTML.
  public static func html(
    _ forecast: DriftForecast, values: [(time: Double, value: Double)], to end: Double,
    limit: Double? = nil, moments: [Moment], axis: String, title: String, unit: ChartUnit,
    words: ChartWords = .english
  ) -> String {
    let start = forecast.times.lowerBound
    let end = max(end, forecast.times.upperBound)
    let times = (0...40).map { start + (end - start) * Double($0) / 40 }
    let band = times.map { ($0, forecast.predictionInterval(at: $0)) }
    var all = values.map(\.value) + band.flatMap { [$1.lowerBound, $1.upperBound] }
    if let limit { all.append(limit) }
    let (least, most) = (all.min() ?? 0, all.max() ?? 1)
    let room = most > least ? (most - least) * 0.06 : max(most.magnitude * 0.1, 1e-9)
    let range = (least - room)...(most + room)
    let frame = PlotFrame(
      x: PlotFrame.Axis(
        range: start...end, title: axis, ticks: moments.map { ($0.time, $0.label) }),
      y: PlotFrame.Axis(
        range: range, title: title, ticks: PlotFrame.ticks(range) { unit.tick($0, words) }),
      headroom: 32, height: 296)
    func at(_ time: Double, _ value: Double) -> String {
      "\(PlotFrame.number(frame.across(time))) \(PlotFrame.number(frame.down(value)))"
    }
    let outline =
      band.map { at($0, $1.upperBound) } + band.reversed().map { at($0, $1.lowerBound) }
    var content = "<path class=\"band\" d=\"M\(outline.joined(separator: "L"))z\"/>\n"
    for index in indices(values.count) {
      let point = values[index]
      content += """
        <circle class="sample" cx="\(PlotFrame.number(frame.across(point.time)))" \
        cy="\(PlotFrame.number(frame.down(point.value)))" r="2.5"/>

        """
    }
    content += frame.line(
      [(start, forecast.value(at: start)), (end, forecast.value(at: end))], style: "trend-line")
    if let limit {
      content += frame.line([(start, limit), (end, limit)], style: "specification")
      if case .at(let time, _, _) = forecast.crossing(of: limit), (start...end).contains(time) {
        content += frame.mark(time, name: words.reached, style: "average", row: 0)
      }
    }
    return frame.svg(label: title, content)
      + key(limit: limit, unit, forecast.confidence, words)
  }

  /// Values that are drawn at most.
  public static let pointLimit = 500

  /// Which of `count` values are drawn: evenly spread.
  private static func indices(_ count: Int) -> [Int] {
    guard count > pointLimit else { return Array(0..<count) }
    return (0..<pointLimit).map { $0 * count / pointLimit }
  }

  private static func key(
    limit: Double?, _ unit: ChartUnit, _ confidence: Double, _ words: ChartWords
  ) -> String {
    var samples = [
      ("<circle class=\"sample\" cx=\"19\" cy=\"8\" r=\"3.5\"/>", words.measured),
      ("<path class=\"line trend-line\" d=\"M1 8H37\"/>", words.trend),
      (
        "<rect class=\"band\" x=\"1\" width=\"36\" height=\"16\"/>",
        ChartWords.fill(words.prediction, words.percent(confidence))
      ),
    ]
    if let limit {
      samples.append(
        (
          "<path class=\"line specification\" d=\"M1 8H37\"/>",
          words.limit + " " + unit.text(limit, words)
        ))
    }
    return PlotFrame.key(samples: samples)
  }
}
