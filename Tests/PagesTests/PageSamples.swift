import Codecs
import Decision
import Foundation
import Pages
import Pixels
import Traceability
import Wording

/// A records file for one test, removed with it.
final class SampleStore: Sendable {
  let folder: String
  let store: RecordStore

  /// 2025-06-01T06:30:00.000Z.
  static let now = Date(timeIntervalSince1970: 1_748_759_400)

  /// With `records` in it.
  init(_ records: [InspectionRecord] = []) throws {
    folder = FileManager.default.temporaryDirectory.path + "/sightline-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    store = try RecordStore(path: folder + "/records.sqlite")
    _ = try store.append(contentsOf: records)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var pages: SamplePages { SamplePages(sample: self) }

  /// A store with every verdict, alarms, decisions of two people and hostile texts.
  static func filled() throws -> SampleStore {
    let sample = try SampleStore(
      (0..<120).map { index in
        let verdict = Verdict.allCases[index % 7 == 0 ? index / 7 % 4 : 0]
        return sampleRecord(index, verdict: verdict)
      })
    let store = sample.store
    _ = try store.decide(.accept, about: 8, reviewer: "li", reason: "fluff")
    _ = try store.decide(.reject, about: 8, reviewer: "wang", reason: "real")
    _ = try store.decide(.unsure, about: 15, reviewer: "li", reason: "cannot see")
    _ = try store.override(sequence: 1, with: .fail, operator: "cli", reason: "dropped")
    var entries = StationEntries()
    entries.alarms = [("disk", StationAlarm.State.raised), ("frozen", .raised), ("frozen", .ended)]
      .map { kind, state in
        StationAlarm(
          date: now.addingTimeInterval(-60), kind: kind, folder: "/srv", sentence: "\(kind)!",
          state: state)
      }
    _ = try store.append(entries)
    return sample
  }
}

/// The pages of a store, which is there as long as they are.
struct SamplePages {
  let sample: SampleStore

  private var set: PageSet {
    PageSet(
      records: sample.store.reader,
      settings: PageSettings(
        shifts: ShiftPlan(starts: [360], zone: .gmt), takt: .milliseconds(500),
        software: "Sightline test", station: { StationState(waiting: 3) }))
  }

  func html(_ request: PageRequest) throws -> String { try set.html(request) }
  func fragment(_ request: PageRequest) throws -> String { try set.fragment(request) }
  func status(_ request: PageRequest) throws -> Int { try set.status(request) }
}

/// A record as a station makes them, `index` of 120, one a minute up to now.
func sampleRecord(
  _ index: Int, verdict: Verdict = .pass, serial: String? = nil, lot: String = "L1"
) -> InspectionRecord {
  let defects =
    verdict == .pass
    ? []
    : [
      Defect(
        defectClass: index.isMultiple(of: 2) ? .open : DefectClass(rawValue: "划痕"),
        confidence: 0.75, area: 100 + index,
        box: PixelBox(x1: 5 + index % 50, y1: 6, x2: 25 + index % 50, y2: 30))
    ]
  return InspectionRecord(
    recordedAt: SampleStore.now.addingTimeInterval(Double(index - 119) * 60 - 1), utcOffset: 28800,
    arrivedAt: SampleStore.now.addingTimeInterval(Double(index - 119) * 60 - 1.2),
    imagePath: "/srv/part-\(index).png", imageSHA256: "\(index)", imageBytes: 1000,
    imageSize: PixelSize(width: 100, height: 80), verdict: verdict,
    reason: verdict == .pass ? "" : "1 defect", defects: defects,
    timings: [
      StageTiming(stage: "decode", milliseconds: 3), StageTiming(stage: "own", milliseconds: 4),
    ],
    recipe: "bare-pcb", recipeVersion: 7, recipeSHA256: "ef", effectiveParameters: #"{"a":1}"#,
    thresholds:
      #"{"changed":{"b":{"file":1,"here":2}},"limits":{"c":{"unit":"px","value":2.5}}}"#,
    software: "sightline 0.7", station: "AOI 3", camera: "C", operator: "王芳", lot: lot,
    serial: serial ?? "S\(index / 2)", parents: [PartParent(lot: "CU")],
    health: PictureHealth(
      measurements: [
        PictureHealth.Measurement(name: "sharpness", value: 20 + Double(index % 9)),
        PictureHealth.Measurement(name: "own", value: 1),
      ],
      findings: index == 119
        ? [PictureHealth.Finding(problem: "focus", severity: "warn", sentence: "blurred")] : []))
}

/// Every page, by its address, and what it is asked for.
let everyPage: [(PageAddress, [String: [String]])] = [
  (.line, [:]), (.results, [:]), (.results, ["verdict": ["fail", "nonsense"], "from": ["x"]]),
  (.part(record: 120), [:]), (.part(record: 106), [:]), (.part(record: 999), [:]),
  (.quality, [:]), (.quality, ["chart": ["singles"], "lower": ["10"], "upper": ["40"]]),
  (.review, [:]), (.review, ["show": ["second"]]), (.review, ["problem": ["reason"]]),
  (.station, [:]), (.login, ["problem": ["wrong"]]), (.report, [:]), (.report, ["lot": ["L1"]]),
]

func request(
  _ address: PageAddress, _ parameters: [String: [String]] = [:],
  language: Language = .english, mayReview: Bool = true, viewer: String = "zhao"
) -> PageRequest {
  PageRequest(
    address: address, parameters: parameters, language: language,
    viewer: Viewer(name: viewer, role: "operator"), mayReview: mayReview, csrfToken: "token",
    now: SampleStore.now)
}
