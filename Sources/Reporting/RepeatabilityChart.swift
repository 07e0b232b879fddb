import Studies
import Wording

/// The areas of defects over their pictures: a row for each defect with its number in the table, a dot
/// for each picture, at how far the area lies from the defect's mean.
enum RepeatabilityChart {
  /// Rows of the chart at most; those that vary most are taken.
  static let rowLimit = 24

  /// The chart; `nil` where no defect was seen twice.
  static func html(_ study: RepeatabilityStudy, _ words: Words) -> String? {
    let seen = study.defects.enumerated().filter { $1.defect.area.variation != nil }
    let most = seen.sorted {
      ($1.element.defect.area.variation ?? 0, $0.offset)
        < ($0.element.defect.area.variation ?? 0, $1.offset)
    }.prefix(rowLimit)
    let numbered = most.sorted { $0.offset < $1.offset }
    let rows = numbered.map(\.element)
    guard !rows.isEmpty else { return nil }
    let deviations = rows.map { row in
      row.defect.sightings.map { Double($0.defect.area) / row.defect.area.mean - 1 }
    }
    let farthest = deviations.joined().map(\.magnitude).max() ?? 0
    // Twice the limit at least, so that what is steady looks so.
    let extent = max(2 * study.areaLimit, farthest * 1.05)
    let range = -extent...extent
    let x = PlotFrame.Axis(
      range: range, title: words[.repeatChartAxis],
      ticks: PlotFrame.ticks(range, most: 7) { ($0 > 1e-9 ? "+" : "") + words.tick($0) })
    let last = Double(rows.count)
    let y = PlotFrame.Axis(
      range: 0.4...(last + 0.6), title: words[.repeatChartDefect],
      ticks: numbered.enumerated().map { (last - Double($0), "\($1.offset + 1)") })
    let frame = PlotFrame(x: x, y: y, headroom: 14, height: 82 + 24 * last)
    let (from, to) = (frame.across(-study.areaLimit), frame.across(study.areaLimit))
    var content = """
      <rect class="within" x="\(PlotFrame.number(from))" y="\(PlotFrame.number(frame.top))" \
      width="\(PlotFrame.number(to - from))" height="\(PlotFrame.number(frame.bottom - frame.top))"/>

      """
    for (index, row) in rows.enumerated() {
      let at = PlotFrame.number(frame.down(last - Double(index)))
      for (sighting, deviation) in zip(row.defect.sightings, deviations[index]) {
        let style = row.isSteady(study.areaLimit) ? "sighting" : "sighting out"
        let title = words.text(
          .repeatChartPoint,
          [
            "part": study.parts[row.part].name, "picture": "\(sighting.picture + 1)",
            "area": "\(sighting.defect.area)",
          ])
        content += """
          <circle class="\(style)" cx="\(PlotFrame.number(frame.across(deviation)))" cy="\(at)" r="5">\
          <title>\(escaped(title))</title></circle>

          """
      }
    }
    return """
      <div class="plot">
      \(frame.svg(label: words[.repeatChartTitle], content))</div>

      """
  }
}
