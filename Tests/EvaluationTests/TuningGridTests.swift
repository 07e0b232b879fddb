import Codecs
import Decision
import Foundation
import Pixels
import Recipes
import Station
import Studies
import Synthesis
import Testing

@testable import Evaluation

/// Rough boards, good and with one defect, inspected by rules.
struct StudyBoards {
  let jobs: [InspectionJob]
  let truth: String

  init(in folder: TemporaryFolder, good: Int = 3, bad: Int = 3) throws {
    var jobs: [InspectionJob] = []
    var truth = "image,verdict,x1,y1,x2,y2,class\n"
    for index in 0..<(good + bad) {
      let isGood = index < good
      var parameters = BoardParameters()
      parameters.size = PixelSize(width: 256, height: 256)
      (parameters.roughness, parameters.stretch) = (1.2, 4)
      parameters.defects = isGood ? .none : .classes([.copper])
      let pair = try BoardGenerator(seed: UInt64(40 + index), parameters: parameters).generate()
      let name = "\(isGood ? "good" : "bad")\(index)"
      for (suffix, image) in [("test", pair.test), ("temp", pair.template)] {
        try Data(ImageEncoder.png(image))
          .write(to: URL(fileURLWithPath: "\(folder.path)/\(name)_\(suffix).png"))
      }
      jobs.append(
        InspectionJob(
          imagePath: "\(folder.path)/\(name)_test.png",
          templatePath: "\(folder.path)/\(name)_temp.png"))
      for defect in pair.truth {
        let box = defect.box
        truth += "\(name)_test.png,bad,\(box.x1),\(box.y1),\(box.x2),\(box.y2),"
        truth += "\(defect.defectClass.rawValue)\n"
      }
      if isGood { truth += "\(name)_test.png,good,,,,,\n" }
    }
    self.jobs = jobs
    self.truth = try folder.write(truth, to: "truth.csv")
  }

  var truths: [PartTruth?] {
    get throws { try TruthTable(path: truth).truth(of: jobs.map(\.imagePath)) }
  }
}

@Suite struct TuningGridTests {
  private func recipe(_ overrides: [String] = []) throws -> Recipe {
    try Recipe(name: "rules", version: 1, values: RecipeValues()).applying(overrides: overrides)
  }

  @Test func everyCombinationIsTriedOnceAndTheRecipeFirst() throws {
    let grid = try TuningGrid(
      ["compare.tolerance=1px:3px:1px", "blobs.minimumArea=5px²,9px²"],
      of: recipe(["compare.tolerance=2px", "blobs.minimumArea=5px²"]))
    #expect(
      grid.values == [
        ["2px", "5px²"], ["1px", "5px²"], ["1px", "9px²"], ["2px", "9px²"], ["3px", "5px²"],
        ["3px", "9px²"],
      ])
    #expect(grid.recipes.map(\.values.compare.tolerance) == [2, 1, 1, 2, 3, 3])
    #expect(
      grid.parameters == [
        .init(key: "compare.tolerance", current: "2px", values: ["1px", "2px", "3px"]),
        .init(key: "blobs.minimumArea", current: "5px²", values: ["5px²", "9px²"]),
      ])
    let alone = try TuningGrid([], of: recipe())
    #expect(alone.recipes.count == 1 && alone.values == [[]] && alone.parameters.isEmpty)
  }

  @Test func unitsOfOneLengthAreOneValue() throws {
    let grid = try TuningGrid(
      ["compare.tolerance=0.02mm:0.06mm:0.02mm"],
      of: recipe(["part.pixelSize=0.02mm", "compare.tolerance=2px"]))
    #expect(grid.values == [["2px"], ["1px"], ["3px"]])
    #expect(grid.parameters[0].values == ["1px", "2px", "3px"])
  }

  @Test func whatCannotBeTriedIsRefused() throws {
    let recipe = try recipe()
    func refusal(_ sweeps: [String]) -> TuningGridError? {
      do throws(TuningGridError) {
        _ = try TuningGrid(sweeps, of: recipe)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal(["decide.operatingPoint=0.1,0.2"]) == .operatingPoint)
    #expect(refusal(["compare.tolerance=1px", "compare.tolerance=2px"]) == .sweptTwice)
    #expect(
      refusal(["align.smoothness=1:100:1", "compare.borderMargin=0px:99px:1px"])
        == .tooManySettings(10_000))
    #expect(refusal(["x"]) == .sweep(.malformed("x")))
  }

  @Test func aStudyOfBoardsProposesWhatTellsThemApart() throws {
    let folder = try TemporaryFolder()
    let boards = try StudyBoards(in: folder)
    let recipe = try recipe(["compare.tolerance=1px"])
    let grid = try TuningGrid(["compare.tolerance=1px:3px:1px"], of: recipe)
    var progress: [Int] = []
    let study = grid.study(boards.jobs, truths: try boards.truths, workers: 2) { setting, done in
      if done == boards.jobs.count { progress.append(setting) }
    }
    #expect(progress == [1, 2, 3])
    #expect(study.current.counts.falseRejects == 3)
    let chosen = try #require(study.chosen.proposal)
    #expect(chosen.counts.falseRejects == 0 && chosen.counts.escapes == 0)
    #expect(study.chosen.values != ["1px"])
    #expect(study.changes.filter { $0.part.isGood == true }.count == 3)
    let boxes = try #require(study.chosen.precisionRecall)
    #expect(boxes.truthCount == 3 && boxes.imageCount == 6)
    #expect(boxes.point(at: chosen.operatingPoint).recall == 1)
    let proposed = try #require(try grid.proposal(of: study))
    #expect(proposed.values.decide.operatingPoint == chosen.operatingPoint)
    #expect("\(proposed.values.compare.tolerance)px" == study.chosen.values[0])
  }

  @Test func withoutTruthNothingIsProposed() throws {
    let folder = try TemporaryFolder()
    let boards = try StudyBoards(in: folder, good: 1, bad: 1)
    let grid = try TuningGrid([], of: recipe())
    let study = grid.study(boards.jobs, truths: [nil, nil], workers: 1)
    #expect(try grid.proposal(of: study)?.version == nil)
    #expect(study.current.parts.map(\.isGood) == [nil, nil])
    #expect(study.current.precisionRecall == nil)
  }

  @Test func anImageWithoutAnAnswerMissesItsDefects() throws {
    let folder = try TemporaryFolder()
    let boards = try StudyBoards(in: folder, good: 1, bad: 1)
    var jobs = boards.jobs
    for index in jobs.indices { jobs[index].templatePath = nil }
    let study = try TuningGrid([], of: recipe())
      .study(jobs, truths: try boards.truths, workers: 1)
    #expect(study.current.counts.uninspectable == 2)
    #expect(study.current.precisionRecall?.truthCount == 1)
    #expect(study.current.precisionRecall?.point(at: 0).recall == 0)
    #expect(study.current.parts[0].reason == "no template was told for the image")
  }
}
