import Decision
import Foundation
import Reporting
import Testing
import Traceability

@testable import Station

struct CommitTests {
  private static let full = RecordStoreError(path: "r.sqlite", cause: .diskFull)

  private func pairs(_ count: Int, in folder: TestFolder) throws -> [InspectionJob] {
    try folder.write(.spur, "a")
    return Array(repeating: try folder.pairs()[0], count: count)
  }

  @Test func everyImageHasARecordAndReportsTellItsNumber() throws {
    try withFolder { folder in
      let jobs = try pairs(50, in: folder)
      let store = try RecordStore(path: folder.path("r.sqlite"))
      let run = try TestRun(
        jobs, in: folder,
        commit: { records throws(RecordStoreError) in try store.append(contentsOf: records) })
      #expect(run.done.map(\.sequence) == (1...50).map { $0 })
      #expect(try store.reader.latestSequence() == 50)
      let lines = try folder.text("out/results.jsonl").split(separator: "\n")
      for (index, line) in lines.enumerated() {
        #expect(line.contains("\"sequence\":\(index + 1),"))
      }
      try store.close()
    }
  }

  @Test func nothingIsReportedBeforeItIsCommitted() throws {
    try withFolder { folder in
      let jobs = try pairs(60, in: folder)
      var committed = 0
      let run = try TestRun(
        jobs, in: folder,
        commit: { records throws(RecordStoreError) in
          // All groups before this one have been reported, and nothing of this one.
          let lines = try? folder.text("out/results.jsonl").split(separator: "\n").count
          #expect(lines == committed)
          committed += records.count
          return records
        },
        onDone: { _, _ in
          let lines = try? folder.text("out/results.jsonl").split(separator: "\n").count
          #expect((lines ?? .max) <= committed)
        })
      #expect(committed == 60)
      #expect(run.done.count == 60)
    }
  }

  @Test func recordsThatCannotBeKeptEndTheRun() throws {
    try withFolder { folder in
      let jobs = try pairs(200, in: folder)
      var committed = 0
      let run = try TestRun(
        jobs, in: folder,
        commit: { records throws(RecordStoreError) in
          guard committed < 10 else { throw Self.full }
          committed += records.count
          return records
        })
      #expect(run.outcome.recordError == Self.full)
      #expect(run.outcome.exitStatus == .notWritten)
      #expect(run.done.count == committed)
      #expect(run.outcome.tally.total == committed)
      #expect(run.outcome.notInspected == 200 - committed)
      #expect(try folder.text("out/results.jsonl").split(separator: "\n").count == committed)
      // The reports are completed and say that something is missing.
      #expect(
        try folder.text("out/junit.xml").contains("name=\"interrupted\" value=\"true\""))
    }
  }

  @Test func aStoreThatFailsAtOnceLeavesNothingReported() throws {
    try withFolder { folder in
      let run = try TestRun(
        pairs(30, in: folder), in: folder,
        commit: { _ throws(RecordStoreError) in throw Self.full })
      #expect(run.done.isEmpty)
      #expect(run.outcome.notInspected == 30)
      #expect(run.outcome.exitStatus == .notWritten)
      #expect(try folder.text("out/results.jsonl") == "")
    }
  }

  @Test func groupsAreNoLargerThanTheWindow() throws {
    try withFolder { folder in
      var largest = 0
      _ = try TestRun(
        pairs(100, in: folder), in: folder, workers: 2,
        commit: { records throws(RecordStoreError) in
          usleep(2000)
          largest = max(largest, records.count)
          return records
        })
      // 32 for each worker.
      #expect((1...64).contains(largest))
    }
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full"))
  func aReportThatCannotBeWrittenIsGivenUpWhereRecordsAreKept() throws {
    try withFolder { folder in
      let jobs = try pairs(40, in: folder)
      try FileManager.default.createDirectory(
        atPath: folder.path("out"), withIntermediateDirectories: true)
      try folder.link("out/results.jsonl", to: "/dev/full")
      let kept = try TestRun(
        jobs, in: folder, commit: { records throws(RecordStoreError) in records })
      #expect(kept.lost.map(\.cause) == [.diskFull])
      #expect(kept.outcome.tally.total == 40)
      #expect(kept.outcome.reportErrors == kept.lost)
      #expect(kept.outcome.exitStatus == .notWritten)
      #expect(try folder.text("out/results.csv").split(separator: "\r\n").count == 41)
      // Without records there would be no trace of the results: the run is broken off.
      let alone = try TestRun(jobs, in: folder)
      #expect(alone.lost.count == 1)
      #expect(alone.outcome.tally.total < 40)
      #expect(alone.outcome.exitStatus == .notWritten)
    }
  }

  @Test func stoppingFinishesWhatIsInFlight() throws {
    try withFolder { folder in
      let jobs = try pairs(500, in: folder)
      let store = try RecordStore(path: folder.path("r.sqlite"))
      var done = 0
      let run = try TestRun(
        jobs, in: folder,
        commit: { records throws(RecordStoreError) in try store.append(contentsOf: records) },
        onDone: { runner, _ in
          done += 1
          if done == 7 { runner.stop() }
        })
      let count = run.outcome.tally.total
      #expect((7..<100).contains(count))
      #expect(run.done.count == count)
      #expect(try store.reader.latestSequence() == count)
      #expect(try folder.text("out/results.jsonl").split(separator: "\n").count == count)
      #expect(try folder.text("out/report.html").contains("stopped before its end"))
      #expect(run.outcome.notInspected == 500 - count)
      #expect(run.outcome.exitStatus == .interrupted)
      try store.close()
    }
  }

  @Test func aRunStoppedBeforeItBeginsInspectsNothing() throws {
    try withFolder { folder in
      let runner = BatchRunner(
        jobs: try pairs(5, in: folder), recipe: try shippedRecipe(), origin: RecordOrigin(),
        workers: 2)
      runner.stop()
      let reports = try Reports(folder: folder.path("out"), formats: [.html])
      let outcome = runner.run(reports: reports, commit: nil) { _ in
        Issue.record("something was inspected")
      }
      #expect(outcome.notInspected == 5)
      #expect(outcome.exitStatus == .interrupted)
    }
  }

  @Test func changedParametersAreInTheReports() throws {
    try withFolder { folder in
      _ = try TestRun(
        pairs(1, in: folder), in: folder, overrides: ["compare.tolerance=5px"])
      #expect(
        try folder.text("out/junit.xml")
          .contains("name=\"parameter.compare.tolerance\" value=\"5px\""))
    }
  }
}
