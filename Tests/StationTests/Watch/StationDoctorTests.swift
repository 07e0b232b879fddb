import Foundation
import Testing
import Wording

@testable import Station

@Suite("Checking a station beforehand") struct StationDoctorTests {
  private static func findings(
    _ folder: TestFolder, _ words: Words, recipe: String = shippedRecipePath,
    takt: Duration? = nil, sample: String? = nil
  ) throws -> [DoctorFinding] {
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    try folder.write(PairFiles.good.template, "template.png")
    var options = WatchOptions(folders: [
      WatchedFolderOptions(
        path: folder.path("in"), recipe: recipe, templates: .file(folder.path("template.png")),
        output: folder.path("out"))
    ])
    options.alarms.freeBytes = 0
    var findings: [DoctorFinding] = []
    StationDoctor(
      options: options, records: folder.path("r.sqlite"), takt: takt, sample: sample, words: words
    ).examine { findings.append($0) }
    return findings
  }

  private static func withoutTimes(_ sentence: String) -> String {
    sentence.replacing(/[0-9]+\.?[0-9]* m?s\b/, with: "T")
  }

  @Test func whatIsFoundIsSaidInEnglish() throws {
    try withFolder { folder in
      let findings = try Self.findings(folder, Words(.english))
      #expect(
        findings.map(\.subject) == [
          "folder", "output", "events", "disk", "records", "durability", "recipe", "speed",
        ])
      let (folderPath, sentences) = (folder.path("in"), findings.map(\.sentence))
      #expect(sentences[0] == "'\(folderPath)' can be read")
      #expect(
        sentences[1]
          == "'\(folder.path("out"))' can be written, on the disk of '\(folderPath)'")
      #expect(
        sentences[3].replacing(/[0-9]+/, with: "N")
          == "N MiB are free for records, enough for about N of them")
      #expect(sentences[4] == "'\(folder.path("r.sqlite"))' is made by the first start")
      #expect(
        Self.withoutTimes(sentences[5])
          .hasPrefix("the disk confirms a record in T, at worst T"))
      let version = try shippedRecipe().version
      #expect(sentences[6] == "bare-pcb, version \(version), can be used")
      #expect(
        sentences[7] == "there is no image to try in '\(folderPath)'; give one with --sample")
      #expect(findings[7].level == .warning)
    }
  }

  @Test func whatIsFoundIsSaidInChinese() throws {
    try withFolder { folder in
      let findings = try Self.findings(folder, Words(.simplifiedChinese))
      #expect(
        findings.map(\.subject) == ["文件夹", "输出", "事件", "磁盘", "记录", "落盘", "配方", "速度"])
      for finding in findings {
        #expect(
          finding.sentence.contains { $0.unicodeScalars.allSatisfy { $0.value > 0x2E80 } },
          "\(finding.sentence)")
      }
    }
  }

  @Test func aSampleTellsWhetherTheTaktIsKept() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good.image, "sample.png")
      let speed = try #require(
        try Self.findings(
          folder, Words(.english), takt: .seconds(3600), sample: folder.path("sample.png")
        ).last)
      #expect(speed.level == .good, "\(speed.sentence)")
      #expect(
        Self.withoutTimes(speed.sentence)
          == "an image takes T from file to record, at worst T: this PC keeps up with a takt of T, of "
          + "which it needs 1 %")
    }
  }

  @Test func aRecipeThatCannotBeUsedIsAProblem() throws {
    try withFolder { folder in
      let english = try #require(
        try Self.findings(folder, Words(.english), recipe: "/nowhere/r.yaml").last)
      #expect(english.level == .problem && english.subject == "recipe")
      #expect(
        english.sentence.hasPrefix(
          "the recipe '/nowhere/r.yaml' cannot be used: /nowhere/r.yaml: cannot be read: "))
      let chinese = try #require(
        try Self.findings(folder, Words(.simplifiedChinese), recipe: "/nowhere/r.yaml").last)
      #expect(
        chinese.sentence.hasPrefix("配方 '/nowhere/r.yaml' 无法使用：/nowhere/r.yaml: 无法读取："))
    }
  }
}
