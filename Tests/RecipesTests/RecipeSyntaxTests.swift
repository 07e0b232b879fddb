import Testing

@testable import Recipes

@Suite struct RecipeSyntaxTests {
  @Test func textThatIsNotUTF8IsRefusedWithItsLine() {
    #expect(
      problems(bytes: Array("format: 1\nname: ".utf8) + [0xE4, 0x0A])
        == ["r.yaml:2: is not UTF-8 text; save the file as UTF-8"])
    #expect(
      problems(bytes: [0xFF, 0xFE, 0x66, 0x00])
        == ["r.yaml:1: is not UTF-8 text; save the file as UTF-8"])
  }

  @Test func syntaxErrorsNameTheLine() {
    #expect(
      problems(head + "compare:\n  tolerance: [2px\n")
        == [
          "r.yaml:6: is not valid YAML: did not find expected ',' or ']' "
            + "while parsing a flow sequence that begins in line 5"
        ])
    #expect(
      problems(head + "compare:\n\ttolerance: 2px\n")
        == [
          "r.yaml:5: is not valid YAML: found character that cannot start any token "
            + "while scanning for the next token that begins in line 5"
        ])
    #expect(
      problems(head + "\u{1}")
        == ["r.yaml:4: is not valid YAML: control characters are not allowed"])
  }

  @Test func secondDocumentIsRefused() {
    #expect(
      problems(head + "---\nname: b\n").first?.hasPrefix(
        "r.yaml:4: is not valid YAML: but found another document") == true)
  }

  @Test func onlyMappingsAreRecipes() {
    let start = "a recipe is a mapping of keys to values such as `format: 1`, not "
    #expect(problems("") == ["r.yaml: \(start)an empty file"])
    #expect(problems("# nothing\n") == ["r.yaml: \(start)an empty file"])
    #expect(problems("\n- 1\n") == ["r.yaml:2: \(start)a list"])
    #expect(problems("hello") == ["r.yaml:1: \(start)\"hello\""])
    #expect(problems("---\n") == ["r.yaml:2: \(start)nothing"])
  }

  @Test func anchorsAndAliasesAreRefused() {
    let message =
      "anchors and aliases (&name, *name) are not allowed in recipes; "
      + "write the value out, and put a text that begins with & or * in quotes"
    #expect(
      problems(head + "compare:\n  tolerance: &a 2px\nblobs:\n  mergeDistance: *a\n")
        == ["r.yaml:5: \(message)"])
    #expect(
      problems(head + "align: &x\n  globalSearch: 16px\n") == ["r.yaml:4: \(message)"])
  }

  @Test func asterisksInCommentsAreNoAliases() {
    #expect(problems(head + String(repeating: "# *very* *important*\n", count: 50)) == [])
  }

  @Test func aliasBombsAreRefusedUnexpanded() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    // As a key the parser would have to expand it to see whether it is given twice.
    #expect(problems(bomb + "? *a9\n: 1\n").allSatisfy { $0.contains("anchors and aliases") })
    #expect(problems(bomb).count == 1)
  }

  @Test func tagsAreRefused() {
    func message(_ tag: String) -> String {
      "tags such as \(tag) are not allowed in recipes; write the value without it"
    }
    #expect(
      problems(head + "compare:\n  threshold: !!int 12\n  tolerance: !x 2px\n")
        == ["r.yaml:5: \(message("!!int"))", "r.yaml:6: \(message("!x"))"])
    #expect(problems(head + "compare: !!map {threshold: 1}\n") == ["r.yaml:4: \(message("!!map"))"])
    #expect(problems(head + "models: !!seq []\n") == ["r.yaml:4: \(message("!!seq"))"])
    #expect(problems(head + "description: !!str x\n") == ["r.yaml:4: \(message("!!str"))"])
  }

  @Test(arguments: [9, 400, 990])
  func deepNestingIsRefused(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(problems(head + "x: \(text)").contains("r.yaml:4: is nested more than 8 levels deep"))
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func bottomlessNestingIsRefused(opening: String) {
    let text = String(repeating: opening, count: 200_000)
    #expect(problems(text) == ["r.yaml:1: is not valid YAML: nested too deeply"])
  }

  @Test func keysMustBeText() {
    #expect(problems(head + "? [a]\n: 1\n") == ["r.yaml:4: a key must be plain text"])
    #expect(problems(head + "compare:\n  {a: b}: 1\n") == ["r.yaml:5: a key must be plain text"])
  }

  @Test func duplicateKeysAreAllReported() {
    let yaml = """
      format: 1
      name: test
      version: 1
      compare:
        tolerance: 2px
        "tolerance": 3px
        threshold: 999
        'tolerance': 4px
      name: other
      compare:
        threshold: 1
      """
    #expect(
      problems(yaml) == [
        "r.yaml:6: compare.tolerance: is given twice, first in line 5",
        "r.yaml:7: compare.threshold: 999 is out of range; allowed: 1 to 255",
        "r.yaml:8: compare.tolerance: is given twice, first in line 5",
        "r.yaml:9: name: is given twice, first in line 2",
        "r.yaml:10: compare: is given twice, first in line 4",
      ])
    let windows = problems(yaml.replacing("\n", with: "\r\n"))
    #expect(windows == problems(yaml))
  }

  @Test func duplicatesThatCannotBeToldApartAreReportedTogether() {
    #expect(
      problems(head + "? [a]\n: 1\n? [a]\n: 2\n").first?.hasPrefix(
        "r.yaml:4: is not valid YAML: a key is given twice") == true)
    let many = (0..<30).map { _ in "a: 1\n" }.joined()
    #expect(problems(head + many) == ["r.yaml:24: is not valid YAML: a key is given twice: a"])
  }

  @Test func listEndsAtAHundredProblems() {
    let many = (0..<500).map { "unknown\($0): 1\n" }.joined()
    let lines = problems(head + many)
    #expect(lines.count == 101)
    #expect(lines.contains("r.yaml: more than 100 problems; the rest is not listed"))
  }
}
