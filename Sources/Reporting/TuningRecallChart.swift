import Studies
import Wording

/// Precision against recall of the boxes, for the recipe as it is and the chosen setting.
enum TuningRecallChart {
  /// The chart; `nil` without truth boxes.
  static func html(_ study: TuningStudy, _ words: Words) -> String? {
    guard let chosen = study.chosen.precisionRecall, chosen.truthCount > 0 else { return nil }
    let frame = PlotFrame(
      x: .share(words[.tuneRecallAxis], words), y: .share(words[.tunePrecisionAxis], words),
      headroom: 14)
    var content = ""
    var key: [(String, String)] = []
    let isChanged = study.proposed ?? 0 > 0
    if isChanged, let before = study.current.precisionRecall {
      content += curve(before, style: "before-line", in: frame)
      key.append(("before-line", words[.tuneKeyAsItIs]))
    }
    content += curve(chosen, style: "chosen-line", in: frame)
    key.append(("chosen-line", words[isChanged ? .tuneKeyProposed : .tuneKeyAsItIs]))
    if let now = study.current.precisionRecall {
      content += dot(
        now.point(at: study.current.limits.operatingPoint), "point old",
        words[.tuneCurrent], frame, words)
    }
    if let proposal = study.chosen.proposal {
      content += dot(
        chosen.point(at: proposal.operatingPoint), "point", words[.tuneProposed], frame, words)
    }
    return """
      <div class="plot">
      \(frame.svg(label: words[.tuneRecallChart], content))\(PlotFrame.key(key))</div>

      """
  }

  private static func curve(
    _ recall: PrecisionRecall, style: String, in frame: PlotFrame
  ) -> String {
    frame.line(recall.points.map { ($0.recall, $0.precision) }, style: style)
  }

  private static func dot(
    _ point: PrecisionRecall.Point, _ style: String, _ name: String, _ frame: PlotFrame,
    _ words: Words
  ) -> String {
    let title = words.text(
      .tuneRecallPoint,
      [
        "name": name, "point": StudyPhrases.level(point.threshold),
        "precision": words.percentage(point.precision), "recall": words.percentage(point.recall),
      ])
    return """
      <circle class="\(style)" cx="\(PlotFrame.number(frame.across(point.recall)))" \
      cy="\(PlotFrame.number(frame.down(point.precision)))" r="6">\
      <title>\(escaped(title))</title></circle>

      """
  }
}
