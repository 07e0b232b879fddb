import Foundation
import Reporting
import Traceability
import Wording

/// What the station page shows.
struct StationContent: Sendable {
  struct Fact: Sendable {
    let name: String
    let value: String
  }

  struct Measure: Sendable {
    let name: String
    let newest: String
    let median: String
    let lowest: String
    let highest: String
    let course: String
  }

  struct Disk: Sendable {
    let folder: String
    let free: String
    let total: String
    let usedShare: String
    let used: String
  }

  struct AlarmRow: Sendable {
    let time: String
    let title: String
    let sentence: ToldSentence
    let state: String
    let style: String
  }

  let picturesNote: String
  let measures: [Measure]
  let hasMeasures: Bool
  let findings: [Fact]
  let hasFindings: Bool
  let queue: [Fact]
  let disks: [Disk]
  let hasDisks: Bool
  let versions: [Fact]
  let takt: [Fact]
  let margin: String
  let marginStyle: String
  let marginText: String?
  let alarms: [AlarmRow]
  let hasAlarms: Bool
  let how: [HowItem]

  init(_ pages: PageSet, _ request: PageRequest) throws {
    let say = pages.recordWords(request)
    let words = say.words
    let seen = try pages.records.stationOverview()
    let pace = StationPace(seen.records, takt: pages.settings.takt)
    let withHealth = seen.records.filter { $0.health != nil }
    picturesNote = words.text(.stationPicturesNote, count: withHealth.count)
    measures = Self.measures(withHealth, say)
    hasMeasures = !measures.isEmpty
    let problems = withHealth.flatMap { $0.health?.findings ?? [] }
    findings = Dictionary(grouping: problems, by: \.problem).sorted { $0.key < $1.key }.map {
      Fact(
        name: say.problem($0.key), value: words.text(.stationFindingCount, count: $0.value.count))
    }
    hasFindings = !findings.isEmpty

    func milliseconds(_ value: Double?) -> String {
      value.map { words.milliseconds($0) } ?? words[.notTold]
    }
    let waiting = pages.settings.station?().waiting
    queue = [
      Fact(
        name: words[.stationWaiting],
        value: waiting.map { words.number($0) } ?? words[.stationWaitingUnknown]),
      Fact(name: words[.stationWaitMedian], value: milliseconds(pace.waits.median)),
      Fact(name: words[.stationWaitLongest], value: milliseconds(pace.waits.last)),
      Fact(name: words[.stationUnmoved], value: words.number(seen.unendedCount)),
    ]
    disks = Self.disks(pages, words)
    hasDisks = !disks.isEmpty
    versions = Self.versions(seen, pages.settings, words)
    takt = [
      Fact(
        name: words[.stationTaktAsked],
        value: pages.settings.takt.map { words.milliseconds($0 / .milliseconds(1)) }
          ?? words[.notTold]),
      Fact(name: words[.stationTaktSeen], value: milliseconds(pace.intervals.median)),
      Fact(name: words[.stationWork], value: milliseconds(pace.work.median)),
      Fact(name: words[.stationWork95], value: milliseconds(pace.work.percentile(95))),
    ]
    margin = pace.margin.map { words.percent($0, places: 0) } ?? words[.notTold]
    switch pace.margin {
    case nil: (marginStyle, marginText) = ("plain", words[.stationMarginUnknown])
    case .some(..<0): (marginStyle, marginText) = ("bad", words[.stationMarginNegative])
    case .some(..<0.2): (marginStyle, marginText) = ("warn", words[.stationMarginSmall])
    default: (marginStyle, marginText) = ("good", words[.stationMarginGood])
    }
    alarms = seen.alarms.map { alarm in
      AlarmRow(
        time: say.time(alarm.date), title: say.alarm(alarm.kind),
        sentence: say.told(alarm.sentence),
        state: words[alarm.state == .raised ? .stationAlarmRaised : .stationAlarmEnded],
        style: alarm.state.rawValue)
    }
    hasAlarms = !alarms.isEmpty
    how = [
      HowItem(
        name: words[.stationMargin],
        text: words.text(.stationHowMargin, count: pace.work.count)),
      HowItem(
        name: words[.stationWaitMedian], text: words.text(.stationHowWait, count: pace.waits.count)),
      HowItem(
        name: words[.stationMedian], text: words.text(.stationHowMedian, count: seen.records.count)),
    ]
  }

  private static func measures(_ records: [InspectionRecord], _ say: RecordWords) -> [Measure] {
    let words = say.words
    guard let newest = records.last?.health else { return [] }
    return newest.measurements.map { measurement in
      let values = records.compactMap { record in
        record.health?.measurements.first { $0.name == measurement.name }?.value
      }
      let sorted = values.sorted()
      let (low, high) = (sorted.first ?? 0, sorted.last ?? 0)
      let name = say.measurement(measurement.name)
      return Measure(
        name: name, newest: words.significant(measurement.value),
        median: words.significant(sorted.median ?? 0), lowest: words.significant(low),
        highest: words.significant(high),
        course: CourseLine.svg(
          values,
          label: words.text(
            .stationCourseAlt, count: values.count,
            [
              "name": name, "lowest": words.significant(low), "highest": words.significant(high),
            ])))
    }
  }

  private static func disks(_ pages: PageSet, _ words: Words) -> [Disk] {
    let records = (pages.records.path as NSString).deletingLastPathComponent
    var folders = [records.isEmpty ? "." : records]
    for folder in pages.settings.folders where !folders.contains(folder) { folders.append(folder) }
    return folders.compactMap { folder in
      let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder)
      guard let free = (facts?[.systemFreeSize] as? NSNumber)?.int64Value,
        let total = (facts?[.systemSize] as? NSNumber)?.int64Value, total > 0
      else { return nil }
      let share = min(1, max(0, 1 - Double(free) / Double(total)))
      return Disk(
        folder: folder, free: words.bytes(free), total: words.bytes(total),
        usedShare: "\(Int((share * 100).rounded()))", used: words.percent(share, places: 0))
    }
  }

  private static func versions(
    _ seen: StationOverview, _ settings: PageSettings, _ words: Words
  ) -> [Fact] {
    /// What occurs in the records, with the first and last of them that have it.
    func ranges(_ name: (InspectionRecord) -> String) -> String {
      var found: [(name: String, first: Int64, last: Int64)] = []
      for record in seen.records {
        let sequence = record.sequence ?? 0
        if found.last?.name == name(record) {
          found[found.count - 1].last = sequence
        } else {
          found.append((name(record), sequence, sequence))
        }
      }
      let newest = found.suffix(5).reversed().map { entry in
        words.text(
          .stationSince,
          [
            "name": entry.name, "first": words.number(entry.first),
            "last": words.number(entry.last),
          ])
      }
      return newest.isEmpty ? words[.notTold] : newest.joined(separator: "\n")
    }
    return [
      Fact(name: words[.stationVersionServer], value: settings.software),
      Fact(name: words[.stationVersionSoftware], value: ranges(\.software)),
      Fact(
        name: words[.stationVersionRecipes],
        value: ranges { record in
          words.text(
            .resultsRecipeVersion,
            ["recipe": record.recipe, "version": "\(record.recipeVersion)"])
        }),
      Fact(name: words[.stationVersionRecords], value: "\(seen.schemaVersion)"),
    ]
  }
}

extension PageSet {
  /// The page of the station.
  func stationPage(_ request: PageRequest) throws -> String {
    PageTemplates.shared.render(
      PageFrame(
        request, settings, title: Words(request.language)[.stationTitle], style: "station",
        scripts: ["live.js"], content: try StationContent(self, request)), "station")
  }
}
