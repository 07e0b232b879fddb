import Studies

/// Precision against recall of the boxes, for the recipe as it is and the chosen setting.
enum TuningRecallChart {
  /// The chart; `nil` without truth boxes.
  static func html(_ study: TuningStudy) -> String? {
    guard let chosen = study.chosen.precisionRecall, chosen.truthCount > 0 else { return nil }
    let frame = PlotFrame(
      x: .share("recall: truth boxes found"), y: .share("precision: boxes right"), headroom: 14)
    var content = ""
    var key: [(String, String)] = []
    let isChanged = study.proposed ?? 0 > 0
    if isChanged, let before = study.current.precisionRecall {
      content += curve(before, style: "before-line", in: frame)
      key.append(("before-line", "recipe as it is"))
    }
    content += curve(chosen, style: "chosen-line", in: frame)
    key.append(("chosen-line", isChanged ? "proposed setting" : "recipe as it is"))
    if let now = study.current.precisionRecall {
      content += dot(
        now.point(at: study.current.limits.operatingPoint), "point old", "current", frame)
    }
    if let proposal = study.chosen.proposal {
      content += dot(chosen.point(at: proposal.operatingPoint), "point", "proposed", frame)
    }
    return """
      <div class="plot">
      \(frame.svg(label: "Precision against recall", content))\(PlotFrame.key(key))</div>

      """
  }

  private static func curve(
    _ recall: PrecisionRecall, style: String, in frame: PlotFrame
  ) -> String {
    frame.line(recall.points.map { ($0.recall, $0.precision) }, style: style)
  }

  private static func dot(
    _ point: PrecisionRecall.Point, _ style: String, _ name: String, _ frame: PlotFrame
  ) -> String {
    """
    <circle class="\(style)" cx="\(PlotFrame.number(frame.across(point.recall)))" \
    cy="\(PlotFrame.number(frame.down(point.precision)))" r="6"><title>\(name): operating point \
    \(StudyPhrases.level(point.threshold)), precision \(StudyPhrases.percent(point.precision)), \
    recall \(StudyPhrases.percent(point.recall))</title></circle>

    """
  }
}
