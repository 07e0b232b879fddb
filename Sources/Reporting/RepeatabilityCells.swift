import Decision
import Quality
import Studies

/// What text and page of a repeatability study say alike.
enum RepeatabilityCells {
  /// What comes out, in sentences, and whether that is as it should be.
  static func answers(_ study: RepeatabilityStudy) -> [(text: String, isGood: Bool)] {
    var answers: [(String, Bool)] = []
    if let agreement = study.agreement.between {
      let isGood = study.disagreements.isEmpty
      answers.append(
        (
          "\(agreement.count) of \(StudyPhrases.count(agreement.total, "part")) got the same verdict "
            + "on every picture.", isGood
        ))
    }
    if study.defects.isEmpty {
      answers.append(("No defects were found, so that no areas can be compared.", true))
    } else {
      let unsteady = study.unsteadyDefects.count
      let limit = StudyPhrases.tick(study.areaLimit)
      answers.append(
        unsteady == 0
          ? ("The areas of all \(study.defects.count) defects vary by less than \(limit).", true)
          : (
            "The areas of \(unsteady) of \(StudyPhrases.count(study.defects.count, "defect")) vary by "
              + "\(limit) or more.", false
          ))
    }
    let partly = study.defects.count { found in
      found.defect.reportedCount < study.parts[found.part].all.count
    }
    if partly > 0 {
      answers.append(
        (
          "\(StudyPhrases.count(partly, "defect")) of \(study.defects.count) did not count on every "
            + "picture of the part.", false
        ))
    }
    if study.uninspectableCount > 0 {
      answers.append(
        (
          "\(StudyPhrases.count(study.uninspectableCount, "picture")) could not be inspected.",
          false
        ))
    }
    return answers
  }

  /// Name and value of every measure of agreement that can be computed.
  static func agreement(_ study: RepeatabilityStudy) -> [[String]] {
    let agreement = study.agreement
    var rows: [[String]] = []
    func add(_ name: String, _ share: ShareEstimate?) {
      guard let share else { return }
      rows.append([
        name, StudyPhrases.share(share.count, of: share.total),
        "\(StudyPhrases.percent(share.lower)) to \(StudyPhrases.percent(share.upper))",
      ])
    }
    func add(_ name: String, _ kappa: Double?) {
      rows.append([name, kappa.map { fixedPoint($0, places: 3) ?? "–" } ?? "not defined", ""])
    }
    let several = agreement.appraisers.count > 1
    for (index, name) in agreement.appraisers.enumerated() {
      let whose = several ? ", \(name)" : ""
      add("same verdict every time\(whose)", agreement.within(index))
      add("right every time\(whose)", agreement.againstReference(index))
      if agreement.againstReference(index) != nil {
        add("Cohen's kappa against the truth\(whose)", agreement.kappaAgainstReference(index))
      }
    }
    if several {
      add("same verdict every time, all", agreement.between)
      add("right every time, all", agreement.againstReference)
    }
    add("Fleiss' kappa of the pictures", agreement.kappa)
    return rows
  }

  /// A row for each part: its pictures, and which verdict came how often.
  static func parts(_ study: RepeatabilityStudy) -> [(part: RepeatedPart, cells: [String])] {
    study.parts.map { part in
      let verdicts = part.verdicts.map { "\($0.count) \($0.verdict.rawValue)" }
      let scores = SampleSpread(
        part.all.filter { $0.verdict != .uninspectable }.map(\.score))
      return (
        part,
        [
          part.name, "\(part.all.count)", verdicts.joined(separator: ", "),
          scores.count == 0
            ? "–" : "\(StudyPhrases.score(scores.least)) to \(StudyPhrases.score(scores.most))",
        ]
      )
    }
  }

  /// Titles of ``parts(_:)``.
  static let partTitles = ["part", "pictures", "verdicts", "scores"]

  /// A row for each defect, numbered from 1.
  static func defects(
    _ study: RepeatabilityStudy
  ) -> [(defect: RepeatabilityStudy.PartDefect, cells: [String])] {
    study.defects.enumerated().map { index, found in
      let (defect, area) = (found.defect, found.defect.area)
      let box = defect.box
      return (
        found,
        [
          "\(index + 1)", area.variation.map(StudyPhrases.percent) ?? "–",
          "\(defect.reportedCount) of \(study.parts[found.part].all.count)",
          defect.defectClass.rawValue + (defect.hasOneClass ? "" : " …"),
          StudyPhrases.measured(area.mean), area.deviation.map(StudyPhrases.measured) ?? "–",
          study.parts[found.part].name, "\(box.x1), \(box.y1), \(box.x2), \(box.y2)",
        ]
      )
    }
  }

  /// Titles of ``defects(_:)``.
  static let defectTitles = [
    "no.", "variation", "found", "class", "mean area in px²", "standard deviation", "part", "box",
  ]

  /// A row for each part of the variation of a gauge study.
  static func gauge(_ study: GaugeStudy, unit: String) -> [[String]] {
    let sources: [(String, Double)] = [
      ("EV, repeatability", study.equipmentVariation),
      ("AV, reproducibility", study.appraiserVariation),
      ("INT, appraiser by part", study.interactionVariation),
      ("GRR, measuring in all", study.gaugeVariation),
      ("PV, from part to part", study.partVariation),
      ("TV, in all", study.totalVariation),
    ]
    func percent(_ value: Double?) -> String {
      value.map { "\(fixedPoint($0, places: 1) ?? "–") %" } ?? "–"
    }
    return sources.filter { name, value in
      study.appraisers != nil || !(name.hasPrefix("AV") || name.hasPrefix("INT"))
    }.map { name, value in
      var row = [
        name, StudyPhrases.measured(value) + (unit.isEmpty ? "" : " \(unit)"),
        percent(study.percentOfTotal(value)),
      ]
      if study.tolerance != nil { row.append(percent(study.percentOfTolerance(value))) }
      return row
    }
  }

  /// Titles of ``gauge(_:unit:)``.
  static func gaugeTitles(_ study: GaugeStudy) -> [String] {
    ["source", "standard deviation", "of the total variation"]
      + (study.tolerance == nil ? [] : ["of the tolerance"])
  }

  /// What the numbers of a gauge study come to, in a sentence; shares of a total variation of less than
  /// `least` say nothing.
  static func verdict(_ study: GaugeStudy, least: Double) -> String {
    guard study.totalVariation >= least else {
      return
        "the parts hardly differ, so that shares of the variation say nothing; study parts that do"
    }
    let share = study.percentOfTotal(study.gaugeVariation) ?? 0
    let words =
      share < 10 ? "below 10 %, good" : share <= 30 ? "10 to 30 %, may do" : "above 30 %, too much"
    let categories =
      study.distinctCategories.map { "\($0)\($0 < 5 ? " (fewer than 5)" : "")" } ?? "without limit"
    return "%GRR \(fixedPoint(share, places: 1) ?? "–") % (\(words)), "
      + "ndc \(categories)"
      + (study.isPooled
        ? "; the interaction of appraiser and part is not significant and counts as repeatability"
        : "")
  }
}
