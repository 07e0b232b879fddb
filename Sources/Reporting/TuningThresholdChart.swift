import Studies
import Wording

/// Yield, false rejects and escapes against the operating point, for one setting.
enum TuningThresholdChart {
  /// The chart with the current and the proposed operating point; the gap of the proposal is shaded.
  static func html(_ study: TuningStudy, _ words: Words) -> String {
    let setting = study.chosen
    let frame = PlotFrame(
      x: .confidence(words[.tunePoint]), y: .share(words[.tuneShareOfParts], words))
    let curve = curve(setting)
    let first = curve.first?.counts ?? VerdictCounts()
    var content = ""
    if let proposal = setting.proposal {
      let (from, to) = (frame.across(proposal.gapStart), frame.across(proposal.gapEnd))
      content += """
        <rect class="gap" x="\(PlotFrame.number(from))" y="\(PlotFrame.number(frame.top))" \
        width="\(PlotFrame.number(to - from))" height="\(PlotFrame.number(frame.bottom - frame.top))"/>

        """
    }
    var key = [("yield-line", words[.tuneKeyYield])]
    content += frame.steps(curve.map { ($0.end, $0.counts.yield) }, style: "yield-line")
    if first.good > 0 {
      content += frame.steps(
        curve.map { ($0.end, $0.counts.falseRejectShare) }, style: "rejects-line")
      key.append(("rejects-line", words[.tuneKeyRejects]))
    }
    if first.bad > 0 {
      content += frame.steps(curve.map { ($0.end, $0.counts.escapeShare) }, style: "escapes-line")
      key.append(("escapes-line", words[.tuneKeyEscapes]))
    }
    content += marks(study, in: frame, words)
    return """
      <div class="plot">
      \(frame.svg(label: words[.tuneThresholdsChart], content))\
      \(PlotFrame.key(key))</div>

      """
  }

  /// Upright lines at the current and the proposed operating point.
  static func marks(
    _ study: TuningStudy, in frame: PlotFrame, _ words: Words
  ) -> String {
    let now = study.current.limits.operatingPoint
    func name(_ key: Phrase, _ level: Double) -> String {
      words.text(key, ["value": StudyPhrases.level(level)])
    }
    var out = frame.mark(now, name: name(.tuneMarkCurrent, now), style: "now", row: 1)
    if let proposal = study.chosen.proposal {
      out += frame.mark(
        proposal.operatingPoint, name: name(.tuneMarkProposed, proposal.operatingPoint),
        style: "next", row: 0)
    }
    return out
  }

  /// The counts for all operating points from 0 to 1: each holds up to and with its end.
  static func curve(_ setting: TuningStudy.Setting) -> [(end: Double, counts: VerdictCounts)] {
    let band = setting.limits.reviewBand
    var edges: Set<Double> = [1]
    for score in setting.parts.compactMap(\.score) {
      edges.insert(score)
      if band > 0 { edges.insert(score + band) }
    }
    var start = 0.0
    return edges.filter { $0 > 0 && $0 <= 1 }.sorted().map { end in
      let limits = DecisionLimits(operatingPoint: (start + end) / 2, reviewBand: band)
      start = end
      return (end, VerdictCounts(setting.parts, limits: limits))
    }
  }
}
