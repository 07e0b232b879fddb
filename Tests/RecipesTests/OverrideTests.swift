import Testing

@testable import Recipes

@Suite struct OverrideTests {
  private let plain = head + "compare:\n  tolerance: 4px\n"

  @Test func overrideReplacesTheValueOfTheFile() throws {
    let recipe = try recipe(plain).applying(overrides: ["compare.tolerance=3px"])
    #expect(recipe.values.compare.tolerance == 3)
    #expect(recipe.fileValues.compare.tolerance == 4)
    #expect(recipe.prepared().changedParameters == ["compare.tolerance"])
  }

  @Test func everyParameterCanBeOverridden() throws {
    let recipe = try recipe(plain)
    for parameter in Parameter.all {
      // What has no default: the size of a pixel, and how often the same picture may come.
      let isLength = parameter.unit == .millimetres
      let text = parameter.defaultText ?? (isLength ? "20µm" : "3")
      let changed = try recipe.applying(overrides: ["\(parameter.key)=\(text)"])
      #expect(
        parameter.text(in: changed.values)
          == parameter.defaultText ?? (isLength ? "0.02mm" : "3"))
    }
  }

  @Test func blanksAroundKeyAndValueDoNotMatter() throws {
    let recipe = try recipe(
      plain, overrides: [" compare.tolerance =  3 px ", "blobs.minimumArea=7px2"])
    #expect(recipe.values.compare.tolerance == 3)
    #expect(recipe.values.blobs.minimumArea == 7)
  }

  @Test func lastOverrideOfAKeyCounts() throws {
    let once = try recipe(plain, overrides: ["compare.tolerance=3px", "compare.tolerance=5px"])
    #expect(once.values.compare.tolerance == 5)
    let twice = try once.applying(overrides: ["compare.tolerance=6px", "compare.threshold=9"])
    #expect(twice.values.compare.tolerance == 6)
    #expect(twice.values.compare.threshold == 9)
    #expect(twice.prepared().changedParameters == ["compare.threshold", "compare.tolerance"])
  }

  @Test func overrideWithTheValueOfTheFileChangesNothing() throws {
    let recipe = try recipe(plain)
    let same = try recipe.applying(overrides: ["compare.tolerance=4.0px"])
    #expect(same.prepared() == recipe.prepared())
  }

  @Test func sizeOfAPixelMayComeFromTheCommandLine() throws {
    let yaml = head + "compare:\n  tolerance: 0.06mm\n"
    let recipe = try recipe(yaml, overrides: ["part.pixelSize=20um"])
    #expect(recipe.values.compare.tolerance == 3)
    #expect(recipe.prepared().changedParameters == ["part.pixelSize", "compare.tolerance"])
    #expect(try recipe.applying(overrides: ["part.pixelSize=30um"]).values.compare.tolerance == 2)
  }

  @Test func badOverridesNameTheOptionAllAtOnce() {
    let overrides = [
      "compare.tolerance", "=3px", "compare.tolerence=3px", "tolerance=3px", "xxxxxxxx.yyyyyyyy=1",
      "name=x", "models[0]=x", "compare.threshold=", "compare.tolerance=a=b", "blobs=1",
    ]
    let lines = problems(plain, overrides: overrides)
    let known = Parameter.all.map(\.key).joined(separator: ", ")
    #expect(
      lines == [
        "--set: \"compare.tolerance\" is not of the form key=value, such as compare.tolerance=2px",
        "--set: \"=3px\" is not of the form key=value, such as compare.tolerance=2px",
        "--set compare.tolerence: unknown key; did you mean compare.tolerance?",
        "--set tolerance: unknown key; did you mean compare.tolerance?",
        "--set xxxxxxxx.yyyyyyyy: unknown key; known here: \(known)",
        "--set name: only parameters can be set here; change it in the recipe file",
        "--set models[0]: only parameters can be set here; change it in the recipe file",
        "--set blobs: unknown key; known here: \(known)",
        "--set compare.threshold: has no value; allowed: 1 to 255",
        "--set compare.tolerance: \"a=b\" is not a length; allowed: 0px to 31px",
      ])
  }

  @Test func overrideDoesNotHideAWrongLine() {
    #expect(
      problems(head + "compare:\n  tolerance: 2\n", overrides: ["compare.tolerance=2px"])
        == ["r.yaml:5: compare.tolerance: 2 has no unit; write 2px (allowed: 0px to 31px)"])
  }
}
