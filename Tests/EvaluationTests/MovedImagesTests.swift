import Codecs
import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Synthesis
import Testing

@Suite struct MovedImagesTests {
  private static func recipe() throws -> PreparedRecipe {
    try Recipe(name: "test", version: 1, values: RecipeValues()).prepared()
  }

  /// Two boards with six defects each, in the dataset's layout.
  private static func set(in folder: TemporaryFolder) throws -> [LabelledPair] {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 400, height: 400)
    parameters.defects = .classes(DefectClass.boardClasses)
    let files = PairFolder(path: folder.path)
    for seed in 1...2 {
      let pair = try BoardGenerator(seed: UInt64(seed), parameters: parameters).generate()
      try files.write(pair, name: "b\(seed)")
    }
    try files.list(["b1", "b2"])
    return try DeepPCBLayout.pairs(root: folder.path, list: folder.path + "/list.txt")
  }

  private static func outcome(
    _ pairs: [LabelledPair], _ output: TemporaryFolder, _ motion: BoardMotion
  ) async throws -> Evaluator.Outcome {
    try await Evaluator(recipe: recipe(), output: output.path, jobs: 2, moving: motion).run(pairs)
  }

  private static func boxes(_ folder: TemporaryFolder, _ name: String) throws -> [PixelBox] {
    try String(contentsOfFile: folder.path + "/\(name).txt", encoding: .utf8)
      .split(separator: "\n").map { line in
        let numbers = line.split(separator: ",").prefix(4).compactMap { Int($0) }
        try #require(numbers.count == 4)
        return PixelBox(x1: numbers[0], y1: numbers[1], x2: numbers[2], y2: numbers[3])
      }
  }

  /// The image moves, the template does not, and detections and truth agree where the image is.
  @Test(arguments: [
    BoardMotion(shift: PixelPoint(x: 8, y: 0)), BoardMotion(shift: PixelPoint(x: -4, y: 8)),
    BoardMotion(rotation: 0.5),
  ])
  func truthMovesWithTheImage(motion: BoardMotion) async throws {
    let (folder, still, moved) = (
      try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder()
    )
    let pairs = try Self.set(in: folder)
    let before = try await Self.outcome(pairs, still, BoardMotion())
    let after = try await Self.outcome(pairs, moved, motion)
    #expect(after.pairCount == 2 && after.uninspectable.isEmpty)
    #expect(after.score.truthCount + after.truthLeftOut == 12)
    #expect(before.score.averagePrecision > 0.8)
    #expect(after.score.averagePrecision > before.score.averagePrecision - 0.1)
    // What was found first is found where it went.
    let first = try #require(try Self.boxes(still, "b1").first)
    let there = motion.moved(first, in: PixelSize(width: 400, height: 400))
    let found = try Self.boxes(moved, "b1").contains { $0.intersectionOverUnion(there) > 0.5 }
    #expect(found)
  }

  /// Boxes of which less than half remains are left out and counted, others are clipped.
  @Test func truthOutsideTheImageIsLeftOutAndCounted() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    // Of 40 columns each: 30, 19 and 20 remain, and none.
    let lines = [
      "350 100 390 140 1", "361 200 401 240 1", "360 300 400 340 2", "390 20 399 29 3",
    ]
    _ = try folder.write(lines.joined(separator: "\n") + "\n", to: "b1.txt")
    let outcome = try await Self.outcome(
      Array(pairs.prefix(1)), output, BoardMotion(shift: PixelPoint(x: 20, y: 0)))
    #expect(outcome.truthLeftOut == 2)
    #expect(outcome.score.truthCount == 2)
  }

  @Test func imageThatCannotBeDecodedKeepsItsTruth() async throws {
    let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
    let pairs = try Self.set(in: folder)
    _ = try folder.write("no image", to: "b2_test.png")
    let outcome = try await Self.outcome(
      pairs, output, BoardMotion(shift: PixelPoint(x: 1, y: 0)))
    #expect(outcome.uninspectable.map(\.name) == ["b2"])
    #expect(outcome.score.truthCount == 12 && outcome.truthLeftOut == 0)
  }
}
