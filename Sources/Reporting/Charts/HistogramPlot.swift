import Quality

/// How measured values are distributed, with the limits of their specification.
public enum HistogramPlot {
  /// Draws it.
  ///
  /// - Parameters:
  ///   - values: what is drawn; such as are not finite are left out.
  ///   - limits: the specification, where there is one.
  ///   - title: what was measured, with its unit.
  ///   - unit: how values are written.
  ///   - words: every word in it.
  /// - Returns: the drawing as HTML; `nil` where there are no values.
  public static func html(
    _ values: [Double], limits: SpecificationLimits? = nil, title: String, unit: ChartUnit,
    words: ChartWords = .english
  ) -> String? {
    guard let histogram = Histogram(values) else { return nil }
    var (least, most) = (histogram.range.lowerBound, histogram.range.upperBound)
    for limit in [limits?.lower, limits?.upper].compactMap(\.self) {
      (least, most) = (min(least, limit), max(most, limit))
    }
    let room = (most - least) * 0.04
    let range = (least - room)...(most + room)
    let highest = Double(histogram.counts.max() ?? 1)
    let frame = PlotFrame(
      x: PlotFrame.Axis(
        range: range, title: title, ticks: PlotFrame.ticks(range) { unit.tick($0, words) }),
      y: PlotFrame.Axis(
        range: 0...(highest * 1.05), title: words.count,
        ticks: PlotFrame.ticks(0...(highest * 1.05)) { words.grouped(Int($0)) }
          .filter { $0.value == $0.value.rounded() }),
      headroom: 50, height: 296)
    var content = ""
    for (index, count) in histogram.counts.enumerated() where count > 0 {
      let (from, to) = (histogram.edge(index), histogram.edge(index + 1))
      let (left, right) = (frame.across(from), frame.across(to))
      // A single value is seen beside thousands.
      let height = max(1.5, frame.bottom - frame.down(Double(count)))
      let text = ChartWords.fill(
        words.bar, words.grouped(count), unit.text(from, words), unit.text(to, words))
      content += """
        <rect class="bar" x="\(PlotFrame.number(left + 0.5))" \
        y="\(PlotFrame.number(frame.bottom - height))" \
        width="\(PlotFrame.number(max(1, right - left - 1)))" height="\(PlotFrame.number(height))">\
        <title>\(escaped(text))</title></rect>

        """
    }
    let mean = histogram.mean
    content += frame.mark(
      mean, name: words.centre + " " + unit.text(mean, words), style: "average", row: 1)
    if let lower = limits?.lower {
      content += frame.mark(
        lower, name: words.lowerSpecification + " " + unit.text(lower, words),
        style: "specification", row: 0)
    }
    if let upper = limits?.upper {
      content += frame.mark(
        upper, name: words.upperSpecification + " " + unit.text(upper, words),
        style: "specification", row: 0)
    }
    return frame.svg(label: title, content)
  }
}
