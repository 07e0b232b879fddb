import Foundation
import Testing

@testable import Recipes

@Suite struct RecipeWritingTests {
  @Test func writtenRecipeReadsBackTheSame() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        atPath: packageFolder.appendingPathComponent("Models/bare-pcb/boards.trees.json").path,
        toPath: folder + "/boards.trees.json")
      let shipped = try Recipe.load(
        path: shippedRecipe, overrides: ["compare.tolerance=5px", "part.pixelSize=12.5um"])
      try shipped.write(to: folder + "/recipe.yaml")
      let read = try Recipe.load(path: folder)
      #expect(read.values == shipped.values)
      #expect(read.description == shipped.description)
      #expect(read.prepared().sha256 == shipped.prepared().sha256)
      #expect(read.prepared().changedParameters.isEmpty)
    }
  }

  @Test func modelsAreWrittenWithTheirHash() throws {
    try withTemporaryFolder { folder in
      try write("m", "a: \"b\".png", in: folder)
      let path = try write(
        head + "models:\n  - file: 'a: \"b\".png'\n", "recipe.yaml", in: folder)
      let first = try Recipe.load(path: path)
      try first.write(to: path)
      let second = try Recipe.load(path: path)
      #expect(second.models == first.models)
      #expect(second.prepared() == first.prepared())
      #expect(second.yaml().contains("    sha256: \(first.models[0].sha256)\n"))
    }
  }

  @Test func randomValuesSurviveWritingAndReading() throws {
    var generator = SplitMix64(state: 42)
    let texts = [
      "plain", "a: b # c", "\"quotes\" \\ 'and'", "ünï¢ødé 東京 🙂", "- list", "true", "1.0",
    ]
    for round in 0..<60 {
      var values = RecipeValues()
      for parameter in Parameter.all {
        switch parameter.storage {
        case .integer(let path, let range):
          values[keyPath: path] = Int.random(
            in: Int(range.lowerBound)...Int(range.upperBound), using: &generator)
        case .real(let path, let range):
          values[keyPath: path] = Double.random(in: range, using: &generator)
        case .optionalReal(let path, let range):
          values[keyPath: path] =
            round % 2 == 0 ? nil : Double.random(in: range, using: &generator)
        case .boolean(let path):
          values[keyPath: path] = Bool.random(using: &generator)
        case .choice(let choices, _, let set):
          set(&values, try #require(choices.randomElement(using: &generator)))
        }
      }
      // Trees and learned references need a model, which this recipe has not.
      values.decide.classifier = .rules
      values.compare.method = .template
      let written = try Recipe(
        name: texts[round % texts.count], version: round + 1,
        description: texts[(round + 3) % texts.count] + "\nsecond line\t.", values: values)
      let read = try recipe(written.yaml())
      #expect(read.values == values)
      #expect(read.name == written.name)
      #expect(read.description == written.description)
      #expect(read.prepared() == written.prepared())
    }
  }

  @Test func everyValueIsWrittenWithItsHelp() throws {
    let yaml = try recipe(head).yaml()
    for parameter in Parameter.all {
      #expect(yaml.contains("  # \(parameter.help)\n"))
      #expect(yaml.contains("  \(parameter.name):") || yaml.contains("  # \(parameter.name):"))
    }
    #expect(
      yaml.contains(
        """
          # Gray level that separates conductor (darker) from substrate.
          # Allowed: 1 to 255; default 128.
          threshold: 128
        """))
  }

  @Test func programsCannotMakeInvalidRecipes() {
    var values = RecipeValues()
    values.compare.tolerance = 99
    values.decide.operatingPoint = .nan
    do throws(RecipeError) {
      _ = try Recipe(name: "two\nlines", version: 0, values: values)
      Issue.record("an invalid recipe was accepted")
    } catch {
      #expect(
        error.problems.map(\.description) == [
          "recipe two\\u{a}lines: name: \"two\\u{a}lines\" is not a name; "
            + "allowed: 1 to 100 characters on one line",
          "recipe two\\u{a}lines: version: 0 is out of range; allowed: 1 to 1000000000",
          "recipe two\\u{a}lines: compare.tolerance: 99px is out of range; allowed: 0px to 31px",
          "recipe two\\u{a}lines: decide.operatingPoint: \"nan\" is not a number; allowed: 0 to 1",
        ])
    }
  }

  @Test func unwritableFileIsNamed() throws {
    let recipe = try recipe(head)
    do throws(RecipeError) {
      try recipe.write(to: "/nonexistent/folder/recipe.yaml")
      Issue.record("wrote into a folder that does not exist")
    } catch {
      #expect(
        error.description
          == "/nonexistent/folder/recipe.yaml: cannot be written: No such file or directory")
    }
  }
}
