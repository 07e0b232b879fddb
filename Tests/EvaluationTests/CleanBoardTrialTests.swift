import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Synthesis
import Testing

@Suite struct CleanBoardTrialTests {
  private static func recipe() throws -> PreparedRecipe {
    try Recipe(name: "test", version: 1, values: RecipeValues()).prepared()
  }

  /// Three boards; their test images do not exist, and have no truth.
  private static func set(in folder: TemporaryFolder) throws -> [LabelledPair] {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 300, height: 300)
    let files = PairFolder(path: folder.path)
    for seed in 1...3 {
      let pair = try BoardGenerator(seed: UInt64(seed), parameters: parameters).generate()
      try files.write(pair, name: "b\(seed)")
      try FileManager.default.removeItem(atPath: folder.path + "/b\(seed)_test.png")
      try FileManager.default.removeItem(atPath: folder.path + "/b\(seed).txt")
    }
    try files.list(["b1", "b2", "b3"])
    return try DeepPCBLayout.pairs(root: folder.path, list: folder.path + "/list.txt")
  }

  /// More speckle than any board has, so that there are false alarms.
  private static let hopeless = BoardPerturbation(stretch: 3, edgeNoise: 1, speckle: 0.2)

  @Test func boardsThatAreAsTheyWereGiveNoFalseAlarm() async throws {
    let folder = try TemporaryFolder()
    let outcome = await CleanBoardTrial(
      recipe: try Self.recipe(), limits: BoardPerturbation(), copies: 2, jobs: 2
    ).run(try Self.set(in: folder))
    #expect(outcome.copyCount == 6)
    #expect(outcome.falseAlarms.isEmpty && outcome.share == 0)
    #expect(outcome.unreadable.isEmpty && outcome.uninspectable.isEmpty)
  }

  @Test func falseAlarmsComeWorstFirstAndNameTheirCopy() async throws {
    let folder = try TemporaryFolder()
    let recipe = try Self.recipe()
    let outcome = await CleanBoardTrial(
      recipe: recipe, limits: Self.hopeless, copies: 4, seed: 3, jobs: 2
    ).run(try Self.set(in: folder))
    #expect(outcome.copyCount == 12)
    let alarms = outcome.falseAlarms
    try #require(alarms.count > 1)
    #expect(outcome.share == Double(alarms.count) / 12)
    let highest = alarms.compactMap { $0.defects.first?.confidence }
    #expect(highest.count == alarms.count)
    #expect(highest == highest.sorted(by: >))
    for alarm in alarms {
      #expect(["b1", "b2", "b3"].contains(alarm.name) && (1...4).contains(alarm.copy))
      #expect(
        alarm.defects.allSatisfy { $0.confidence >= recipe.values.decide.operatingPoint })
      #expect((0...0.2).contains(alarm.perturbation.speckle))
    }
  }

  @Test func copiesDependOnTheSeedAndNotOnListOrWorkers() async throws {
    let folder = try TemporaryFolder()
    let pairs = try Self.set(in: folder)
    func alarms(
      _ pairs: [LabelledPair], seed: UInt64, jobs: Int
    ) async throws -> [CleanBoardTrial.FalseAlarm] {
      await CleanBoardTrial(
        recipe: try Self.recipe(), limits: Self.hopeless, copies: 2, seed: seed, jobs: jobs
      ).run(pairs).falseAlarms
    }
    let all = try await alarms(pairs, seed: 1, jobs: 1)
    #expect(!all.isEmpty)
    #expect(try await alarms(pairs, seed: 1, jobs: 3) == all)
    #expect(try await alarms(pairs, seed: 2, jobs: 1) != all)
    let last = try await alarms(Array(pairs.suffix(1)), seed: 1, jobs: 1)
    #expect(last == all.filter { $0.name == "b3" })
  }

  @Test func templatesThatSayNothingAreNamed() async throws {
    let folder = try TemporaryFolder()
    let pairs = try Self.set(in: folder)
    try FileManager.default.removeItem(atPath: pairs[0].templatePath)
    _ = try folder.write("no image", to: "b2_temp.png")
    let outcome = await CleanBoardTrial(
      recipe: try Self.recipe(), limits: BoardPerturbation(), copies: 3, jobs: 1
    ).run(pairs)
    #expect(outcome.unreadable.map(\.name) == ["b1"])
    #expect(
      outcome.unreadable.first?.reason.description.contains(pairs[0].templatePath) == true)
    #expect(outcome.uninspectable.map(\.name) == ["b2"])
    #expect(outcome.copyCount == 4)
  }

  @Test func noTemplatesGiveNoShare() async throws {
    let outcome = await CleanBoardTrial(recipe: try Self.recipe(), jobs: 2).run([])
    #expect(outcome.copyCount == 0 && outcome.share == 0)
  }
}
