import Studies
import Wording

/// False rejects and escapes against the values of one swept parameter, each with the operating point
/// that suits it best, the other parameters at their proposed values.
enum TuningSweepChart {
  /// The chart of the parameter with number `index`; `nil` where it has one value or nothing is known
  /// of the parts.
  static func html(_ study: TuningStudy, parameter index: Int, _ words: Words) -> String? {
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
      range: 0...top, title: words[.tuneShareOfParts],
      ticks: PlotFrame.ticks(0...top) { words.tick($0) })
    let frame = PlotFrame(x: x, y: y)
    var content = frame.line(
      settings.enumerated().map { (Double($0), $1.counts.falseRejectShare) }, style: "rejects-line")
    content += frame.line(
      settings.enumerated().map { (Double($0), $1.counts.escapeShare) }, style: "escapes-line")
    let chosen = study.settings[proposed].values[index]
    let current = study.current.values[index]
    if let now = settings.firstIndex(where: { $0.value == current }) {
      content += frame.mark(
        Double(now), name: words.text(.tuneMarkCurrent, ["value": current]), style: "now", row: 1)
    }
    if let next = settings.firstIndex(where: { $0.value == chosen }) {
      content += frame.mark(
        Double(next), name: words.text(.tuneMarkProposed, ["value": chosen]), style: "next",
        row: 0)
    }
    let label = words.text(.tuneSweepChart, ["key": parameter.key])
    return """
      <div class="plot"><h3><code>\(escaped(parameter.key))</code></h3>
      \(frame.svg(label: label, content))\
      \(PlotFrame.key([
        ("rejects-line", words[.tuneKeyRejects]),
        ("escapes-line", words[.tuneKeyEscapes]),
      ]))</div>

      """
  }

  /// The values of the parameter with the counts of the proposal for each, numbers by size, words in the
  /// order in which they were told.
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
    let values = (extra + order).filter { found[$0] != nil }
    let numbers = values.map(number)
    let sorted =
      numbers.contains(nil)
      ? values : zip(values, numbers).sorted { ($0.1 ?? 0) < ($1.1 ?? 0) }.map(\.0)
    return sorted.compactMap { value in found[value].map { (value, $0) } }
  }

  /// The number that `value` begins with, which its unit follows; all values of a parameter have the same.
  private static func number(_ value: String) -> Double? {
    Double(value.prefix { $0.isNumber || $0 == "." || $0 == "-" })
  }

  /// At most seven of the values get a label.
  private static func labels(_ values: [String]) -> [String?] {
    let step = (values.count + 6) / 7
    return values.enumerated().map { $0 % step == 0 ? $1 : nil }
  }
}
