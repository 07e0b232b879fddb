import Recipes
import Testing
import Wording

@testable import Station

@Suite struct RecipeSummaryTextTests {
  private func recipe(_ overrides: [String] = []) throws -> Recipe {
    try Recipe(name: "test", version: 1, values: RecipeValues()).applying(overrides: overrides)
  }

  private func lines(_ recipe: Recipe, _ language: Language) -> [String] {
    RecipeSummaryText.text(recipe.summary(), words: Words(language))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func englishIsInColumnsAndMarksChanges() throws {
    let recipe = try recipe(["compare.tolerance=3px"])
    let lines = lines(recipe, .english)
    #expect(
      lines.prefix(4) == [
        "recipe   test", "version  1", "sha256   \(recipe.prepared().sha256)", "",
      ])
    #expect(lines.suffix(3) == ["", "* changed by --set", ""])
    let changed = lines.filter { $0.hasPrefix("*  ") }
    #expect(changed.count == 1)
    #expect(
      changed.first?.split(separator: " ").joined(separator: " ")
        == "* compare.tolerance 3px px 2px 0px to 31px recipe file: 2px")
    let header = try #require(lines.first { $0.contains("default") })
    #expect(
      header.split(separator: " ") == ["parameter", "value", "unit", "default", "allowed"])
    let column = try #require(header.firstRange(of: "default")).lowerBound
    let offset = header.distance(from: header.startIndex, to: column)
    #expect(try #require(changed.first).dropFirst(offset).hasPrefix("2px"))
    for row in recipe.summary().rows {
      #expect(lines.contains { $0.contains("  \(row.key) ") }, "\(row.key)")
      // The words of the parameter itself, which the recipe's reference has, are the same.
      let parameter = try #require(Parameter.all.first { $0.key == row.key })
      #expect(
        lines.contains { $0.contains("  \(row.key) ") && $0.contains("  " + parameter.allowed) })
      #expect(lines.contains { $0.contains("  \(row.key) ") && $0.contains(parameter.unit.name) })
    }
  }

  @Test func chineseKeepsKeysAndValues() throws {
    let lines = lines(try recipe(["compare.tolerance=3px"]), .simplifiedChinese)
    #expect(lines.first == "配方     test")
    let changed = try #require(lines.first { $0.hasPrefix("*  ") })
    #expect(
      changed.split(separator: " ").joined(separator: " ")
        == "* compare.tolerance 3px px 2px 0px 至 31px 配方文件：2px")
    #expect(!lines.contains { $0.contains(" to ") || $0.contains("not set") })
  }

  @Test func nothingIsMarkedWhereNothingWasChanged() throws {
    let lines = lines(try recipe(), .english)
    #expect(!lines.contains { $0.hasPrefix("*") })
  }
}
