import Studies

/// False rejects and escapes against the values of one swept parameter, each with the operating point
/// that suits it best, the other parameters at their proposed values.
enum TuningSweepChart {
  /// The chart of the parameter with number `index`; `nil` where it has one value or nothing is known
  /// of the parts.
  static func html(_ study: TuningStudy, parameter index: Int) -> String? {
    let parameter = study.parameters[index]
    let settings = settings(study, along: index)
    guard settings.count > 1, let proposed = study.proposed else { return nil }
    let labels = labels(settings.map(\.value))
    let last = Double(settings.count - 1)
    let x = PlotFrame.Axis(
      range: -0.5...(last + 0.5), title: parameter.key,
      ticks: labels.enumerated().compactMap { place, label in
        label.map { (Double(place), $0) }
      })
    let shares = settings.flatMap {
      [$0.counts.falseRejectShare, $0.counts.escapeShare]
    }
    let top = max(0.05, shares.max() ?? 0)
    let y = PlotFrame.Axis(
      range: 0...top, title: "share of the parts",
      ticks: PlotFrame.ticks(0...top) { StudyPhrases.tick($0) })
    let frame = PlotFrame(x: x, y: y)
    var content = frame.line(
      settings.enumerated().map { (Double($0), $1.counts.falseRejectShare) }, style: "rejects-line")
    content += frame.line(
      settings.enumerated().map { (Double($0), $1.counts.escapeShare) }, style: "escapes-line")
    let chosen = study.settings[proposed].values[index]
    if let now = settings.firstIndex(where: { $0.value == study.current.values[index] }) {
      content += frame.mark(
        Double(now), name: "current \(study.current.values[index])", style: "now", row: 1)
    }
    if let next = settings.firstIndex(where: { $0.value == chosen }) {
      content += frame.mark(Double(next), name: "proposed \(chosen)", style: "next", row: 0)
    }
    return """
      <div class="plot"><h3><code>\(escaped(parameter.key))</code></h3>
      \(frame.svg(label: "False rejects and escapes against \(parameter.key)", content))\
      \(PlotFrame.key([
        ("rejects-line", "false rejects (good parts that fail)"),
        ("escapes-line", "escapes (bad parts that pass)"),
      ]))</div>

      """
  }

  /// The values of the parameter with the counts of the proposal for each, in the order in which they
  /// were told, that of the recipe as it is first where it is not among them.
  private static func settings(
    _ study: TuningStudy, along index: Int
  ) -> [(value: String, counts: VerdictCounts)] {
    let chosen = study.chosen
    let order = study.parameters[index].values
    var found: [String: VerdictCounts] = [:]
    for setting in study.settings {
      let others = setting.values.enumerated().allSatisfy {
        $0 == index || $1 == chosen.values[$0]
      }
      guard others, let counts = setting.proposal?.counts else { continue }
      found[setting.values[index]] = found[setting.values[index]] ?? counts
    }
    let extra = found.keys.filter { !order.contains($0) }.sorted()
    return (extra + order).compactMap { value in found[value].map { (value, $0) } }
  }

  /// At most seven of the values get a label.
  private static func labels(_ values: [String]) -> [String?] {
    let step = (values.count + 6) / 7
    return values.enumerated().map { $0 % step == 0 ? $1 : nil }
  }
}
