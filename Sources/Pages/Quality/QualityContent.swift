import Foundation
import Quality
import Reporting
import Traceability
import Wording

/// What the quality page shows.
struct QualityContent: Sendable {
  struct Choice: Sendable {
    let value: String
    let name: String
    let isChosen: Bool
  }

  struct Number: Sendable {
    let name: String
    let value: String
    let detail: String?
    let how: [String]
  }

  let from: String?
  let to: String?
  let lot: String?
  let recipe: String?
  let lower: String?
  let upper: String?
  let groupings: [Choice]
  let ruleSets: [Choice]
  let quantities: [Choice]
  let charts: [Choice]
  let problems: [String]
  let zone: String
  let period: String
  let hasParts: Bool
  let numbers: [Number]
  let figures: [QualityFigure]

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    // Numbers of one page agree, whatever is recorded while it is made.
    let records = try pages.records.atThisMoment()
    let newest = try records.records(matching: RecordQuery(limit: 1)).first
    let chosen = QualitySelection(
      request, pages.settings, newest: newest?.recordedAt,
      oldest: try records.record(sequence: 1)?.recordedAt, words: words)
    (from, to, lot, recipe) = (chosen.from, chosen.to, chosen.lot, chosen.recipe)
    (lower, upper, problems) = (chosen.lower, chosen.upper, chosen.problems)
    func choices(_ entries: [(String, String)], _ value: String) -> [Choice] {
      entries.map { Choice(value: $0, name: $1, isChosen: $0 == value) }
    }
    groupings = choices(
      [
        ("hour", words[.qualityByHour]), ("shift", words[.qualityByShift]),
        ("day", words[.qualityByDay]), ("lot", words[.qualityByLot]),
      ], chosen.by)
    ruleSets = choices(
      ControlRuleSet.allCases.map { ($0.rawValue, words[$0.phrase]) }, chosen.rules.rawValue)
    charts = choices(
      [("groups", "X̄-R"), ("singles", "I-MR")], chosen.isSingles ? "singles" : "groups")
    var known = try records.measuredQuantities(chosen.filter)
    if !known.contains(chosen.quantity) { known.append(chosen.quantity) }
    quantities = choices(known.map { ($0.name, $0.title(say)) }, chosen.quantity.name)
    zone = words.text(
      .resultsZone,
      ["offset": "UTC" + Words.offset(pages.settings.shifts.offset(at: request.now))])
    period = words.text(
      .qualityPeriod,
      ["from": say.dayAndTime(chosen.since), "to": say.dayAndTime(chosen.until)])
    let groups = try records.qualitySubgroups(chosen.filter, by: chosen.subgrouping)
    let counts = QualityCounts(of: groups)
    hasParts = counts.total > 0
    guard hasParts else {
      (numbers, figures) = ([], [])
      return
    }
    let maker = QualityFigures(
      records: records, chosen: chosen, say: say, groups: groups, counts: counts,
      classes: try records.defectsByClass(chosen.filter))
    numbers = Self.numbers(
      counts, try records.serialYield(chosen.filter, counts: counts), words)
    figures =
      try maker.attributes() + [maker.pareto()] + maker.map() + maker.measured()
      + [try maker.comparison()]
  }

  private static func numbers(
    _ counts: QualityCounts, _ serials: SerialYield, _ words: Words
  ) -> [Number] {
    let process = ProcessYield(
      parts: serials.parts, passedFirst: serials.passedFirst, passedLast: serials.passedLast,
      repeated: serials.repeated)
    func interval(_ estimate: ShareEstimate?) -> String? {
      estimate.map {
        words.text(
          .qualityInterval,
          [
            "lower": words.percent($0.lower), "upper": words.percent($0.upper),
            "confidence": words.percent(0.95, places: 0),
          ])
      }
    }
    func share(_ estimate: ShareEstimate?) -> String {
      estimate.map { words.percent($0.share) } ?? words[.notTold]
    }
    let yield = counts.total > 0 ? ShareEstimate(counts.pass, of: counts.total) : nil
    let exact = Computation(.clopperPearson, count: counts.total)
    let exactOfParts = Computation(.clopperPearson, count: serials.parts)
    return [
      Number(
        name: words[.qualityInspections], value: words.number(counts.total), detail: nil,
        how: [words[.qualityHowCounts]]),
      Number(
        name: words[.qualityYield], value: share(yield), detail: interval(yield),
        how: [words[.qualityHowYield], words.says(exact)]),
      Number(
        name: words[.qualityFirstPass], value: share(process.firstPass()),
        detail: interval(process.firstPass()),
        how: [words.says(process.firstPassComputation)]
          + (process.firstPass() == nil ? [] : [words.says(exactOfParts)])),
      Number(
        name: words[.qualityFinal], value: share(process.final()),
        detail: interval(process.final()),
        how: [words.says(process.finalComputation)]
          + (process.final() == nil ? [] : [words.says(exactOfParts)])),
      Number(
        name: words[.qualityDefectRate],
        value: words.significant(Double(counts.defects) / Double(max(1, counts.total)), digits: 3),
        detail: nil, how: [words[.qualityHowDefects]]),
    ]
  }
}

extension MeasuredQuantity {
  /// What it is called.
  func title(_ say: RecordWords) -> String {
    switch self {
    case .health(let name): say.measurement(name)
    case .timing(let stage): say.stage(stage) + " (ms)"
    case .totalTime: say.words[.qualityTotalTime] + " (ms)"
    case .defectArea: say.words[.qualityDefectArea] + " (px²)"
    }
  }
}

extension PageSet {
  /// The page of quality over time.
  func qualityPage(_ request: PageRequest) throws -> String {
    PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.qualityTitle], style: "quality",
        content: try QualityContent(self, request)), "quality")
  }
}
