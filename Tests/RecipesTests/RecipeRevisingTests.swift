import Foundation
import Testing

@testable import Recipes

@Suite struct RecipeRevisingTests {
  private let date = Date(timeIntervalSince1970: 1_748_759_400)

  private func revise(
    _ yaml: String, _ overrides: [String], reason: String = "dust",
    _ check: (_ text: String, _ folder: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let path = try write(yaml, "recipe.yaml", in: folder)
      let recipe = try Recipe.load(path: path)
      let revision = try recipe.revise(
        to: recipe.applying(overrides: overrides), reason: reason, software: "s", date: date)
      #expect(revision.toVersion == revision.fromVersion + 1)
      let after = try Recipe.load(path: path)
      #expect(after.values == (try recipe.applying(overrides: overrides).values))
      #expect(after.prepared().sha256 == revision.recipeSHA256)
      try check(String(contentsOfFile: path, encoding: .utf8), folder)
    }
  }

  @Test func onlyTheValueAndTheVersionChange() throws {
    let yaml = """
      # A recipe.
      format: 1
      name: "a: b"   # the name
      version: 2     # raise it
      compare:
        # Why it is so.
        tolerance: 1px   # px, not mm
        growth: '3px'
      decide: # the verdict
          operatingPoint: "0.5" # half
      blobs:
        minimumArea: 2px²

      """
    let overrides = [
      "compare.tolerance=12px", "compare.growth=4px", "decide.operatingPoint=0.625",
    ]
    try revise(yaml, overrides) { text, _ in
      let expected = yaml.replacing("version: 2 ", with: "version: 3 ")
        .replacing("tolerance: 1px ", with: "tolerance: 12px ")
        .replacing("'3px'", with: "4px").replacing("\"0.5\" #", with: "0.625 #")
      #expect(text == expected)
    }
  }

  @Test func whatTheFileDoesNotSayIsAddedToItsGroup() throws {
    let yaml = head + "compare:\n    tolerance: 2px # two\n    # growth: 1px\nblobs:\n# end\n"
    let overrides = [
      "compare.growth=4px", "blobs.minimumArea=3px²", "decide.operatingPoint=0.4",
      "decide.reviewBand=0.1",
    ]
    try revise(yaml, overrides) { text, _ in
      #expect(
        text == """
          format: 1
          name: test
          version: 2
          compare:
              tolerance: 2px # two
              growth: 4px
              # growth: 1px
          blobs:
            minimumArea: 3px²
          # end

          decide:
            operatingPoint: 0.4
            reviewBand: 0.1

          """)
    }
  }

  @Test func lineEndsAndMarksStay() throws {
    let yaml = "\u{FEFF}format: 1\r\nname: ü\r\nversion: 9\r\ndecide:\r\n  window: 9px"
    try revise(yaml, ["decide.operatingPoint=0.4", "blobs.minimumArea=9px²"]) { _, folder in
      // As text, a byte order mark would be taken off.
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/recipe.yaml"))
      #expect(
        String(decoding: bytes, as: UTF8.self)
          == "\u{FEFF}format: 1\r\nname: ü\r\nversion: 10\r\ndecide:\r\n  window: 9px\r\n"
          + "  operatingPoint: 0.4\r\n\r\nblobs:\r\n  minimumArea: 9px²\r\n")
    }
  }

  @Test func theShippedRecipeCanBeRevised() throws {
    let yaml = try String(contentsOfFile: shippedRecipe, encoding: .utf8)
    let trees = packageFolder.appendingPathComponent("Models/bare-pcb/boards.trees.json").path
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(atPath: trees, toPath: folder + "/boards.trees.json")
      let path = try write(yaml, "recipe.yaml", in: folder)
      let recipe = try Recipe.load(path: path)
      let revised = try recipe.applying(
        overrides: Parameter.all.compactMap { parameter in
          parameter.key == "decide.operatingPoint" ? "\(parameter.key)=0.7" : nil
        } + ["blobs.minimumArea=3px²", "align.smoothness=61"])
      _ = try recipe.revise(to: revised, reason: "r", software: "s")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let (old, new) = (yaml.split(separator: "\n"), text.split(separator: "\n"))
      #expect(old.count == new.count && zip(old, new).count { $0 != $1 } == 4)
    }
  }

  @Test func theReasonIsKeptBesideTheRecipe() throws {
    try withTemporaryFolder { folder in
      let path = try write(head, "recipe.yaml", in: folder)
      for point in ["0.6", "0.7"] {
        let recipe = try Recipe.load(path: path)
        _ = try recipe.revise(
          to: recipe.applying(overrides: ["decide.operatingPoint=\(point)"]),
          reason: "\"quoted\"\nreason", software: "sightline 0", date: date)
      }
      let lines = try String(contentsOfFile: folder + "/changes.jsonl", encoding: .utf8)
        .split(separator: "\n")
      struct Line: Decodable {
        struct Change: Decodable, Equatable {
          var key, from, to: String
        }
        var time, recipe, reason, software, recipeHash: String
        var fromVersion, toVersion: Int
        var changes: [Change]
      }
      let read = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
      #expect(read.map(\.fromVersion) == [1, 2] && read.map(\.toVersion) == [2, 3])
      #expect(read[0].changes == [.init(key: "decide.operatingPoint", from: "0.5", to: "0.6")])
      #expect(read[1].changes == [.init(key: "decide.operatingPoint", from: "0.6", to: "0.7")])
      #expect(read[0].time == "2025-06-01T06:30:00Z" && read[0].reason == "\"quoted\"\nreason")
      #expect(read[1].recipeHash == (try Recipe.load(path: path).prepared().sha256))
    }
  }

  private func refusal(
    _ yaml: String, _ overrides: [String], reason: String = "r",
    before: (String) throws -> Void = { _ in }
  ) throws -> RecipeRevisionError? {
    var refused: RecipeRevisionError?
    try withTemporaryFolder { folder in
      let path = try write(yaml, "recipe.yaml", in: folder)
      let recipe = try Recipe.load(path: path)
      let revised = try recipe.applying(overrides: overrides)
      try before(path)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      do throws(RecipeRevisionError) {
        _ = try recipe.revise(to: revised, reason: reason, software: "s")
      } catch {
        refused = error
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      #expect(!FileManager.default.fileExists(atPath: folder + "/changes.jsonl"))
    }
    return refused
  }

  @Test func whatCannotBeRevisedStaysAsItIs() throws {
    let point = ["decide.operatingPoint=0.6"]
    #expect(try refusal(head, point, reason: " \n") == .noReason)
    guard case .nothingToChange = try refusal(head, ["decide.operatingPoint=0.5"]) else {
      Issue.record("nothing was changed")
      return
    }
    let changed = try refusal(head, point) { path in
      try Data((head + "decide:\n  window: 9px\n").utf8).write(to: URL(fileURLWithPath: path))
    }
    guard case .changedMeanwhile = changed else {
      Issue.record("a change went unnoticed")
      return
    }
    for yaml in [
      head + "decide: {operatingPoint: 0.5, window: 9px}\n",
      head + "decide: {}\n",
      head + "decide:\n  operatingPoint: >\n    0.5\n",
    ] {
      guard case .notEditable(_, "decide.operatingPoint", _) = try refusal(yaml, point) else {
        Issue.record("\(yaml) was edited")
        continue
      }
    }
    guard
      case .notEditable(_, "version", _) = try refusal("{format: 1, name: a, version: 1}\n", point)
    else {
      Issue.record("a recipe in braces was edited")
      return
    }
    // After the document's end nothing may be added, which shows when it is read back.
    #expect(try refusal(head + "...\n", point) != nil)
    #expect(
      try Recipe(name: "a", version: 1, values: RecipeValues()).refusedRevision
        == .noFile(recipe: "a"))
  }

  @Test func aListOfChangesThatCannotBeWrittenUndoesTheChange() throws {
    try withTemporaryFolder { folder in
      let path = try write(head, "recipe.yaml", in: folder)
      try FileManager.default.createDirectory(
        atPath: folder + "/changes.jsonl", withIntermediateDirectories: false)
      let recipe = try Recipe.load(path: path)
      #expect(throws: RecipeRevisionError.self) {
        try recipe.revise(
          to: recipe.applying(overrides: ["decide.operatingPoint=0.6"]), reason: "r", software: "s")
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == head)
    }
  }

  @Test func aSymbolicLinkStaysOne() throws {
    try withTemporaryFolder { folder in
      let path = try write(head, "real.yaml", in: folder)
      let link = folder + "/recipe.yaml"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      let recipe = try Recipe.load(path: folder)
      _ = try recipe.revise(
        to: recipe.applying(overrides: ["decide.operatingPoint=0.6"]), reason: "r", software: "s")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
      #expect(try Recipe.load(path: path).values.decide.operatingPoint == 0.6)
    }
  }
}

extension Recipe {
  /// Why the recipe, with nothing changed, is not revised.
  fileprivate var refusedRevision: RecipeRevisionError? {
    do throws(RecipeRevisionError) {
      _ = try revise(to: self, reason: "r", software: "s")
      return nil
    } catch {
      return error
    }
  }
}
