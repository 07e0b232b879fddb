import ArgumentParser
import Decision
import Foundation
import Pixels
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace benchmark`: how fast records are appended, verified and found. Not for users, who
/// have records of their own: it is hidden from the help.
struct TraceBenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: .told(.helpBenchmarkAbstract),
    shouldDisplay: false)

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpBenchmarkGenerate))
  var generate: Int?

  @Option(help: .told(.helpBenchmarkGroup))
  var group = 20_000

  @Option(help: .told(.helpBenchmarkEvery))
  var every = TimeSpan(.milliseconds(100), "100ms")

  @Flag(help: .told(.helpBenchmarkQuality))
  var quality = false

  @Option(help: .told(.helpBenchmarkPage, valueName: "file"))
  var page: String?

  @Flag(help: .told(.helpBenchmarkVerify))
  var verify = false

  @Flag(help: .told(.helpBenchmarkCold))
  var cold = false

  private var words: Words { source.speech.words }

  func run() throws {
    do {
      if let generate { try makeUp(generate) }
      if verify { try measureVerification() }
      if quality {
        let benchmark = QualityBenchmark(
          reader: try RecordReader(path: source.records), words: words)
        if cold { forget() }
        try benchmark.run(page: page)
      } else {
        try measureSearches()
      }
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
  }

  private func makeUp(_ count: Int) throws {
    let store = try RecordStore(path: source.records)
    if group > 1000 { try store.setCache(megabytes: 2000) }
    var done = Int(try store.reader.latestSequence())
    let end = done + count
    let made = MadeUpRecords(count: end, spacing: every.seconds)
    let start = ContinuousClock.now
    while done < end {
      let next = min(end, done + group)
      _ = try store.append(contentsOf: (done..<next).map(made.record))
      done = next
      if done.isMultiple(of: 500_000) { Console.error(records(done)) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    try store.close()
    let size = (try? FileManager.default.attributesOfItem(atPath: source.records)[.size]) as? Int
    Console.line(
      words.text(
        .benchmarkAppended,
        [
          "count": "\(count)", "time": text(seconds, "s"),
          "each": text(seconds / Double(count) * 1e6, "us"), "group": "\(group)",
          "size": "\((size ?? 0) >> 20)",
        ]))
  }

  private func measureVerification() throws {
    let start = ContinuousClock.now
    let report = try ChainVerifier(RecordReader(path: source.records)).verify()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let found = report.firstBreak.map { words.text(.sayBroken, ["found": words.says($0)]) }
    Console.line(
      words.text(
        .benchmarkVerified,
        [
          "count": "\(report.links)", "time": text(seconds, "s"),
          "found": found ?? words[.benchmarkIntact], "memory": "\(peakMemory())",
        ]))
  }

  private func measureSearches() throws {
    let reader = try RecordReader(path: source.records)
    let count = Int(try reader.latestSequence())
    let made = MadeUpRecords(count: count, spacing: every.seconds)
    Console.line(words.text(.benchmarkSearches, ["count": "\(count)"]))
    for (name, query) in made.searches {
      if cold { forget() }
      var times: [Double] = []
      var found = 0
      // A reader of its own, so that the first has nothing in memory.
      let reader = try RecordReader(path: source.records)
      for _ in 0..<9 {
        let start = ContinuousClock.now
        found = try reader.records(matching: query).count
        times.append((ContinuousClock.now - start) / .milliseconds(1))
      }
      let median = times.sorted()[times.count / 2]
      Console.line(
        "\(TerminalText.padded(words[name], to: 44)) \(text(times[0], "ms")) "
          + "\(text(median, "ms"))  " + words.text(.benchmarkFound, ["count": "\(found)"]))
    }
  }

  private func forget() {
    for suffix in ["", "-wal"] {
      let descriptor = open(source.records + suffix, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      fdatasync(descriptor)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
      close(descriptor)
    }
  }

  /// In MiB, as Linux tells it; 0 elsewhere.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) >> 10
  }

  private func records(_ count: Int) -> String {
    words.text(.benchmarkRecords, ["count": "\(count)"])
  }

  private func text(_ value: Double, _ unit: String) -> String {
    String(format: "%.2f %@", value, unit)
  }
}

/// Records as a line makes them in months: one part every so many seconds, lots of 2,000, a recipe that is
/// revised now and then.
private struct MadeUpRecords {
  let count: Int
  /// Seconds between two parts.
  let spacing: Double

  private static let start = Date(timeIntervalSince1970: 1_748_759_400)
  private static let classes: [DefectClass] = [
    "open", "short", "mousebite", "spur", "copper", "pin-hole",
  ].map { DefectClass(rawValue: $0) }
  private static let names = [
    "sharpness", "contrast", "darkClipped", "brightClipped", "level", "slopeAcross", "slopeDown",
  ]
  private static let padding = String(repeating: "0", count: 64)
  private static let model = String(repeating: "a", count: 64)
  private static let stages = ["read", "decode", "health", "align", "compare", "blobs", "decide"]

  private func time(_ index: Int) -> Date {
    Self.start.addingTimeInterval(Double(index) * spacing)
  }

  private func version(_ index: Int) -> Int { 1 + index * 20 / max(1, count) }

  func record(_ index: Int) -> InspectionRecord {
    // A fixed scramble of the index (Knuth's multiplicative hash), so that every run is the same.
    let dice = Int((UInt64(index) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    let verdict: Verdict =
      switch dice % 1000 {
      case 0..<30: .fail
      case 30..<45: .review
      case 45..<50: .uninspectable
      default: .pass
      }
    var defects: [Defect] = []
    if verdict == .fail || verdict == .review {
      defects = (0...(dice / 1000 % 3)).map { number in
        let x = (dice / 7 + number * 97) % 600
        return Defect(
          defectClass: Self.classes[(dice / 3000 + number) % Self.classes.count],
          confidence: 0.5 + Double(dice % 500) / 1000, area: 10 + dice % 90,
          box: PixelBox(x1: x, y1: x / 2, x2: x + 12, y2: x / 2 + 9))
      }
    }
    if index % 100_000 == 77 {
      defects = [
        Defect(
          defectClass: DefectClass(rawValue: "rare"), confidence: 1, area: 1,
          box: PixelBox(x1: 0, y1: 0, x2: 1, y2: 1))
      ]
    }
    let hash = String(UInt64(index) &* 0xBF58_476D_1CE4_E5B9, radix: 16)
    let fraction = Double(dice % 997) / 997
    let parents =
      index % 10 == 0 ? [PartParent(serial: "P\(index / 10)", lot: "M\(index / 50_000)")] : []
    return InspectionRecord(
      recordedAt: time(index), utcOffset: 7200, arrivedAt: time(index).addingTimeInterval(-0.03),
      imagePath: "/line/3/camera-2/2025/part-\(index).png",
      imageSHA256: hash + Self.padding.dropFirst(hash.utf8.count),
      imageBytes: 180_000 + dice % 9000, imageSize: PixelSize(width: 640, height: 640),
      verdict: verdict, reason: defects.isEmpty ? "" : "\(defects.count) defects",
      defects: defects,
      timings: Self.stages.map { StageTiming(stage: $0, milliseconds: 0.5 + fraction) },
      recipe: index % 10 == 9 ? "cover" : "bare-pcb", recipeVersion: version(index),
      recipeSHA256: String(repeating: "e", count: 62) + "\(10 + version(index))",
      effectiveParameters: "{\"decide.operatingPoint\":\(version(index))}",
      modelSHA256: Self.model,
      thresholds: "{\"changed\":{},\"limits\":{\"decide.operatingPoint\":\"0.5\"}}",
      software: SoftwareVersion.text, station: "line 3", camera: "camera 2", operator: "shift",
      lot: "L\(index / 2000)", serial: "S\(index)",
      parents: parents,
      health: PictureHealth(
        measurements: Self.names.map {
          PictureHealth.Measurement(name: $0, value: fraction)
        }, findings: []))
  }

  var searches: [(Phrase, RecordQuery)] {
    func query(_ change: (inout RecordQuery) -> Void) -> RecordQuery {
      var query = RecordQuery(limit: 100)
      change(&query)
      return query
    }
    func near(_ share: Double) -> Int { Int(Double(count) * share) }
    func hour(_ query: inout RecordQuery, _ share: Double) {
      query.since = time(near(share))
      query.until = query.since?.addingTimeInterval(3600)
    }
    let open = DefectClass(rawValue: "open")
    return [
      (.benchmarkNewest, query { _ in }),
      (.sheetSerial, query { $0.serial = "S\(near(0.4))" }),
      (.benchmarkNoSerial, query { $0.serial = "none" }),
      (.benchmarkLot, query { $0.lot = "L\(near(0.1) / 2000)" }),
      (.benchmarkLotFails, query { ($0.lot, $0.verdicts) = ("L\(near(0.5) / 2000)", [.fail]) }),
      (.benchmarkHour, query { hour(&$0, 0.5) }),
      (.benchmarkFirstDay, query { $0.until = time(864_000) }),
      (.benchmarkNoTime, query { $0.until = time(-1) }),
      (.sheetClass, query { $0.defectClass = open }),
      (.benchmarkRareClass, query { $0.defectClass = DefectClass(rawValue: "rare") }),
      (.benchmarkNoClass, query { $0.defectClass = DefectClass(rawValue: "none") }),
      (
        .benchmarkClassHour,
        query {
          $0.defectClass = open
          hour(&$0, 0.5)
        }
      ),
      (
        .benchmarkClassLot,
        query { ($0.defectClass, $0.lot) = (open, "L\(near(0.3) / 2000)") }
      ),
      (.benchmarkVersion, query { $0.recipe = .init(name: "bare-pcb", version: 1) }),
      (.benchmarkRecipe, query { $0.recipe = .init(name: "cover") }),
      (
        .benchmarkVersionHour,
        query {
          $0.recipe = .init(name: "bare-pcb", version: 3)
          hour(&$0, 0.12)
        }
      ),
      (
        .benchmarkVersionFail,
        query { ($0.recipe, $0.verdicts) = (.init(name: "bare-pcb", version: 3), [.fail]) }
      ),
      (
        .benchmarkVersionClass,
        query { ($0.recipe, $0.defectClass) = (.init(name: "bare-pcb", version: 1), open) }
      ),
      (.benchmarkFail, query { $0.verdicts = [.fail] }),
      (.benchmarkFailReview, query { $0.verdicts = [.fail, .review] }),
      (
        .benchmarkFailHour,
        query {
          $0.verdicts = [.fail]
          hour(&$0, 0.01)
        }
      ),
    ]
  }
}
