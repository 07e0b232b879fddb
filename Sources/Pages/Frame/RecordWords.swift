import Decision
import Foundation
import Reporting
import Traceability
import Wording

/// What records have in the program's own words (verdicts, classes, stages…), in the words of a
/// language. Names that the catalogue does not know stay as they are.
struct RecordWords: Sendable {
  let words: Words
  private let shifts: ShiftPlan

  init(_ words: Words, _ settings: PageSettings) { (self.words, shifts) = (words, settings.shifts) }

  func verdict(_ verdict: Verdict) -> VerdictView {
    switch verdict {
    case .pass: VerdictView(verdict, words, .verdictPass, .verdictBigPass, .verdictMeaningPass)
    case .fail: VerdictView(verdict, words, .verdictFail, .verdictBigFail, .verdictMeaningFail)
    case .review:
      VerdictView(verdict, words, .verdictReview, .verdictBigReview, .verdictMeaningReview)
    case .uninspectable:
      VerdictView(
        verdict, words, .verdictUninspectable, .verdictBigUninspectable,
        .verdictMeaningUninspectable)
    }
  }

  func className(_ defectClass: DefectClass) -> String { words.name(of: defectClass) }
  func stage(_ name: String) -> String { words.name(ofStage: name) }
  func measurement(_ name: String) -> String { named(name, Self.measurements) }
  func problem(_ name: String) -> String { named(name, Self.problems) }
  func severity(_ name: String) -> String {
    named(name, ["warn": .severityWarn, "refuse": .severityRefuse])
  }
  func alarm(_ kind: String) -> String { named(kind, Self.alarms) }

  func answer(_ answer: ReviewDecision.Answer) -> String {
    switch answer {
    case .accept: words[.decisionAccept]
    case .reject: words[.decisionReject]
    case .unsure: words[.decisionUnsure]
    }
  }

  /// The address of the record's picture, or of the drawing in its place where it could not be decoded:
  /// browsers show nothing of it, and call that no error.
  func image(_ record: InspectionRecord) -> String {
    let isBroken = record.imageBytes != nil && record.imageSize == nil
    return isBroken
      ? "/assets/no-picture.svg" : "/images/\(record.sequence ?? 0)?missing=drawn"
  }

  /// A reviewer, as decisions name them.
  func person(_ name: String) -> String {
    name == Viewer.atThisMachine ? words[.reviewerAtThisMachine] : name
  }

  static func role(_ name: String, _ words: Words) -> String {
    roles[name].map { words[$0] } ?? name
  }

  /// The defects by class, the most frequent first: `2 × open, 1 × short`.
  func summary(_ defects: [Defect]) -> String {
    guard !defects.isEmpty else { return words[.lineNoDefects] }
    let counts = Dictionary(grouping: defects, by: \.defectClass).mapValues(\.count)
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return words.list(
      counts.map { defectClass, count in
        words.text(
          .defectCounts, ["count": words.number(count), "class": className(defectClass)])
      })
  }

  /// When the record was made, in the local time of its station then.
  func time(_ record: InspectionRecord) -> String {
    words.time(record.recordedAt, offset: offset(record))
  }

  /// How far the station's local time was ahead of UTC when the record was made.
  func offset(_ record: InspectionRecord) -> Int {
    record.utcOffset ?? shifts.offset(at: record.recordedAt)
  }

  /// A moment that no record tells the offset of, in the station's time zone.
  func time(_ date: Date) -> String { words.time(date, offset: shifts.offset(at: date)) }
  func clock(_ date: Date) -> String { words.clock(date, offset: shifts.offset(at: date)) }
  func dayAndTime(_ date: Date) -> String {
    words.dayAndTime(date, offset: shifts.offset(at: date))
  }
  func hourAndMinute(_ date: Date) -> String {
    words.hourAndMinute(date, offset: shifts.offset(at: date))
  }

  private func named(_ name: String, _ phrases: [String: Phrase]) -> String {
    phrases[name].map { words[$0] } ?? name
  }

  private static let measurements: [String: Phrase] = [
    "sharpness": .healthSharpness, "contrast": .healthContrast,
    "darkClipped": .healthDarkClipped, "brightClipped": .healthBrightClipped,
    "level": .healthLevel, "slopeAcross": .healthSlopeAcross, "slopeDown": .healthSlopeDown,
  ]
  private static let problems: [String: Phrase] = [
    "focus": .problemFocus, "darkClipped": .problemDarkClipped,
    "brightClipped": .problemBrightClipped, "contrast": .problemContrast, "level": .problemLevel,
    "slope": .problemSlope, "frozen": .problemFrozen, "template": .problemTemplate,
    "sidecar": .problemSidecar,
  ]
  private static let alarms: [String: Phrase] = [
    "failsInARow": .alarmFailsInARow, "yield": .alarmYield, "silence": .alarmSilence,
    "disk": .alarmDisk, "clock": .alarmClock, "health": .alarmHealth, "frozen": .alarmFrozen,
    "recipe": .alarmRecipe, "unreadable": .alarmUnreadable, "records": .alarmRecords,
    "folder": .alarmFolder, "output": .alarmOutput, "webhook": .alarmWebhook,
    "hook": .alarmHook, "listener": .alarmListener, "heads": .alarmHeads,
    "dashboard": .alarmDashboard,
  ]
  private static let roles: [String: Phrase] = [
    "viewer": .roleViewer, "operator": .roleOperator, "engineer": .roleEngineer,
    "auditor": .roleAuditor, "admin": .roleAdmin,
  ]
}

/// A verdict as a page says it: in a word, a colour and a shape.
struct VerdictView: Sendable {
  /// The verdict's name in records, which is the class and the name of the shape.
  let style: String
  /// Its name.
  let name: String
  /// The word that is read from afar.
  let big: String
  /// What it means.
  let meaning: String

  fileprivate init(
    _ verdict: Verdict, _ words: Words, _ name: Phrase, _ big: Phrase, _ meaning: Phrase
  ) {
    style = verdict.rawValue
    self.name = words[name]
    self.big = words[big]
    self.meaning = words[meaning]
  }
}
