import Studies
import Wording

/// How the scores of good and bad parts are distributed: good ones above the line, bad ones below, so
/// that neither hides the other.
enum TuningScoreChart {
  /// Bars over the range of scores.
  static let binCount = 25

  /// The chart of the chosen setting with the current and the proposed operating point.
  static func html(_ study: TuningStudy, _ words: Words) -> String {
    let parts = study.chosen.parts.filter(\.isInspectable)
    let isLabelled = parts.contains { $0.isGood != nil }
    let up = bins(parts.filter { $0.isGood == true || $0.isGood == nil && !isLabelled })
    let down = bins(parts.filter { $0.isGood == false })
    let (most, least) = (Double(max(1, up.max() ?? 0)), Double(down.max() ?? 0))
    // Room for both in the same scale.
    let range = -least...most
    let y = PlotFrame.Axis(
      range: range, title: words[.tuneAxisParts],
      ticks: PlotFrame.ticks(range) { fixedPoint($0.magnitude, places: 0) ?? "" }
        .filter { $0.value == $0.value.rounded() })
    let frame = PlotFrame(x: .confidence(words[.studyScore]), y: y)
    var content = bars(
      up, upwards: true, style: isLabelled ? "good-bar" : "unknown-bar", in: frame, words)
    content += bars(down, upwards: false, style: "bad-bar", in: frame, words)
    if least > 0 {
      let at = PlotFrame.number(frame.down(0))
      content +=
        "<path class=\"base\" d=\"M\(PlotFrame.number(frame.left)) \(at)"
        + "H\(PlotFrame.number(frame.right))\"/>\n"
    }
    content += TuningThresholdChart.marks(study, in: frame, words)
    let key =
      isLabelled
      ? [("good-bar", words[.tuneKeyGood]), ("bad-bar", words[.tuneKeyBad])]
      : [("unknown-bar", words[.tuneKeyParts])]
    return """
      <div class="plot">
      \(frame.svg(label: words[.tuneScoresChart], content))\(squares(key))</div>

      """
  }

  /// How many of `parts` have a score in each bin; a part without candidates has the score 0.
  static func bins(_ parts: [ScoredPart]) -> [Int] {
    var counts = [Int](repeating: 0, count: binCount)
    for part in parts {
      let bin = Int(((part.score ?? 0) * Double(binCount)).rounded(.down))
      counts[min(binCount - 1, max(0, bin))] += 1
    }
    return counts
  }

  private static func bars(
    _ counts: [Int], upwards: Bool, style: String, in frame: PlotFrame, _ words: Words
  ) -> String {
    let zero = frame.down(0)
    return counts.enumerated().filter { $1 > 0 }.map { bin, count in
      let (from, to) = (
        frame.across(Double(bin) / Double(binCount)),
        frame.across(Double(bin + 1) / Double(binCount))
      )
      // A single part is seen beside hundreds.
      let length = max(2.5, (frame.down(0) - frame.down(Double(count))).magnitude)
      let height =
        upwards ? length : max(2.5, (frame.down(-Double(count)) - zero).magnitude)
      let title = words.counted(
        .tuneScoreBar, count,
        [
          "from": StudyPhrases.level(Double(bin) / Double(binCount)),
          "to": StudyPhrases.level(Double(bin + 1) / Double(binCount)),
        ])
      return """
        <rect class="\(style)" x="\(PlotFrame.number(from + 1))" \
        y="\(PlotFrame.number(upwards ? zero - height : zero))" \
        width="\(PlotFrame.number(to - from - 2))" height="\(PlotFrame.number(height))">\
        <title>\(escaped(title))</title></rect>

        """
    }.joined()
  }

  private static func squares(_ entries: [(style: String, name: String)]) -> String {
    PlotFrame.key(
      samples: entries.map {
        ("<rect class=\"\($0.style)\" x=\"11\" width=\"16\" height=\"16\"/>", $0.name)
      })
  }
}
