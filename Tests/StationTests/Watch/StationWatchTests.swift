import Foundation
import Synchronization
import Testing
import Traceability

@testable import Station

/// A station that runs in this process, on a folder of its own.
private final class RunningStation: Sendable {
  private let watch: StationWatch
  private let told = Mutex<[InspectionRecord]>([])
  private let rung = Mutex<[StationAlarm]>([])
  private let ended = DispatchSemaphore(value: 0)

  init(_ folder: TestFolder, _ change: (inout WatchOptions) -> Void = { _ in }) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    try folder.write(PairFiles.good.template, "template.png")
    var options = WatchOptions(folders: [
      WatchedFolderOptions(
        path: folder.path("in"), recipe: shippedRecipePath,
        templates: .file(folder.path("template.png")), output: folder.path("out"))
    ])
    options.after = .move
    options.settle = .milliseconds(50)
    options.poll = .milliseconds(100)
    options.patience = .milliseconds(400)
    options.alarms.freeBytes = 0
    change(&options)
    let box = Box()
    watch = try StationWatch(
      options: options, records: folder.path("r.sqlite"),
      listeners: StationWatch.Listeners(
        verdict: { record in box.owner?.told.withLock { $0.append(record) } },
        alarm: { alarm in box.owner?.rung.withLock { $0.append(alarm) } }, note: { _ in }))
    box.set(self)
    Thread.detachNewThread { [self] in
      do {
        try watch.run()
      } catch {
        Issue.record("\(error)")
      }
      ended.signal()
    }
  }

  var verdicts: [InspectionRecord] { told.withLock { $0 } }
  var alarms: [StationAlarm] { rung.withLock { $0 } }

  /// Waits until `condition` holds.
  func wait(_ condition: (RunningStation) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if condition(self) { return true }
      usleep(10_000)
    }
    return false
  }

  func stop() {
    watch.stop()
    #expect(ended.wait(timeout: .now() + 30) == .success)
  }

  private final class Box: Sendable {
    private let held = Mutex<RunningStation?>(nil)
    var owner: RunningStation? { held.withLock { $0 } }
    func set(_ station: RunningStation) { held.withLock { $0 = station } }
  }
}

@Suite("Watching a folder", .serialized) struct StationWatchTests {
  @Test func eachImageIsRecordedOnceToldAndMoved() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good.image, "in/before.png")
      let station = try RunningStation(folder)
      try folder.write(PairFiles.spur.image, "in/after.png")
      try folder.write("no image", "in/broken.png")
      try folder.write("left alone", "in/x.png.part")
      #expect(station.wait { $0.verdicts.count == 3 })
      station.stop()
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("out"))
      #expect(
        names.filter { $0.hasSuffix(".png") }.sorted()
          == ["fail/after.png", "pass/before.png", "quarantine/broken.png"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path("in")) == ["x.png.part"])
      let store = try RecordStore(path: folder.path("r.sqlite"))
      #expect(try store.reader.latestSequence() == 3)
      #expect(try store.arrivalsWithoutEnding(after: 0, limit: 9).isEmpty)
    }
  }

  @Test func aSecondStartInspectsNothingAgain() throws {
    try withFolder { folder in
      for number in 1...4 { try folder.write(PairFiles.good.image, "in/\(number).png") }
      for _ in 1...2 {
        let station = try RunningStation(folder) { $0.after = .keep }
        #expect(
          station.wait { station in
            station.verdicts.count == 4
              || (try? RecordReader(path: folder.path("r.sqlite")).latestSequence()) == 4
          })
        usleep(300_000)
        station.stop()
      }
      let reader = try RecordReader(path: folder.path("r.sqlite"))
      #expect(try reader.latestSequence() == 4)
    }
  }

  @Test func aFileIsMovedThatAnEarlierRunOnlyRecorded() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good.image, "in/a.png")
      let keeping = try RunningStation(folder) { $0.after = .keep }
      #expect(keeping.wait { $0.verdicts.count == 1 })
      keeping.stop()
      let moving = try RunningStation(folder)
      #expect(moving.wait { _ in access(folder.path("out/pass/a.png"), F_OK) == 0 })
      moving.stop()
      #expect(moving.verdicts.isEmpty)
    }
  }

  @Test func anImageOnItsWayAtACrashGetsToItsPlaceAndAStrangersGoesBack() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good.image, "in/a.png")
      let first = try RunningStation(folder) { $0.after = .keep }
      #expect(first.wait { $0.verdicts.count == 1 })
      first.stop()
      let claim = folder.path("in/.sightline-1-a.png")
      #expect(rename(folder.path("in/a.png"), claim) == 0)
      try folder.write(PairFiles.spur.image, "in/.sightline-9-b.png")
      let second = try RunningStation(folder)
      #expect(second.wait { $0.verdicts.count == 1 })
      #expect(second.wait { _ in access(folder.path("out/fail/b.png"), F_OK) == 0 })
      second.stop()
      #expect(access(folder.path("out/pass/a.png"), F_OK) == 0)
      #expect(access(claim, F_OK) != 0)
    }
  }

  @Test func aSecondStationOnTheFolderIsRefusedByName() throws {
    try withFolder { folder in
      let station = try RunningStation(folder)
      defer { station.stop() }
      #expect(throws: WatchError.self) { try RunningStation(folder) }
    }
  }

  @Test func specialFilesAreLeftAlone() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good.image, "outside.png")
      let station = try RunningStation(folder)
      folder.makePipe("in/pipe.png")
      try folder.link("in/link.png", to: folder.path("outside.png"))
      try FileManager.default.createDirectory(
        atPath: folder.path("in/folder.png"), withIntermediateDirectories: false)
      try folder.write(PairFiles.good.image, "in/image.png")
      #expect(station.wait { !$0.verdicts.isEmpty })
      usleep(300_000)
      station.stop()
      #expect(station.verdicts.count == 1)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path("in")).sorted()
          == ["folder.png", "link.png", "pipe.png"])
    }
  }

  @Test func sameBytesAgainAreANewArrivalWithAnAlarm() throws {
    try withFolder { folder in
      let station = try RunningStation(folder)
      for number in 1...2 {
        try folder.write(PairFiles.good.image, "in/\(number).png")
        #expect(station.wait { $0.verdicts.count == number })
      }
      #expect(station.wait { $0.alarms.contains { $0.kind == "frozen" } })
      station.stop()
    }
  }

  @Test func failsInARowAndABrokenRecipeRaiseAlarms() throws {
    try withFolder { folder in
      let recipe = folder.path("recipe")
      try FileManager.default.copyItem(atPath: shippedRecipePath, toPath: recipe)
      let station = try RunningStation(folder) {
        $0.folders[0].recipe = recipe
        $0.alarms.failsInARow = 2
      }
      for number in 1...2 {
        try folder.write(PairFiles.spur.image, "in/\(number).png")
        #expect(station.wait { $0.verdicts.count == number })
      }
      #expect(station.wait { $0.alarms.contains { $0.kind == "failsInARow" } })
      let text = try folder.text("recipe/recipe.yaml")
      try folder.write("version: [", "recipe/recipe.yaml")
      #expect(station.wait { $0.alarms.contains { $0.kind == "recipe" && $0.state == .raised } })
      try folder.write(PairFiles.good.image, "in/3.png")
      #expect(station.wait { $0.verdicts.count == 3 })
      try folder.write(
        text.replacing(/\nversion: \d+/, with: "\nversion: 77"), "recipe/recipe.yaml")
      #expect(station.wait { $0.alarms.contains { $0.kind == "recipe" && $0.state == .ended } })
      try folder.write(PairFiles.good.image, "in/4.png")
      #expect(station.wait { $0.verdicts.count == 4 })
      station.stop()
      #expect(station.verdicts.last?.recipeVersion == 77)
      #expect(station.verdicts[2].recipeVersion == station.verdicts[0].recipeVersion)
    }
  }

  @Test func aRecipeThatWasChangedWhileNoStationRanIsAudited() throws {
    try withFolder { folder in
      let recipe = folder.path("recipe")
      try FileManager.default.copyItem(atPath: shippedRecipePath, toPath: recipe)
      func run(_ image: String) throws {
        let station = try RunningStation(folder) { $0.folders[0].recipe = recipe }
        try folder.write(PairFiles.good.image, image)
        #expect(station.wait { $0.verdicts.count == 1 })
        station.stop()
      }
      func entries() throws -> [AuditEntry] {
        try RecordReader(path: folder.path("r.sqlite")).audit(limit: 9)
      }
      try run("in/1.png")
      try run("in/2.png")
      #expect(try entries().isEmpty)
      let text = try folder.text("recipe/recipe.yaml")
      try folder.write(
        text.replacing(/\nversion: \d+/, with: "\nversion: 78"), "recipe/recipe.yaml")
      try run("in/3.png")
      #expect(try entries().map(\.action) == [.recipeChange])
      #expect(try entries().first?.subject.contains("version 78") == true)
    }
  }
}
