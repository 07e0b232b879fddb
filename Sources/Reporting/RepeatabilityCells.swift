import Decision
import Quality
import Studies
import Wording

/// What text and page of a repeatability study say alike.
enum RepeatabilityCells {
  /// What comes out, in sentences, and whether that is as it should be.
  static func answers(
    _ study: RepeatabilityStudy, _ words: Words
  ) -> [(text: String, isGood: Bool)] {
    var answers: [(String, Bool)] = []
    if let agreement = study.agreement.between {
      let parts = words.counted(.studyParts, agreement.total)
      answers.append(
        (
          words.counted(.repeatAnswerSame, agreement.count, ["parts": parts]),
          study.disagreements.isEmpty
        ))
    }
    let found = words.counted(.studyDefects, study.defects.count)
    if study.defects.isEmpty {
      answers.append((words[.repeatAnswerNoDefects], true))
    } else {
      let unsteady = study.unsteadyDefects.count
      let limit = ["limit": words.tick(study.areaLimit), "defects": found]
      answers.append(
        unsteady == 0
          ? (words.counted(.repeatAnswerSteady, study.defects.count, limit), true)
          : (words.counted(.repeatAnswerUnsteady, unsteady, limit), false))
    }
    let partly = study.defects.count { found in
      found.defect.reportedCount < study.parts[found.part].all.count
    }
    if partly > 0 {
      answers.append(
        (
          words.text(
            .repeatAnswerPartly,
            [
              "defects": words.counted(.studyDefects, partly), "total": "\(study.defects.count)",
            ]), false
        ))
    }
    if study.uninspectableCount > 0 {
      let pictures = words.counted(.studyPictures, study.uninspectableCount)
      answers.append((words.text(.repeatAnswerLost, ["pictures": pictures]), false))
    }
    return answers
  }

  /// How many parts and pictures were studied.
  static func extent(_ study: RepeatabilityStudy, _ words: Words) -> String {
    words.text(
      .repeatStudiedValue,
      [
        "parts": words.counted(.studyParts, study.parts.count),
        "pictures": words.counted(.studyPictures, study.pictureCount),
      ])
  }

  /// Name and value of every measure of agreement that can be computed.
  static func agreement(_ study: RepeatabilityStudy, _ words: Words) -> [[String]] {
    let agreement = study.agreement
    var rows: [[String]] = []
    func add(_ name: String, _ share: ShareEstimate?) {
      guard let share else { return }
      rows.append([
        name, words.share(share.count, of: share.total),
        words.text(
          .repeatRange,
          ["from": words.percentage(share.lower), "to": words.percentage(share.upper)]),
      ])
    }
    func add(_ name: String, _ kappa: Double?) {
      rows.append([
        name, kappa.map { fixedPoint($0, places: 3) ?? "–" } ?? words[.repeatNotDefined], "",
      ])
    }
    let several = agreement.appraisers.count > 1
    func of(_ measure: Phrase, _ whose: String) -> String {
      words.text(.repeatOf, ["measure": words[measure], "whose": whose])
    }
    for (index, name) in agreement.appraisers.enumerated() {
      func named(_ measure: Phrase) -> String { several ? of(measure, name) : words[measure] }
      add(named(.repeatSameEveryTime), agreement.within(index))
      add(named(.repeatRightEveryTime), agreement.againstReference(index))
      if agreement.againstReference(index) != nil {
        add(named(.repeatKappaTruth), agreement.kappaAgainstReference(index))
      }
    }
    if several {
      add(of(.repeatSameEveryTime, words[.repeatAll]), agreement.between)
      add(of(.repeatRightEveryTime, words[.repeatAll]), agreement.againstReference)
    }
    add(words[.repeatKappaPictures], agreement.kappa)
    return rows
  }

  /// A row for each part: its pictures, and which verdict came how often.
  static func parts(
    _ study: RepeatabilityStudy, _ words: Words
  ) -> [(part: RepeatedPart, cells: [String])] {
    study.parts.map { part in
      let verdicts = part.verdicts.map { "\($0.count) \(words.term(for: $0.verdict))" }
      let scores = SampleSpread(
        part.all.filter { $0.verdict != .uninspectable }.map(\.score))
      return (
        part,
        [
          part.name, "\(part.all.count)", words.list(verdicts),
          scores.count == 0
            ? words[.notTold]
            : words.text(
              .repeatRange, ["from": words.score(scores.least), "to": words.score(scores.most)]),
        ]
      )
    }
  }

  /// Titles of ``parts(_:_:)``.
  static func partTitles(_ words: Words) -> [String] {
    [
      words[.repeatPart], words[.repeatColumnPictures], words[.repeatColumnVerdicts],
      words[.repeatColumnScores],
    ]
  }

  /// A row for each defect, numbered from 1.
  static func defects(
    _ study: RepeatabilityStudy, _ words: Words
  ) -> [(defect: RepeatabilityStudy.PartDefect, cells: [String])] {
    study.defects.enumerated().map { index, found in
      let (defect, area) = (found.defect, found.defect.area)
      let box = defect.box
      return (
        found,
        [
          "\(index + 1)", area.variation.map(words.percentage) ?? words[.notTold],
          words.counted(
            .repeatCount, defect.reportedCount,
            ["total": "\(study.parts[found.part].all.count)"]),
          words.term(for: defect.defectClass) + (defect.hasOneClass ? "" : " …"),
          StudyPhrases.measured(area.mean), area.deviation.map(StudyPhrases.measured) ?? "–",
          study.parts[found.part].name, "\(box.x1), \(box.y1), \(box.x2), \(box.y2)",
        ]
      )
    }
  }

  /// Titles of ``defects(_:_:)``.
  static func defectTitles(_ words: Words) -> [String] {
    [
      words[.repeatNumber], words[.repeatVariation], words[.repeatFound], words[.repeatClass],
      words[.repeatMeanArea], words[.repeatDeviation], words[.repeatPart], words[.repeatBox],
    ]
  }
}
