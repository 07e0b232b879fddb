import Decision
import Foundation
import Testing
import Traceability

@testable import Station

struct ImagePrunerTests {
  private let now = Date()

  /// Images of all fates, 40 days old, and their records, 30 days old.
  private func store(in folder: TestFolder) throws -> RecordStore {
    let store = try RecordStore(path: folder.path("records.sqlite"))
    func add(
      _ name: String, _ verdict: Verdict, days: Double = 30, as content: String? = nil
    ) throws {
      let bytes = Array((content ?? name).utf8)
      try folder.write(bytes, "images/\(name).png")
      var file = PartFile()
      let hash = try file.read(folder.path("images/\(name).png"), limits: .init())
      var times = [timeval(), timeval()]
      for index in 0..<2 { times[index].tv_sec = Int(now.timeIntervalSince1970) - 40 * 86400 }
      #expect(utimes(folder.path("images/\(name).png"), times) == 0)
      guard name != "unknown" else { return }
      _ = try store.append(
        InspectionRecord(
          recordedAt: now - days * 86400, imagePath: "elsewhere/\(name).png", imageSHA256: hash,
          verdict: verdict, reason: "", defects: [], timings: [], recipe: "r", recipeVersion: 1,
          recipeSHA256: "11", effectiveParameters: "{}", software: "s"))
    }
    try add("old pass", .pass)
    try add("fail", .fail)
    try add("review", .review)
    try add("young pass", .pass, days: 3)
    try add("unknown", .pass)
    // The same bytes failed once.
    try add("twice", .pass, as: "same")
    try add("twice failed", .fail, as: "same")
    // The verdict that counts is what counts.
    try add("overridden pass", .pass)
    try add("overridden fail", .fail)
    for (sequence, verdict) in [(7, Verdict.fail), (8, .pass)] {
      _ = try store.override(
        sequence: Int64(sequence), with: verdict, operator: "o", reason: "r",
        at: now - 20 * 86400)
    }
    return store
  }

  private func names(_ folder: TestFolder) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path("images")))
  }

  private func pruner(_ store: RecordStore, dryRun: Bool = false) -> ImagePruner {
    ImagePruner(
      reader: store.reader, store: dryRun ? nil : store, cutoff: now - 10 * 86400, operator: "me",
      reason: "old")
  }

  @Test func onlyOldPassesGoAndEachIsRecorded() throws {
    try withFolder { folder in
      let store = try store(in: folder)
      let all = try names(folder)
      var dry = pruner(store, dryRun: true)
      var told: [String] = []
      let would = try dry.prune(folder: folder.path("images")) { told.append($0) }
      #expect(try names(folder) == all)
      #expect(would.deleted == 2 && told.count == 2)
      var pruner = pruner(store)
      let tally = try pruner.prune(folder: folder.path("images")) { _ in }
      #expect(tally == would)
      #expect(tally.kept == 1 && tally.neededAsEvidence == 5 && tally.unknown == 1)
      #expect(
        all.subtracting(try names(folder)) == ["old pass.png", "overridden fail.png"])
      let record = try #require(try store.reader.record(sequence: 1))
      let prunings = try store.reader.prunings(imageSHA256: record.imageSHA256)
      #expect(prunings.map(\.sequence) == [1])
      #expect(prunings[0].operator == "me" && prunings[0].reason == "old")
      #expect(prunings[0].imagePath == folder.path("images/old pass.png"))
      let report = try ChainVerifier(store.reader).verify()
      #expect(report.firstBreak == nil && report.prunings == 2)
      // There is nothing left to do.
      #expect(try pruner.prune(folder: folder.path("images")) { _ in }.deleted == 0)
    }
  }

  @Test func aTemplateOfOtherPartsStays() throws {
    try withFolder { folder in
      let store = try store(in: folder)
      let template = try #require(try store.reader.record(sequence: 1))
      _ = try store.append(
        InspectionRecord(
          recordedAt: now, imagePath: "x.png", imageSHA256: "22", templatePath: "t.png",
          templateSHA256: template.imageSHA256, verdict: .pass, reason: "", defects: [],
          timings: [], recipe: "r", recipeVersion: 1, recipeSHA256: "11",
          effectiveParameters: "{}", software: "s"))
      var pruner = pruner(store)
      _ = try pruner.prune(folder: folder.path("images")) { _ in }
      #expect(try names(folder).contains("old pass.png"))
    }
  }

  @Test func aCrashBeforeTheDeletionIsMadeGood() throws {
    try withFolder { folder in
      let store = try store(in: folder)
      let path = folder.path("images/old pass.png")
      let hash = try #require(try store.reader.record(sequence: 1)).imageSHA256
      _ = try store.record([
        ImagePruning(
          sequence: 1, recordedAt: now, imagePath: path, imageSHA256: hash, operator: "me",
          reason: "old")
      ])
      var pruner = pruner(store)
      #expect(try pruner.prune(folder: folder.path("images")) { _ in }.deleted == 2)
      #expect(try store.reader.prunings(imageSHA256: hash).count == 1)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func linksAreNotFollowed() throws {
    try withFolder { folder in
      let store = try store(in: folder)
      try FileManager.default.createDirectory(
        atPath: folder.path("links"), withIntermediateDirectories: false)
      try folder.link("links/a.png", to: folder.path("images/old pass.png"))
      var pruner = pruner(store)
      #expect(try pruner.prune(folder: folder.path("links")) { _ in }.deleted == 0)
      #expect(FileManager.default.fileExists(atPath: folder.path("images/old pass.png")))
    }
  }
}
