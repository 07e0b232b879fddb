import Decision
import Foundation
import Reporting
import Testing
import Traceability

@testable import Station

struct RunStatusTests {
  private func status(
    _ verdicts: [Verdict], notInspected: Int = 0, records: RecordStoreError? = nil,
    reports: [ReportError] = []
  ) -> RunStatus {
    var tally = RunTally()
    for verdict in verdicts {
      tally.add(
        InspectionRecord(
          recordedAt: Date(), imagePath: "", imageSHA256: "", verdict: verdict, reason: "",
          defects: [], timings: [], recipe: "", recipeVersion: 1, recipeSHA256: "",
          effectiveParameters: "", software: ""))
    }
    return RunOutcome(
      total: verdicts.count + notInspected, tally: tally, started: Date(), ended: Date(),
      seconds: 0, recordError: records, reportErrors: reports
    ).exitStatus
  }

  @Test func theWorstVerdictDecides() {
    #expect(status([.pass, .pass]) == .allPassed)
    #expect(status([.pass, .fail]) == .rejected)
    #expect(status([.review, .pass]) == .rejected)
    #expect(status([.fail, .uninspectable, .review]) == .uninspectable)
    #expect(status([.pass, .uninspectable]) == .uninspectable)
  }

  @Test func anUnfinishedRunIsNeverWell() {
    #expect(status([.pass], notInspected: 1) == .interrupted)
    #expect(status([.uninspectable], notInspected: 1) == .interrupted)
    #expect(status([], notInspected: 1) == .interrupted)
  }

  @Test func lostResultsOutweighEverything() {
    let records = RecordStoreError(path: "r", cause: .diskFull)
    let report = ReportError(path: "r", action: .write, cause: .diskFull)
    #expect(status([.pass], notInspected: 1, records: records) == .notWritten)
    #expect(status([.pass], reports: [report]) == .notWritten)
    #expect(status([.uninspectable], reports: [report]) == .notWritten)
  }

  @Test func codesAreThoseThatOtherProgramsRelyOn() {
    #expect(RunStatus.allPassed.rawValue == 0)
    #expect(RunStatus.rejected.rawValue == 1)
    #expect(RunStatus.nothingInspected.rawValue == 2)
    #expect(RunStatus.uninspectable.rawValue == 3)
    #expect(RunStatus.notWritten.rawValue == 4)
    #expect(RunStatus.interrupted.rawValue == 130)
  }
}
