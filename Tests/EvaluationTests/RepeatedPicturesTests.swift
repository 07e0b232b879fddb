import Decision
import Foundation
import Pixels
import Recipes
import Station
import Studies
import Synthesis
import Testing
import Wording

@testable import Evaluation

@Suite struct RepeatedPicturesTests {
  private func recipe() throws -> Recipe {
    try Recipe(name: "rules", version: 1, values: RecipeValues())
      .applying(overrides: ["compare.tolerance=3px"])
  }

  private let limits = ImagePerturbation(
    motion: BoardMotion(shift: PixelPoint(x: 2, y: 2)), brightness: 0.02, noise: 1)

  @Test func copiesOfAnImageAreItsPictures() throws {
    let folder = try TemporaryFolder()
    let boards = try StudyBoards(in: folder, good: 1, bad: 1)
    let copies = folder.path + "/copies"
    try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
    let pictures = try RepeatedPictures(
      boards.jobs, copies: .init(count: 4, seed: 1, limits: limits))
    #expect(pictures.partCount == 2)
    #expect(pictures.origin(Words(.english)).hasPrefix("4 perturbed copies"))
    var progress: [Int] = []
    let parts = try pictures.inspect(
      recipe(), workers: 2, truths: TruthTable(path: boards.truth), folder: copies
    ) { part, done, total in
      if done == total { progress.append(part) }
    }
    #expect(progress == [1, 2])
    #expect(parts.map(\.name) == ["good0_test.png", "bad1_test.png"])
    #expect(parts.map(\.isGood) == [true, false])
    #expect(
      parts.map { $0.all.map(\.name) }
        == Array(
          repeating: ["copy 1", "copy 2", "copy 3", "copy 4"], count: 2))
    #expect(try FileManager.default.contentsOfDirectory(atPath: copies).isEmpty)
    let study = RepeatabilityStudy(
      parts: parts, limits: DecisionLimits(try recipe().values.decide))
    #expect(study.disagreements.isEmpty && study.agreement.againstReference?.share == 1)
    // One defect, on all four copies, where the truth has it.
    #expect(study.defects.count == 1 && study.defects[0].defect.reportedCount == 4)
    let truth = try #require(try boards.truths[1])
    #expect(!study.defects[0].defect.box.intersection(truth.defects[0].box).isEmpty)
    #expect(study.isRepeatable)
  }

  @Test func photographsArePutTogetherByNameSerialOrFolder() throws {
    func job(_ path: String, serial: String? = nil) -> InspectionJob {
      InspectionJob(imagePath: path, serial: serial)
    }
    func parts(_ pictures: RepeatedPictures) throws -> [String: [Int]] {
      let inspected = try pictures.inspect(recipe(), workers: 1, truths: nil, folder: "/nowhere")
      return Dictionary(
        uniqueKeysWithValues: inspected.map { ($0.name, $0.repeats.map(\.count)) })
    }
    let byName = try RepeatedPictures(
      [job("x/A-1-l1.png"), job("x/A-2-l2.png"), job("x/B-1-l1.png")],
      part: SerialPattern("^(.)-"), appraiser: SerialPattern("l[0-9]"))
    #expect(byName.appraisers == ["l1", "l2"] && byName.origin(Words(.english)) == "photographs")
    #expect(try parts(byName) == ["A": [1, 1], "B": [1, 0]])
    let bySerial = try RepeatedPictures([
      job("x/1.png", serial: "S1"), job("y/2.png", serial: "S1"), job("x/3.png"),
    ])
    #expect(try parts(bySerial) == ["S1": [2], "x": [1]])
    #expect(try parts(RepeatedPictures([job("1.png"), job("2.png")])) == [".": [2]])
  }

  @Test func whatMakesNoStudyIsRefused() throws {
    let jobs = [InspectionJob(imagePath: "x/1.png"), InspectionJob(imagePath: "y/1.png")]
    #expect(throws: RepeatedPicturesError.nothingRepeated(parts: 2)) {
      try RepeatedPictures(jobs)
    }
    let error = RepeatedPicturesError.noMatch(option: "--part-from", path: "x/1.png")
    #expect(throws: error) { try RepeatedPictures(jobs, part: SerialPattern("part")) }
    #expect(error.description == "--part-from finds nothing in the name of x/1.png")
    let folder = try TemporaryFolder()
    let table = try folder.write("image,verdict\nx/1.png,good\ny/1.png,bad\n", to: "t.csv")
    let pictures = try RepeatedPictures(jobs, part: SerialPattern("1"))
    #expect(throws: RepeatedPicturesError.contradiction(part: "1")) {
      try pictures.inspect(
        recipe(), workers: 1, truths: TruthTable(path: table), folder: folder.path)
    }
    let copies = try RepeatedPictures(
      jobs, copies: .init(count: 2, seed: 1, limits: limits))
    #expect(throws: RepeatedPicturesError.self) {
      try copies.inspect(recipe(), workers: 1, truths: nil, folder: folder.path)
    }
  }

  @Test func aCopyThatCannotBeWrittenIsUninspectable() throws {
    let folder = try TemporaryFolder()
    let boards = try StudyBoards(in: folder, good: 1, bad: 0)
    let pictures = try RepeatedPictures(
      boards.jobs, copies: .init(count: 2, seed: 1, limits: limits))
    let parts = try pictures.inspect(
      recipe(), workers: 1, truths: nil, folder: folder.path + "/none")
    #expect(parts[0].all.map(\.verdict) == [.uninspectable, .uninspectable])
    #expect(parts[0].all[0].reason.contains("cannot be written"))
  }
}
