import Testing

@testable import Recipes

/// Messages about keys and values, each as an engineer sees it.
@Suite struct RecipeProblemTests {
  private func problem(_ group: String, _ line: String) -> [String] {
    problems(head + "\(group):\n  \(line)\n")
  }

  @Test func missingKeysAreNamedWithAnExample() {
    #expect(
      problems("compare: {}\n") == [
        "r.yaml: format: is missing; add a line such as `format: 1`",
        "r.yaml: name: is missing; add a line such as `name: bare-pcb`",
        "r.yaml: version: is missing; add a line such as `version: 1`",
      ])
  }

  @Test func headIsChecked() {
    #expect(
      problems("format: x\nname: ''\nversion: 0\n") == [
        "r.yaml:1: format: \"x\" is not a whole number; allowed: 1",
        "r.yaml:2: name: has no value; allowed: 1 to 100 characters on one line",
        "r.yaml:3: version: 0 is out of range; allowed: 1 to 1000000000",
      ])
    #expect(
      problems("format: 0\nname: \"a\\nb\"\nversion: 1.5\ndescription: [a]\n") == [
        "r.yaml:1: format: 0 is out of range; allowed: 1",
        "r.yaml:2: name: \"a\\u{a}b\" is not a name; allowed: 1 to 100 characters on one line",
        "r.yaml:3: version: \"1.5\" is not a whole number; allowed: 1 to 1000000000",
        "r.yaml:4: description: expected one value (text), found a list",
      ])
    let long = String(repeating: "n", count: 101)
    #expect(
      problems("format: 1\nname: \(long)\nversion: 1\n") == [
        "r.yaml:2: name: \"\(long.prefix(60))…\" is not a name; "
          + "allowed: 1 to 100 characters on one line"
      ])
  }

  @Test func newerFormatIsTheOnlyProblem() {
    #expect(
      problems("format: 2\nsomething: new\nversion: x\n") == [
        "r.yaml:1: format: recipe format 2 is newer than this program reads (1); update Sightline"
      ])
  }

  @Test func unknownKeysNameTheNearest() {
    #expect(
      problem("compare", "tolerence: 2px")
        == ["r.yaml:5: compare.tolerence: unknown key; did you mean compare.tolerance?"])
    #expect(
      problem("compare", "minimumArea: 6px²")
        == ["r.yaml:5: compare.minimumArea: unknown key; did you mean blobs.minimumArea?"])
    #expect(
      problem("compare", "zzz: 1")
        == [
          "r.yaml:5: compare.zzz: unknown key; known here: "
            + Parameter.all.filter { $0.group == .compare }.map(\.name).joined(separator: ", ")
        ])
    #expect(
      problems(head + "Compare: {}\n") == ["r.yaml:4: Compare: unknown key; did you mean compare?"])
    #expect(
      problems(head + "tolerance: 2px\n")
        == ["r.yaml:4: tolerance: unknown key; did you mean compare.tolerance?"])
    #expect(
      problems(head + "qqqqqqqq: 1\n") == [
        "r.yaml:4: qqqqqqqq: unknown key; known here: format, name, version, description, models, "
          + "regions, serial, lot, part, input, health, align, compare, blobs, decide"
      ])
    #expect(
      problems(head + "compare.tolerance: 2px\n") == [
        "r.yaml:4: compare.tolerance: parameters stand inside their group; "
          + "write `tolerance:` indented below `compare:`"
      ])
  }

  @Test func shapesAreChecked() {
    #expect(
      problem("compare", "tolerance: [2px]")
        == [
          "r.yaml:5: compare.tolerance: expected one value (0px to 31px), found a list"
        ])
    #expect(
      problem("input", "exifOrientation: {a: true}")
        == [
          "r.yaml:5: input.exifOrientation: expected one value (true or false), found a mapping"
        ])
    #expect(
      problems(head + "compare: 2px\n")
        == ["r.yaml:4: compare: expected a mapping of keys to values, found \"2px\""])
    #expect(
      problem("compare", "tolerance:")
        == ["r.yaml:5: compare.tolerance: has no value; allowed: 0px to 31px"])
  }

  @Test func lengthsNeedTheirUnit() {
    #expect(
      problem("compare", "tolerance: 2")
        == ["r.yaml:5: compare.tolerance: 2 has no unit; write 2px (allowed: 0px to 31px)"])
    #expect(
      problem("compare", "tolerance: 2cm")
        == ["r.yaml:5: compare.tolerance: 2cm has the unknown unit cm; units: px, mm, µm"])
    #expect(
      problem("compare", "tolerance: 0.05mm") == [
        "r.yaml:5: compare.tolerance: 0.05mm needs the size of a pixel; "
          + "give part.pixelSize (such as 20µm), or write it in px"
      ])
    #expect(
      problem("blobs", "minimumArea: 6")
        == [
          "r.yaml:5: blobs.minimumArea: 6 has no unit; write 6px² (allowed: 1px² to 1000000px²)"
        ])
    #expect(
      problem("blobs", "minimumArea: 6px")
        == [
          "r.yaml:5: blobs.minimumArea: 6px has the unknown unit px; units: px², mm², µm²"
        ])
    #expect(
      problem("input", "maximumFileBytes: 64000000")
        == [
          "r.yaml:5: input.maximumFileBytes: 64000000 has no unit; write 64MB "
            + "(allowed: 0.001MB to 4000MB)"
        ])
  }

  @Test func plainNumbersTakeNoUnit() {
    #expect(
      problem("compare", "threshold: 128px")
        == [
          "r.yaml:5: compare.threshold: 128px has a unit, and there is none here; "
            + "write it without px (allowed: 1 to 255)"
        ])
  }

  @Test func rangesAreChecked() {
    #expect(
      problem("compare", "tolerance: 33px")
        == ["r.yaml:5: compare.tolerance: 33px is out of range; allowed: 0px to 31px"])
    #expect(
      problem("compare", "tolerance: -1px")
        == ["r.yaml:5: compare.tolerance: -1px is out of range; allowed: 0px to 31px"])
    #expect(
      problem("decide", "operatingPoint: 1.0001")
        == ["r.yaml:5: decide.operatingPoint: 1.0001 is out of range; allowed: 0 to 1"])
    #expect(
      problem("decide", "operatingPoint: 1e999")
        == ["r.yaml:5: decide.operatingPoint: 1e999 is out of range; allowed: 0 to 1"])
    #expect(
      problems(head + "part:\n  pixelSize: 20µm\ncompare:\n  tolerance: 1mm\n") == [
        "r.yaml:7: compare.tolerance: 1mm (50px) is out of range; allowed: 0px to 31px"
      ])
  }

  @Test func wholeNumbersAreWhole() {
    #expect(
      problem("compare", "tolerance: 2.5px")
        == ["r.yaml:5: compare.tolerance: 2.5px is not a whole number; allowed: 0px to 31px"])
    #expect(
      problem("input", "maximumScans: 0.5")
        == ["r.yaml:5: input.maximumScans: 0.5 is not a whole number; allowed: 1 to 10000"])
  }

  @Test func numbersAreDecimal() {
    for text in ["0,5", "0x1", ".inf", ".nan", "nan", "1_0", "1:30", "½", "--1", ".5", "1.", "1 2"]
    {
      #expect(
        problem("decide", "operatingPoint: \(text)")
          == ["r.yaml:5: decide.operatingPoint: \"\(text)\" is not a number; allowed: 0 to 1"])
    }
    #expect(
      problem("input", "maximumScans: many")
        == ["r.yaml:5: input.maximumScans: \"many\" is not a whole number; allowed: 1 to 10000"])
    #expect(
      problem("compare", "threshold: black")
        == ["r.yaml:5: compare.threshold: \"black\" is not a whole number; allowed: 1 to 255"])
    #expect(
      problem("compare", "tolerance: px")
        == ["r.yaml:5: compare.tolerance: \"px\" is not a length; allowed: 0px to 31px"])
  }

  @Test func switchesAreTrueOrFalse() {
    for text in ["yes", "on", "True", "1", "~"] {
      #expect(
        problem("input", "exifOrientation: \(text)")
          == [
            "r.yaml:5: input.exifOrientation: \"\(text)\" is not a switch; allowed: true or false"
          ])
    }
  }

  @Test func choicesAreListed() throws {
    let parameters = Parameter.all + [.choice("compare.shade", \.shade, "Shade of the conductor.")]
    #expect(
      problems(head + "compare:\n  shade: blue\n", parameters: parameters)
        == [
          "r.yaml:5: compare.shade: \"blue\" is not a known choice; allowed: one of dark, bright"
        ])
    let bright = try recipe(head + "compare:\n  shade: bright\n", parameters: parameters)
    #expect(bright.values.shade == .bright)
    #expect(bright.prepared().effectiveParameters.contains(#""compare.shade":"bright""#))
  }

  @Test func messagesStayOnOneLineAndHarmless() {
    let lines = problem("compare", "tolerance: \"2\\e[31m\\npx\"")
    #expect(
      lines == [
        "r.yaml:5: compare.tolerance: \"2\\u{1b}[31m\\u{a}px\" is not a length; "
          + "allowed: 0px to 31px"
      ])
  }

  @Test func everythingIsReportedAtOnceInTheOrderOfTheFile() {
    let yaml = """
      format: 1
      nme: test
      compare:
        tolerance: 2
        threshold: 400
      decide:
        operatingPoint: high
      version: 1
      """
    #expect(
      problems(yaml, overrides: ["align.searchRadius=99px", "nonsense"]) == [
        "r.yaml: name: is missing; add a line such as `name: bare-pcb`",
        "r.yaml:2: nme: unknown key; did you mean name?",
        "r.yaml:4: compare.tolerance: 2 has no unit; write 2px (allowed: 0px to 31px)",
        "r.yaml:5: compare.threshold: 400 is out of range; allowed: 1 to 255",
        "r.yaml:7: decide.operatingPoint: \"high\" is not a number; allowed: 0 to 1",
        "--set: \"nonsense\" is not of the form key=value, such as compare.tolerance=2px",
        "--set align.searchRadius: 99px is out of range; allowed: 1px to 15px",
      ])
  }

  @Test func errorIsItsProblemsLineByLine() {
    #expect(throws: RecipeError.self) { try recipe("format: 1") }
    do throws(RecipeError) {
      _ = try recipe("format: 1")
    } catch {
      #expect(
        error.description
          == "r.yaml: name: is missing; add a line such as `name: bare-pcb`\n"
          + "r.yaml: version: is missing; add a line such as `version: 1`")
      #expect(error.problems.first?.key == "name")
      #expect(error.problems.first?.location == .file("r.yaml", line: nil))
      #expect(error.problems.first?.kind == .missingKey(example: "name: bare-pcb"))
    }
  }
}

/// A choice for the tests of choices, kept in a switch.
enum Shade: String, CaseIterable {
  case dark
  case bright
}

extension RecipeValues {
  var shade: Shade {
    get { input.exifOrientation ? .bright : .dark }
    set { input.exifOrientation = newValue == .bright }
  }
}
