import Decision
import Foundation
import ImageHealth
import Traceability

/// Follows the verdicts of one folder, and raises the alarms that follow from them. Belongs to one
/// thread.
struct VerdictWatch {
  private let folder: String
  private let limits: AlarmLimits
  private let alarms: AlarmBook
  private var camera = FrozenCamera()
  private var failsInARow = 0
  private var passed: [Bool] = []
  private var next = 0
  private var passCount = 0

  init(folder: String, limits: AlarmLimits, alarms: AlarmBook) {
    (self.folder, self.limits, self.alarms) = (folder, limits, alarms)
  }

  /// Notes in the record where a picture has the same bytes as the one before, which the recipe may
  /// take for a reason not to judge it.
  mutating func judgeRepeats(of finished: inout FinishedArrival) {
    let record = finished.arrival.record
    guard !record.imageSHA256.isEmpty, record.health != nil else { return }
    let repeats = camera.see(sha256: record.imageSHA256)
    guard let finding = finished.health.repeatsFinding(repeats) else { return }
    finished.arrival.record.health?.findings.append(PictureHealth.Finding(finding))
    guard finding.severity == .refuse, record.verdict != .uninspectable else { return }
    finished.arrival.record.verdict = .uninspectable
    finished.arrival.record.reason = finding.sentence
    finished.arrival.record.defects = []
  }

  /// Takes a record that was committed; `earlier` is the number of one of the same bytes.
  mutating func see(_ record: InspectionRecord, sameBytesAs earlier: Int64?) {
    seeVerdict(record)
    seeYield(record)
    if let finding = record.health?.findings.first(where: { $0.problem != "frozen" }) {
      alarms.raise(.health, folder, "the pictures are not good any more: \(finding.sentence)")
    } else if record.health != nil {
      alarms.end(.health, folder)
    }
    if let earlier {
      alarms.raise(
        .frozen, folder,
        "record \(record.sequence ?? 0) has exactly the bytes of record \(earlier): perhaps the "
          + "camera is frozen or a file was copied; check camera, trigger and the folder that it "
          + "writes to")
    } else {
      alarms.end(.frozen, folder)
    }
  }

  private mutating func seeVerdict(_ record: InspectionRecord) {
    guard record.verdict != .pass else {
      failsInARow = 0
      return alarms.end(.failsInARow, folder)
    }
    failsInARow += 1
    guard let limit = limits.failsInARow, failsInARow >= limit else { return }
    alarms.raise(
      .failsInARow, folder,
      "\(failsInARow) parts in a row did not pass, the last one: \(record.verdict.rawValue), "
        + "\(record.reason); look at the process, the camera and the recipe")
  }

  private mutating func seeYield(_ record: InspectionRecord) {
    guard let limit = limits.yield else { return }
    let isPass = record.verdict == .pass
    if passed.count < limits.yieldCount {
      passed.append(isPass)
    } else {
      passCount -= passed[next] ? 1 : 0
      passed[next] = isPass
      next = (next + 1) % limits.yieldCount
    }
    passCount += isPass ? 1 : 0
    guard passed.count == limits.yieldCount else { return }
    let yield = Double(passCount) / Double(limits.yieldCount)
    if yield < limit {
      alarms.raise(
        .yield, folder,
        "only \(passCount) of the last \(limits.yieldCount) parts passed; look at the process, the "
          + "camera and the recipe")
    } else {
      alarms.end(.yield, folder)
    }
  }
}
