import Decision
import Foundation
import Learning
import Testing

@testable import Recipes

@Suite struct ClassifierFileTests {
  private static let trees = "decide:\n  classifier: trees\n"
  private static let named = "models:\n  - file: t.trees.json\n"

  private func problems(_ yaml: String, model: Data? = nil) throws -> [String] {
    var found: [String] = []
    try withTemporaryFolder { folder in
      try model?.write(to: URL(fileURLWithPath: folder + "/t.trees.json"))
      let path = try write(head + yaml, "recipe.yaml", in: folder)
      do throws(RecipeError) {
        _ = try Recipe.load(path: path)
      } catch {
        found = error.problems.map(\.kind.text)
      }
    }
    return found
  }

  @Test func treesWithoutAModelAreRefused() throws {
    let found = try problems(Self.trees)
    #expect(found.count == 1 && found[0].hasPrefix("asks for a model; name its file"))
  }

  @Test func aModelOfOtherMeasurementsIsRefused() throws {
    let table = FeatureTable(names: ["x"], values: [0, 1, 2, 3])
    let other = try BoostedTreesTrainer.train(table, labels: [0, 0, 1, 1], classCount: 2)
    let found = try problems(Self.named + Self.trees, model: other.modelFile())
    #expect(found.count == 1 && found[0].contains("train the model anew with this program"))
  }

  @Test func damagedModelsAreRefused() throws {
    for text in ["", "{}", "[1, 2", "{\"format\": \"other\"}"] {
      let found = try problems(Self.named + Self.trees, model: Data(text.utf8))
      #expect(found.count == 1 && found[0].hasPrefix("\"t.trees.json\""), "\(text)")
    }
  }

  @Test func aModelThatNobodyAsksForIsNotRead() throws {
    #expect(try problems(Self.named, model: Data("no model".utf8)) == [])
  }

  @Test func theShippedRecipeHasItsTrees() throws {
    let shipped = try Recipe.load(path: shippedRecipe).prepared()
    #expect(shipped.values.decide.classifier == .trees)
    #expect(shipped.classifier?.trees.featureNames == BlobMeasurements.names)
    let file = URL(fileURLWithPath: shippedRecipe).deletingLastPathComponent()
      .appendingPathComponent("boards.trees.json")
    #expect(try shipped.classifier?.trees.modelFile() == Data(contentsOf: file))
  }
}
