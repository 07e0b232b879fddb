import Decision
import Foundation
import Traceability
import Wording

/// What the line page shows.
struct LineContent: Sendable {
  struct Part: Sendable {
    let verdict: VerdictView
    let sequence: String
    let serial: String?
    let lot: String?
    let defects: String
    let time: String
    let age: String
    let page: String
    let picture: String
    let alt: String
    let changed: VerdictView?
  }

  struct Tile: Sendable {
    let name: String
    let value: String
    let detail: String
  }

  struct Alarm: Sendable {
    let title: String
    let since: String
    let folder: String?
    let sentence: ToldSentence
  }

  struct Mark: Sendable {
    let verdict: VerdictView
    let page: String
    let label: String
  }

  let station: String?
  let part: Part?
  let tiles: [Tile]
  let alarms: [Alarm]
  let hasAlarms: Bool
  let recent: [Mark]
  let recentTitle: String
  let announcement: String
  let how: [HowItem]

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    let seen = try pages.records.lineOverview(
      at: request.now, shifts: pages.settings.shifts, counting: pages.counting)
    station = seen.newest?.station.map { words.text(.lineStation, ["station": $0]) }
    part = seen.newest.map { Part($0, say, now: request.now) }
    let minutes = words.number(LineOverview.rateMinutes)
    let shiftTime = say.hourAndMinute(seen.shiftBegin)
    tiles = [
      Self.tile(words[.lineYieldHour], seen.hour, words),
      Self.tile(words.text(.lineYieldShift, ["time": shiftTime]), seen.shift, words),
      Self.tile(
        seen.newest?.lot.map { words.text(.lineYieldLot, ["lot": $0]) }
          ?? words[.lineYieldNoLot], seen.lot ?? YieldCount(), words),
      Tile(
        name: words[.linePartsAMinute], value: words.decimal(seen.partsAMinute, places: 1),
        detail: words.text(.linePartsAMinuteNote, ["minutes": minutes])),
    ]
    alarms = seen.alarms.map { alarm in
      Alarm(
        title: say.alarm(alarm.kind),
        since: words.text(.lineAlarmSince, ["time": say.time(alarm.date)]),
        folder: alarm.folder, sentence: say.told(alarm.sentence))
    }
    hasAlarms = !alarms.isEmpty
    recent = seen.recent.reversed().map { glance in
      let verdict = say.verdict(glance.verdict)
      return Mark(
        verdict: verdict, page: PageAddress.part(record: glance.sequence).path,
        label: words.text(
          .sentencePair,
          [
            "label": words.text(.resultsOpen, ["sequence": words.number(glance.sequence)]),
            "value": verdict.name,
          ]))
    }
    recentTitle = words.text(.lineRecent, count: recent.count)
    announcement = part.map { "\($0.verdict.name), \($0.sequence)" } ?? words[.lineNothing]
    how = [
      HowItem(name: words[.lineYields], text: words[.lineHowYield]),
      HowItem(name: words[.lineYieldHour], text: words[.lineHowHour]),
      HowItem(
        name: words.text(.lineYieldShift, ["time": shiftTime]),
        text: words.text(.lineHowShift, ["time": say.time(seen.shiftBegin)])),
      HowItem(name: words[.lineYieldNoLot], text: words[.lineHowLot]),
      HowItem(
        name: words[.linePartsAMinute], text: words.text(.lineHowRate, ["minutes": minutes])),
    ]
  }

  private static func tile(_ name: String, _ count: YieldCount, _ words: Words) -> Tile {
    Tile(
      name: name, value: count.yield.map { words.percent($0) } ?? words[.notTold],
      detail: count.count == 0
        ? words[.lineNoParts]
        : words.text(
          .lineYieldOf,
          ["pass": words.number(count.passCount), "count": words.number(count.count)]))
  }
}

extension LineContent.Part {
  fileprivate init(_ record: InspectionRecord, _ say: RecordWords, now: Date) {
    let words = say.words
    let number = record.sequence ?? 0
    verdict = say.verdict(record.verdict)
    sequence = words.text(.resultsOpen, ["sequence": words.number(number)])
    (serial, lot) = (record.serial, record.lot)
    defects = say.summary(record.defects)
    time = say.time(record)
    age = words.text(
      .lineAgo, ["age": words.duration(now.timeIntervalSince(record.recordedAt))])
    page = PageAddress.part(record: number).path
    picture = "/images/\(number)/overlay?missing=drawn"
    alt = words.text(
      .lineImageAlt,
      ["sequence": words.number(number), "verdict": verdict.name, "defects": defects])
    changed =
      record.finalVerdict == record.verdict ? nil : say.verdict(record.finalVerdict)
  }
}

extension PageSet {
  /// The page of the line.
  func linePage(_ request: PageRequest) throws -> String {
    let content = try LineContent(self, request)
    return PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.lineTitle], style: "line",
        scripts: ["live.js"], content: content), "line")
  }
}
