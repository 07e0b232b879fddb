import Foundation
import Testing

@testable import Recipes

@Suite struct RecipeFileTests {
  @Test func shippedRecipeIsValid() throws {
    let recipe = try Recipe.load(path: shippedRecipe)
    #expect(recipe.name == "bare-pcb")
    #expect(recipe.version >= 1)
    #expect(recipe.prepared().changedParameters.isEmpty)
  }

  @Test func folderStandsForItsRecipeFile() throws {
    let folder = (shippedRecipe as NSString).deletingLastPathComponent
    let byFile = try Recipe.load(path: shippedRecipe)
    for path in [folder, folder + "/"] {
      let byFolder = try Recipe.load(path: path)
      #expect(byFolder.path == shippedRecipe)
      #expect(byFolder.prepared() == byFile.prepared())
    }
  }

  @Test func whatIsLeftOutHasItsDefault() throws {
    let recipe = try recipe(head + "compare:\n  tolerance: 5px\n")
    var expected = RecipeValues()
    expected.compare.tolerance = 5
    #expect(recipe.values == expected)
  }

  @Test func groupsWithEverythingCommentedOutAreEmpty() throws {
    let recipe = try recipe(
      head
        + "description:\nmodels:\ncompare:\n  # tolerance: 5px\nblobs: ~x\n".replacing(
          "~x", with: ""))
    #expect(recipe.values == RecipeValues())
    #expect(recipe.description.isEmpty)
  }

  @Test func textsMayBeQuoted() throws {
    let recipe = try recipe(
      "format: 1\n\"name\": 'a: \"b\"'\nversion: \"7\"\ncompare: {tolerance: \"3px\", 'threshold': 7}"
    )
    #expect(recipe.name == "a: \"b\"")
    #expect(recipe.version == 7)
    #expect(recipe.values.compare.tolerance == 3)
    #expect(recipe.values.compare.threshold == 7)
  }

  @Test func byteOrderMarkAndCarriageReturnsAreAccepted() throws {
    let yaml = "\u{FEFF}" + (head + "compare:\n  tolerance: 4px\n").replacing("\n", with: "\r\n")
    #expect(try recipe(yaml).values.compare.tolerance == 4)
  }

  @Test func missingFileIsNamed() throws {
    try withTemporaryFolder { folder in
      #expect(
        problems(at: folder)
          == ["\(folder)/recipe.yaml: cannot be read: No such file or directory"])
      #expect(
        problems(at: folder + "/x.yaml")
          == ["\(folder)/x.yaml: cannot be read: No such file or directory"])
    }
  }

  @Test func devicesAndPipesAreNotRead() throws {
    #expect(problems(at: "/dev/zero") == ["/dev/zero: cannot be read: it is not a regular file"])
    try withTemporaryFolder { folder in
      let pipe = folder + "/recipe.yaml"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(problems(at: pipe) == ["\(pipe): cannot be read: it is not a regular file"])
    }
  }

  @Test func largeFileIsRefused() throws {
    try withTemporaryFolder { folder in
      let line = "# " + String(repeating: "x", count: 97) + "\n"
      let path = try write(String(repeating: line, count: 10_001), "recipe.yaml", in: folder)
      #expect(problems(at: path) == ["\(path): is larger than a recipe may be (1000000 bytes)"])
      let fits = try write(
        head + String(repeating: line, count: 9_999), "recipe.yaml", in: folder)
      #expect(problems(at: fits) == [])
    }
  }
}
