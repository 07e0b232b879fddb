import Foundation
import Testing

@testable import Recipes

@Suite struct ModelFileTests {
  private let hashOfM = "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a"

  @Test func modelsAreFoundBesideTheRecipeAndHashed() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/sub", withIntermediateDirectories: true)
      try write("m", "a.png", in: folder)
      try write("", "sub/b.bin", in: folder)
      let path = try write(
        head
          + "models:\n  - file: a.png\n    sha256: \(hashOfM.uppercased())\n  - {file: sub/b.bin}\n",
        "recipe.yaml", in: folder)
      let models = try Recipe.load(path: path).models
      #expect(models.map(\.file) == ["a.png", "sub/b.bin"])
      #expect(models.map(\.path) == [folder + "/a.png", folder + "/sub/b.bin"])
      #expect(
        models.map(\.sha256) == [
          hashOfM, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ])
    }
  }

  @Test func modelContentsAreInTheHashAndPlacesAreNot() throws {
    func hash(_ contents: String, file: String) throws -> String {
      var hash = ""
      try withTemporaryFolder { folder in
        try write(contents, file, in: folder)
        try write(head + "models:\n  - file: \(file)\n", "recipe.yaml", in: folder)
        hash = try Recipe.load(path: folder).prepared().sha256
      }
      return hash
    }
    let one = try hash("m", file: "a.png")
    #expect(try hash("m", file: "a.png") == one)
    #expect(try hash("n", file: "a.png") != one)
    #expect(try recipe(head).prepared().sha256 != one)
  }

  @Test func wrongModelsAreAllReported() throws {
    try withTemporaryFolder { folder in
      try write("m", "a.png", in: folder)
      try FileManager.default.createDirectory(
        atPath: folder + "/sub", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/out.png", withDestinationPath: "/etc/hostname")
      let wrong = String(repeating: "0", count: 64)
      let path = try write(
        head + """
          models:
            - file: ../a.png
            - file: /etc/hostname
            - file: out.png
            - file: missing.png
            - file: sub
            - file: a.png
              sha256: \(wrong)
            - file: a.png
              sha256: abc
            - sha256: \(wrong)
            - file: a.png
              sha: \(wrong)
            - a.png
            - file: [a.png]
          """, "recipe.yaml", in: folder)
      func outside(_ line: Int, _ index: Int, _ file: String) -> String {
        "\(path):\(line): models[\(index)].file: \"\(file)\" does not lie in the recipe's folder; "
          + "put the model beside the recipe and name it relative to that"
      }
      #expect(
        problems(at: path) == [
          outside(5, 0, "../a.png"),
          outside(6, 1, "/etc/hostname"),
          outside(7, 2, "out.png"),
          "\(path):8: models[3].file: \"missing.png\" cannot be read: No such file or directory",
          "\(path):9: models[4].file: \"sub\" cannot be read: it is not a regular file",
          "\(path):10: models[5].file: \"a.png\" has SHA-256 \(hashOfM), but the recipe says "
            + "\(wrong.prefix(60))…; the model is not the one this recipe was made with",
          "\(path):13: models[6].sha256: \"abc\" is not a SHA-256; allowed: 64 hexadecimal digits",
          "\(path):14: models[7].file: is missing; add a line such as `file: reference.png`",
          "\(path):16: models[8].sha: unknown key; known here: file, sha256",
          "\(path):17: models[9]: expected a mapping of keys to values, found \"a.png\"",
          "\(path):18: models[10].file: expected one value (a file name), found a list",
        ])
    }
  }

  @Test func modelsAreAList() {
    #expect(
      problems(head + "models: a.png\n")
        == [
          "r.yaml:4: models: expected a list of entries `- file: NAME`, found \"a.png\""
        ])
  }
}
