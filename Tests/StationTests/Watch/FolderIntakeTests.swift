import Foundation
import Testing
import Traceability

@testable import Station

@Suite("Which files are to be inspected") struct FolderIntakeTests {
  private func intake(
    _ folder: TestFolder, _ change: (inout WatchOptions) -> Void = { _ in }
  ) throws -> FolderIntake {
    var options = WatchOptions(folders: [
      WatchedFolderOptions(path: folder.path, recipe: "", output: folder.path("out"))
    ])
    options.settle = .milliseconds(20)
    options.patience = .milliseconds(100)
    change(&options)
    return FolderIntake(
      number: 0, folder: try StationWatch.open(folder.path), options: options)
  }

  private func nothingKnown(_: RawName, _: FileIdentity) -> [KnownArrival] { [] }

  private func handedOut(_ intake: inout FolderIntake) -> [WatchItem] {
    var items: [WatchItem] = []
    intake.advance()
    intake.handOut { item in
      items.append(item)
      return true
    }
    return items
  }

  private func identity(_ folder: TestFolder, _ name: String) throws -> FileIdentity {
    guard case .file(let identity) = try StationWatch.open(folder.path).entry(RawName(text: name))
    else { preconditionFailure("no file") }
    return identity
  }

  private let name = RawName(text: "a.png")

  @Test func closedFileIsReadyAtOnceAndOnlyOnce() throws {
    try withFolder { folder in
      try folder.write("x", "a.png")
      var intake = try intake(folder)
      for _ in 1...3 { try intake.look(at: name, isComplete: true, nothingKnown) }
      #expect(handedOut(&intake).map(\.name) == [name])
      #expect(handedOut(&intake).isEmpty)
    }
  }

  @Test func scannedFileIsReadyWhenItDoesNotChangeAnyMore() throws {
    try withFolder { folder in
      try folder.write("x", "a.png")
      var intake = try intake(folder) { $0.settle = .milliseconds(200) }
      #expect(try intake.scan(nothingKnown) == nil)
      #expect(handedOut(&intake).isEmpty)
      usleep(250_000)
      #expect(handedOut(&intake).map(\.name) == [name])
    }
  }

  @Test func temporaryNamesAndOtherEndingsAreLeftAlone() throws {
    try withFolder { folder in
      for name in [".a.png", "a.png.tmp", "a.png.part", "a.txt", "noending"] {
        try folder.write("x", name)
      }
      try folder.write("x", "B.JPG")
      var intake = try intake(folder)
      #expect(try intake.scan(nothingKnown) == nil)
      usleep(30_000)
      #expect(handedOut(&intake).map(\.name.text) == ["B.JPG"])
    }
  }

  @Test func whatCannotBeDecodedIsTriedOnceMoreAtTheEndOfPatience() throws {
    try withFolder { folder in
      try folder.write("half", "a.png")
      var intake = try intake(folder)
      try intake.look(at: name, isComplete: true, nothingKnown)
      #expect(handedOut(&intake).map(\.isLastTry) == [false])
      let reply = IntakeReply(
        folder: 0, name: name,
        outcome: .notYet(try identity(folder, "a.png"), nil, isForTemplate: false))
      #expect(intake.take(reply, nothingKnown) == nil)
      var items: [WatchItem] = []
      let deadline = ContinuousClock.now + .seconds(30)
      while items.isEmpty, ContinuousClock.now < deadline {
        usleep(5_000)
        items = handedOut(&intake)
      }
      #expect(items.map(\.isLastTry) == [true])
    }
  }

  @Test func whatMayNotBeReadIsAlarmedAndNeverGivenUp() throws {
    try withFolder { folder in
      try folder.write("x", "a.png")
      var intake = try intake(folder)
      try intake.look(at: name, isComplete: true, nothingKnown)
      var alarms: [String] = []
      var tries = 0
      let deadline = ContinuousClock.now + .seconds(30)
      while tries < 4, ContinuousClock.now < deadline {
        for item in handedOut(&intake) {
          tries += 1
          #expect(!item.isLastTry)
          let reply = IntakeReply(
            folder: 0, name: name,
            outcome: .notYet(nil, SystemError(code: EACCES), isForTemplate: false))
          if let alarm = intake.take(reply, nothingKnown) { alarms.append(alarm) }
        }
        usleep(5_000)
      }
      #expect(tries == 4)
      #expect(alarms.count == 1)
    }
  }

  @Test func recordedFileIsNotInspectedAgainUnlessItIsWrittenAgain() throws {
    try withFolder { folder in
      try folder.write("x", "a.png")
      var intake = try intake(folder)
      try intake.look(at: name, isComplete: true, nothingKnown)
      _ = handedOut(&intake)
      let reply = IntakeReply(
        folder: 0, name: name, outcome: .recorded(try identity(folder, "a.png"), nil))
      #expect(intake.take(reply, nothingKnown) == nil)
      try intake.look(at: name, isComplete: false, nothingKnown)
      #expect(handedOut(&intake).isEmpty)
      // Somebody closed it after writing: only its bytes can tell.
      try intake.look(at: name, isComplete: true, nothingKnown)
      #expect(handedOut(&intake).map(\.mayBeKnown) == [true])
    }
  }

  @Test func fileThatWasOverwrittenBeforeItWasMovedIsReadAgain() throws {
    try withFolder { folder in
      try folder.write("x", "a.png")
      let identity = try identity(folder, "a.png")
      var intake = try intake(folder) { $0.after = .move }
      let known = { (_: RawName, _: FileIdentity) throws(RecordStoreError) -> [KnownArrival] in
        [KnownArrival(sequence: 1, sha256: "00", verdict: .pass, isQuarantined: false)]
      }
      try intake.look(at: name, isComplete: false, known)
      var jobs: [EndingJob] = []
      intake.handOutEndings { job in
        jobs.append(job)
        return true
      }
      #expect(jobs.map(\.sequence) == [1])
      #expect(jobs.first?.identity == identity)
      // Its bytes were others, and it got its name back.
      let reply = IntakeReply(folder: 0, name: name, outcome: .ended(.gone))
      #expect(intake.take(reply, known) == nil)
      #expect(handedOut(&intake).map(\.mayBeKnown) == [true])
    }
  }
}
