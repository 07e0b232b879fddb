import Decision
import Foundation
import Quality
import Reporting
import Traceability
import Wording

/// What a report of a shift or a lot says.
struct ReportContent: Sendable {
  struct Fact: Sendable {
    let name: String
    let value: String
  }

  struct Number: Sendable {
    let name: String
    let value: String
    let detail: String?
  }

  struct VerdictRow: Sendable {
    let verdict: VerdictView
    let recorded: String
    let counting: String
    let share: String
  }

  struct ClassRow: Sendable {
    let name: String
    let defects: String
    let parts: String
    let share: String
    let cumulative: String
  }

  struct Worst: Sendable {
    let sequence: String
    let page: String
    let picture: String?
    let alt: String
    let boxes: String?
    let area: String
    let defects: String
    let serial: String?
    let time: String
  }

  struct AlarmRow: Sendable {
    let title: String
    let sentence: ToldSentence
    let began: String
    let ended: String
  }

  let title: String
  let facts: [Fact]
  let hasParts: Bool
  let numbers: [Number]
  let verdicts: [VerdictRow]
  let classes: [ClassRow]
  let hasClasses: Bool
  let figures: [QualityFigure]
  let worst: [Worst]
  let hasWorst: Bool
  let alarms: [AlarmRow]
  let hasAlarms: Bool
  let how: [HowItem]

  /// So many parts with the largest area of defects are shown.
  static let worstCount = 6
  /// So many beginnings and ends of alarms are looked at.
  private static let alarmCount = 400

  /// The report of `span`; `picture` gives the address of a part's picture, `nil` where there is none.
  init(
    _ span: ReportSpan, _ records: RecordReader, _ settings: PageSettings, _ say: RecordWords,
    at moment: Date, picture: (InspectionRecord) throws -> String?
  ) throws {
    let words = say.words
    // Numbers of one report agree, whatever is recorded while it is made.
    let records = try records.atThisMoment()
    let query = RecordQuery(lot: span.lot, since: span.since, until: span.until)
    let filter = QualityFilter(since: span.since, until: span.until, lot: span.lot)
    let groups = try records.qualitySubgroups(filter, by: .hour)
    let found = QualityCounts(of: groups)
    let counts = YieldCount(
      recorded: Self.verdicts(QualityCounts(recordedIn: groups)), counting: Self.verdicts(found))
    hasParts = counts.count > 0
    title =
      span.lot.map { words.text(.reportOfLot, ["lot": $0]) } ?? words[.reportOfShift]
    let newest = try Self.end(query, .newestFirst, records)
    let oldest = try Self.end(query, .oldestFirst, records)
    let from = span.since ?? oldest?.recordedAt ?? moment
    let to = span.until ?? newest?.recordedAt ?? moment
    facts = Self.facts(newest, from: from, to: to, span, settings, say, at: moment)
    let length =
      (newest?.recordedAt.timeIntervalSince(oldest?.recordedAt ?? moment) ?? 0) / 60
    numbers = Self.numbers(
      counts, try records.serialYield(filter, counts: found), minutes: length, words)
    verdicts = Verdict.allCases.map { verdict in
      VerdictRow(
        verdict: say.verdict(verdict), recorded: words.number(counts.recorded[verdict] ?? 0),
        counting: words.number(counts.counting[verdict] ?? 0),
        share: counts.count > 0
          ? words.percent(Double(counts.counting[verdict] ?? 0) / Double(counts.count))
          : words[.notTold])
    }
    let kinds = try records.defectsByClass(filter)
    let pareto = ParetoCounts(kinds.map { (say.className($0.defectClass), $0.defects) })
    classes = zip(pareto.rows, kinds).map { row, count in
      ClassRow(
        name: row.category, defects: words.number(row.count),
        parts: words.number(count.inspections), share: words.percent(row.share),
        cumulative: words.percent(row.cumulative))
    }
    hasClasses = !classes.isEmpty
    figures = Self.figures(groups, pareto, say)
    let parts = try records.worstParts(
      since: span.since, until: span.until, lot: span.lot, limit: Self.worstCount)
    worst = try parts.map { Worst($0, say, picture: try picture($0)) }
    hasWorst = !worst.isEmpty
    alarms = Self.alarms(
      try records.alarms(since: from, until: to, newest: Self.alarmCount).reversed(), say)
    hasAlarms = !alarms.isEmpty
    how = [
      HowItem(name: words[.reportYield], text: words[.lineHowYield]),
      HowItem(name: words[.reportFirstPass], text: words[.reportHowFirstPass]),
      HowItem(name: words[.reportRate], text: words[.reportHowRate]),
    ]
  }

  private static func verdicts(_ counts: QualityCounts) -> [Verdict: Int] {
    Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, counts[$0]) })
      .filter { $0.value > 0 }
  }

  private static func end(
    _ query: RecordQuery, _ order: RecordQuery.Order, _ records: RecordReader
  ) throws -> InspectionRecord? {
    var query = query
    (query.order, query.limit) = (order, 1)
    return try records.records(matching: query).first
  }

  private static func facts(
    _ newest: InspectionRecord?, from: Date, to: Date, _ span: ReportSpan,
    _ settings: PageSettings, _ say: RecordWords, at moment: Date
  ) -> [Fact] {
    let words = say.words
    let entries: [(Phrase, String?)] = [
      (
        .reportPeriod,
        words.text(
          .reportPeriodRange, ["from": say.dayAndTime(from), "to": say.dayAndTime(to)])
      ), (.reportLot, span.lot), (.reportStation, newest?.station),
      (
        .reportRecipes,
        newest.map {
          words.text(
            .resultsRecipeVersion,
            ["recipe": $0.recipe, "version": "\($0.recipeVersion)"])
        }
      ), (.reportMade, say.dayAndTime(moment)), (.reportSoftware, settings.software),
    ]
    return entries.compactMap { name, value in
      value.map { Fact(name: words[name], value: $0) }
    }
  }

  private static func numbers(
    _ counts: YieldCount, _ serials: SerialYield, minutes: Double, _ words: Words
  ) -> [Number] {
    [
      Number(
        name: words[.reportInspections], value: words.number(counts.count), detail: nil),
      Number(
        name: words[.reportYield],
        value: counts.yield.map { words.percent($0) } ?? words[.notTold],
        detail: words.text(
          .lineYieldOf,
          ["pass": words.number(counts.passCount), "count": words.number(counts.count)])),
      Number(
        name: words[.reportFirstPass],
        value: serials.parts > 0
          ? words.percent(Double(serials.passedFirst) / Double(serials.parts)) : words[.notTold],
        detail: words.text(
          .reportFirstPassNote, count: serials.parts,
          ["pass": words.number(serials.passedFirst)])),
      Number(
        name: words[.reportRate],
        value: minutes > 0
          ? words.decimal(Double(counts.count) / minutes, places: 1) : words[.notTold],
        detail: nil),
    ]
  }

  private static func figures(
    _ groups: [QualitySubgroup], _ pareto: ParetoCounts<String>, _ say: RecordWords
  ) -> [QualityFigure] {
    let words = say.words
    let chart = ControlChart.proportions(
      groups.map { AttributeSample($0.counts.notPassed, of: $0.counts.total) })
    var figures = [
      QualityFigure(
        "p-chart", words[.qualityProportion], chart,
        labels: groups.map { group in
          String(words.time(group.start, offset: group.utcOffset).dropFirst(5).prefix(11))
        }, axis: words[.qualityTime], scale: words[.qualityNotPassed], unit: .share,
        words: words, notes: words.rough(chart))
    ]
    if pareto.total > 0 {
      figures.append(
        QualityFigure(
          "pareto", words[.reportPareto],
          chart: ParetoPlot.html(
            pareto, title: words[.reportPareto], words: ChartWords(words)),
          how: [words.says(pareto.computation)]))
    }
    return figures
  }

  /// Each alarm that began, with its end; `events` are in the order of time.
  private static func alarms(_ events: [StationAlarm], _ say: RecordWords) -> [AlarmRow] {
    events.enumerated().filter { $0.element.state == .raised }.map { index, alarm in
      let end = events.dropFirst(index + 1).first {
        $0.kind == alarm.kind && $0.folder == alarm.folder && $0.state == .ended
      }
      return AlarmRow(
        title: say.alarm(alarm.kind), sentence: say.told(alarm.sentence),
        began: say.time(alarm.date),
        ended: end.map { say.time($0.date) } ?? say.words[.reportAlarmLasts])
    }
  }
}

extension ReportContent.Worst {
  fileprivate init(_ record: InspectionRecord, _ say: RecordWords, picture: String?) {
    let words = say.words
    let number = record.sequence ?? 0
    sequence = words.text(.resultsOpen, ["sequence": words.number(number)])
    page = PageAddress.part(record: number).path
    self.picture = picture
    alt = words.text(.reportWorstAlt, ["sequence": words.number(number)])
    boxes = record.imageSize.map { size in
      BoxOverlay.svg(record.defects, size: size) { say.className($0.defectClass) }
    }
    area = words.text(
      .reportWorstArea, count: record.defects.count,
      ["area": words.pixelArea(record.defects.reduce(0) { $0 + $1.area })])
    defects = say.summary(record.defects)
    serial = record.serial
    time = say.time(record)
  }
}

/// What a report is about.
struct ReportSpan: Sendable {
  var since: Date?
  var until: Date?
  var lot: String?
}
