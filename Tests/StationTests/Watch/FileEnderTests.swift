import Codecs
import Foundation
import Testing

@testable import Station

@Suite("Files after their records") struct FileEnderTests {
  private func place(_ folder: TestFolder) throws -> WatchPlace {
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    let options = WatchedFolderOptions(
      path: folder.path("in"), recipe: shippedRecipePath, templates: .file("unused"),
      output: folder.path("out"))
    return WatchPlace(
      options: options,
      recipe: try WatchedRecipe(
        path: options.recipe, overrides: [], templates: options.templates,
        patterns: PartPatterns()),
      folder: try StationWatch.open(options.path))
  }

  private func job(
    _ place: WatchPlace, _ name: String, _ bytes: [UInt8], _ action: EndingJob.Action
  ) throws -> EndingJob {
    guard case .file(let identity) = try place.folder.entry(RawName(text: name)) else {
      preconditionFailure("no file")
    }
    return EndingJob(
      folder: 0, name: RawName(text: name), identity: identity, sequence: 42,
      sha256: SHA256Hex.of(bytes), action: action, isToBeHashed: true)
  }

  @Test func fileGoesToItsFolderAndNothingIsOverwritten() throws {
    try withFolder { folder in
      let place = try place(folder)
      try folder.write("there", "out/pass/a.png")
      try folder.write("new", "in/a.png")
      var ender = FileEnder(places: [place])
      let ending = try ender.end(job(place, "a.png", Array("new".utf8), .move(to: "pass")))
      #expect(try folder.text("out/pass/a.png") == "there")
      #expect(try folder.text("out/pass/a.42.png") == "new")
      guard case .moved(let path) = ending else {
        Issue.record("\(ending)")
        return
      }
      #expect(String(decoding: path, as: UTF8.self).hasSuffix("/out/pass/a.42.png"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("in")).isEmpty)
    }
  }

  /// Left behind, a sidecar once told of the next image of that name.
  @Test func aSidecarGoesWhereItsImageGoes() throws {
    try withFolder { folder in
      let place = try place(folder)
      for (sidecar, moved) in [("a.png.json", "a.42.png.json"), ("a.csv", "a.42.csv")] {
        try folder.write("there", "out/fail/a.png")
        try folder.write("image", "in/a.png")
        try folder.write("serial", "in/" + sidecar)
        var job = try job(place, "a.png", Array("image".utf8), .move(to: "fail"))
        guard case .file(let identity) = try place.folder.entry(RawName(text: sidecar)) else {
          preconditionFailure("no file")
        }
        job.sidecar = SidecarFile(name: sidecar, identity: identity)
        var ender = FileEnder(places: [place])
        try ender.endSidecar(of: job, try ender.end(job))
        #expect(try folder.text("out/fail/" + moved) == "serial")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("in")).isEmpty)
        try FileManager.default.removeItem(atPath: folder.path("out"))
      }
    }
  }

  @Test func aSidecarIsDeletedWithItsImageUnlessItIsANewOne() throws {
    try withFolder { folder in
      let place = try place(folder)
      for isNew in [false, true] {
        try folder.write("image", "in/a.png")
        try folder.write("serial", "in/a.json")
        var job = try job(place, "a.png", Array("image".utf8), .delete)
        guard case .file(let identity) = try place.folder.entry(RawName(text: "a.json")) else {
          preconditionFailure("no file")
        }
        job.sidecar = SidecarFile(name: "a.json", identity: identity)
        if isNew {
          try folder.write("of the next image", "next")
          #expect(rename(folder.path("next"), folder.path("in/a.json")) == 0)
        }
        var ender = FileEnder(places: [place])
        try ender.endSidecar(of: job, try ender.end(job))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("in"))
        #expect(left == (isNew ? ["a.json"] : []))
      }
    }
  }

  @Test func fileThatIsNotTheInspectedOneStays() throws {
    try withFolder { folder in
      let place = try place(folder)
      try folder.write("old", "in/a.png")
      for action in [EndingJob.Action.delete, .move(to: "pass")] {
        let job = try job(place, "a.png", Array("old".utf8), action)
        // The camera renames a new image over the inspected one.
        try folder.write("never inspected", "side.png")
        #expect(rename(folder.path("side.png"), folder.path("in/a.png")) == 0)
        var ender = FileEnder(places: [place])
        #expect(try ender.end(job) == .gone)
        #expect(try folder.text("in/a.png") == "never inspected")
      }
    }
  }

  @Test func otherBytesInAnUnchangedStateGoBackToTheirName() throws {
    try withFolder { folder in
      let place = try place(folder)
      try folder.write("now", "in/a.png")
      // What was inspected had other bytes, the same size and the same time.
      let job = try job(place, "a.png", Array("old".utf8), .delete)
      var ender = FileEnder(places: [place])
      #expect(try ender.end(job) == .gone)
      #expect(try folder.text("in/a.png") == "now")
    }
  }

  @Test func fileThatCannotGoKeepsItsNameAndTheCauseIsTold() throws {
    try withFolder { folder in
      let place = try place(folder)
      try folder.write("bytes", "in/a.png")
      try folder.write("a file where the folder should be", "out")
      let job = try job(place, "a.png", Array("bytes".utf8), .move(to: "pass"))
      var ender = FileEnder(places: [place])
      #expect(throws: EndingFailure.self) { try ender.end(job) }
      #expect(try folder.text("in/a.png") == "bytes")
    }
  }

  @Test func claimsTellRecordAndName() {
    let name = RawName([0xFF, 0x2D, 0x31, 0x2E, 0x70])
    let parts = FileEnder.parts(of: FileEnder.claim(7, name))
    #expect(parts?.sequence == 7)
    #expect(parts?.name == name)
    let long = RawName(Array(repeating: 0x61, count: 255))
    #expect(FileEnder.claim(7, long).bytes.count <= 255)
    #expect(FileEnder.parts(of: FileEnder.claim(7, long))?.sequence == 7)
    #expect(FileEnder.parts(of: RawName(text: "a.png")) == nil)
    #expect(FileEnder.names(long, 7).allSatisfy { $0.bytes.count <= 255 })
  }
}
