import Quality
import Reporting
import Wording

/// A chart with its title and how it was computed.
struct QualityFigure: Sendable {
  let id: String
  let title: String
  let chart: String?
  var notes: [String] = []
  var signals: [String] = []
  var isControlChart = false
  var hasSignals = false
  var how: [String] = []

  /// So many broken rules are told below a chart.
  private static let signalLimit = 8

  init(_ id: String, _ title: String, chart: String?, notes: [String] = [], how: [String] = []) {
    (self.id, self.title, self.chart, self.notes, self.how) = (id, title, chart, notes, how)
  }

  /// A control chart, with the rules that are broken.
  init(
    _ id: String, _ title: String, _ chart: ControlChart, labels: [String], axis: String,
    scale: String, unit: ChartUnit, words: Words, notes: [String] = []
  ) {
    self.init(
      id, title,
      chart: ControlChartPlot.html(
        chart, labels: labels, axis: axis, title: scale, unit: unit, words: ChartWords(words)),
      notes: notes, how: [words.says(chart.computation)])
    isControlChart = true
    let all = chart.signals.flatMap { signal in signal.flagged.map { ($0, signal.rule) } }
      .sorted { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }
    signals = all.suffix(Self.signalLimit).reversed().map { place, rule in
      words.text(
        .qualitySignal,
        [
          "place": labels.indices.contains(place) ? labels[place] : "\(place + 1)",
          "rule": words[rule.phrase],
        ])
    }
    if all.count > Self.signalLimit {
      signals.append(words.text(.qualityMoreSignals, count: all.count - Self.signalLimit))
    }
    hasSignals = !signals.isEmpty
  }
}
