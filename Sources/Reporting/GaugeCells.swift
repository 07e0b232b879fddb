import Quality
import Wording

/// What text and page say alike of the gauge studies of a repeatability study.
extension RepeatabilityCells {
  /// A row for each part of the variation of a gauge study.
  static func gauge(_ study: GaugeStudy, unit: String, _ words: Words) -> [[String]] {
    let isCrossed = study.appraisers != nil
    let sources: [(name: Phrase, value: Double, isShown: Bool)] = [
      (.repeatEquipment, study.equipmentVariation, true),
      (.repeatAppraiser, study.appraiserVariation, isCrossed),
      (.repeatInteraction, study.interactionVariation, isCrossed),
      (.repeatGauge, study.gaugeVariation, true),
      (.repeatPartVariation, study.partVariation, true),
      (.repeatTotal, study.totalVariation, true),
    ]
    func percent(_ value: Double?) -> String {
      value.map { words.inPercent(fixedPoint($0, places: 1) ?? "–") } ?? words[.notTold]
    }
    return sources.filter(\.isShown).map { name, value, _ in
      var row = [
        words[name], StudyPhrases.measured(value) + (unit.isEmpty ? "" : " \(unit)"),
        percent(study.percentOfTotal(value)),
      ]
      if study.tolerance != nil { row.append(percent(study.percentOfTolerance(value))) }
      return row
    }
  }

  /// Titles of ``gauge(_:unit:_:)``.
  static func gaugeTitles(_ study: GaugeStudy, _ words: Words) -> [String] {
    [words[.repeatSource], words[.repeatDeviation], words[.repeatOfTotal]]
      + (study.tolerance == nil ? [] : [words[.repeatOfTolerance]])
  }

  /// What the numbers of a gauge study come to, in a sentence; shares of a total variation of less than
  /// `least` say nothing.
  static func verdict(_ study: GaugeStudy, least: Double, _ words: Words) -> String {
    guard study.totalVariation >= least else { return words[.repeatGaugeAlike] }
    let share = study.percentOfTotal(study.gaugeVariation) ?? 0
    let rating: Phrase =
      share < 10 ? .repeatGaugeGood : share <= 30 ? .repeatGaugeMay : .repeatGaugeBad
    let categories =
      study.distinctCategories.map {
        $0 < 5 ? words.counted(.repeatGaugeFew, $0) : "\($0)"
      } ?? words[.repeatGaugeUnlimited]
    let text = words.text(
      .repeatGaugeVerdict,
      [
        "share": words.inPercent(fixedPoint(share, places: 1) ?? "–"), "words": words[rating],
        "categories": categories,
      ])
    return study.isPooled ? words.text(.repeatGaugePooled, ["verdict": text]) : text
  }

  /// Why there is no gauge study.
  static func reason(_ error: GaugeStudyError, _ words: Words) -> String {
    switch error {
    case .tooFewParts(let count): words.counted(.repeatGaugeTooFew, count)
    case .noRepeats: words[.repeatGaugeNoRepeats]
    case .notBalanced: words[.repeatGaugeNotBalanced]
    case .notFinite: words[.repeatGaugeNotFinite]
    }
  }
}
