import Codecs
import Decision
import Foundation
import Reporting
import Testing
import Traceability

@testable import Station

struct BatchRunnerTests {
  @Test func everyVerdictIsReached() throws {
    try withFolder { folder in
      try folder.write(.good, "in/good")
      try folder.write(.spur, "in/spur")
      try folder.write([], "in/empty_test.png")
      try folder.write(PairFiles.good.template, "in/empty_temp.png")
      let jobs = try JobCollection(
        paths: [folder.path("in")], rule: .suffix(TemplateSuffix("_test=_temp"))
      ).jobs
      let run = try TestRun(jobs, in: folder)
      #expect(run.names == ["empty_test.png", "good_test.png", "spur_test.png"])
      #expect(run.done.map(\.verdict) == [.uninspectable, .pass, .fail])
      #expect(run.done.map(\.reason)[1...] == ["", "1 spur"])
      #expect(run.done[0].reason.hasPrefix("the image was refused: the file is empty"))
      #expect(run.outcome.exitStatus == .uninspectable)
      // The same defect, but too weak to be sure of.
      let review = try TestRun(
        Array(jobs[1...]), in: folder,
        overrides: ["decide.operatingPoint=1", "decide.reviewBand=0.9"])
      #expect(review.done.map(\.verdict) == [.pass, .review])
      #expect(review.outcome.exitStatus == .rejected)
      #expect(try TestRun([jobs[1]], in: folder).outcome.exitStatus == .allPassed)
    }
  }

  @Test func recordsTellWhatWasInspectedAndHow() throws {
    try withFolder { folder in
      try folder.write(.spur, "spur")
      var job = try folder.pairs()[0]
      job.serial = "S1"
      let origin = RecordOrigin(station: "A", operator: "B", lot: "L")
      let record = try TestRun([job], in: folder, origin: origin).done[0]
      let recipe = try shippedRecipe().prepared()
      #expect(record.imagePath == folder.path("spur_test.png"))
      #expect(record.imageSHA256 == SHA256Hex.of(PairFiles.spur.image))
      #expect(record.templatePath == folder.path("spur_temp.png"))
      #expect(record.templateSHA256 == SHA256Hex.of(PairFiles.spur.template))
      #expect(record.defects.map(\.defectClass) == [.spur])
      #expect(
        record.timings.map(\.stage) == [
          "read", "decode", "health", "align", "compare", "blobs", "decide",
        ])
      #expect(record.recipe == recipe.name && record.recipeVersion == recipe.version)
      #expect(record.recipeSHA256 == recipe.sha256)
      #expect(record.effectiveParameters == recipe.effectiveParameters)
      #expect(record.software == "sightline 0.1.0")
      #expect(record.station == "A" && record.operator == "B" && record.lot == "L")
      #expect(record.serial == "S1")
      job.lot = "M"
      #expect(try TestRun([job], in: folder, origin: origin).done[0].lot == "M")
    }
  }

  @Test func badFilesNeitherStopTheBatchNorSpoilTheirNeighbours() throws {
    try withFolder { folder in
      try folder.write(.spur, "01")
      try folder.write(PairFiles.spur, "02")
      try folder.write(Array(PairFiles.spur.image.dropLast(200)), "02_test.png")
      try folder.write(PairFiles.spur, "03")
      try folder.write(Array(PairFiles.spur.template.prefix(40)), "03_temp.png")
      try folder.write(PairFiles.spur.image, "04_test.png")
      try folder.write(.spur, "05")
      try folder.write("no image at all", "05_test.png")
      folder.makePipe("06_test.png")
      try folder.write(PairFiles.spur.image, "07_test.png")
      folder.makePipe("07_temp.png")
      try folder.link("08_test.png", to: "nowhere")
      try folder.write(PairFiles.good.image, "09.png")
      try folder.write(.spur, "10_test.png/11")
      let jobs = try folder.pairs()
      let run = try TestRun(jobs, in: folder, workers: 1)
      let expected: [(String, Verdict, String)] = [
        ("01_test.png", .fail, "1 spur"),
        ("02_test.png", .uninspectable, "the image was refused: the image is incomplete"),
        ("03_test.png", .uninspectable, "the template was refused: the image is incomplete"),
        (
          "04_test.png", .uninspectable,
          "the template was refused: '\(folder.path("04_temp.png"))' cannot be read: No such file"
        ),
        ("05_test.png", .uninspectable, "the image was refused: the content is neither PNG nor"),
        (
          "06_test.png", .uninspectable,
          "the image was refused: '\(folder.path("06_test.png"))' is a pipe"
        ),
        (
          "07_test.png", .uninspectable,
          "the template was refused: '\(folder.path("07_temp.png"))' is a pipe"
        ),
        ("08_test.png", .uninspectable, "the image was refused: "),
        ("09.png", .uninspectable, "the file's name ends neither in _test nor in _temp"),
        ("11_test.png", .fail, "1 spur"),
      ]
      #expect(run.names == expected.map(\.0))
      #expect(run.done.map(\.verdict) == expected.map(\.1))
      for (record, (_, _, reason)) in zip(run.done, expected) {
        #expect(record.reason.hasPrefix(reason))
      }
      // Known even where there is nothing to compare it with.
      #expect(run.done[3].imageSHA256 == SHA256Hex.of(PairFiles.spur.image))
      #expect(run.done[8].imageSHA256 == SHA256Hex.of(PairFiles.good.image))
      #expect(run.done[5].imageSHA256 == "")
      #expect(run.done[0].defects == run.done[9].defects)
    }
  }

  @Test func theNumberOfWorkersChangesNothing() throws {
    try withFolder { folder in
      for number in 10..<50 {
        switch number % 4 {
        case 0: try folder.write([1, 2, 3], "\(number)_test.png")
        case 1: try folder.write(.spur, "\(number)")
        default: try folder.write(.good, "\(number)")
        }
      }
      let jobs = try folder.pairs()
      let one = try TestRun(jobs, in: folder, workers: 1)
      let page = try folder.text("out/report.html")
      let several = try TestRun(jobs, in: folder, workers: 3)
      #expect(one.done.map(\.imagePath) == jobs.map(\.imagePath))
      #expect(withoutTimes(one.done) == withoutTimes(several.done))
      #expect(one.outcome.tally == several.outcome.tally)
      let pictures = { (page: String) in page.components(separatedBy: "data:image").count }
      #expect(pictures(page) > 10)
      #expect(pictures(try folder.text("out/report.html")) == pictures(page))
    }
  }

  @Test func fileNamesMayHoldAnything() throws {
    try withFolder { folder in
      let names = ["a\nb", "a\"b'c&<d>", "板 序号", "\u{1b}[2J", "-x", "a,b;c", "e\u{301}"]
      for name in names { try folder.write(.good, name) }
      let store = try RecordStore(path: folder.path("r.sqlite"))
      let run = try TestRun(
        folder.pairs(), in: folder,
        commit: { records throws(RecordStoreError) in try store.append(contentsOf: records) })
      #expect(run.outcome.tally.count(of: .pass) == names.count)
      let bytes = { (names: [String]) in Set(names.map { Array($0.utf8) }) }
      #expect(bytes(run.names) == bytes(names.map { $0 + "_test.png" }))
      let lines = try folder.text("out/results.jsonl").split(separator: "\n")
      #expect(lines.count == names.count)
    }
  }
}
