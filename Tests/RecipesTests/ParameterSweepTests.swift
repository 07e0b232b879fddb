import Testing

@testable import Recipes

@Suite struct ParameterSweepTests {
  private func sweep(_ text: String) throws -> [String] {
    try ParameterSweep(text, for: recipe(head + "part:\n  pixelSize: 0.02mm\n")).values
  }

  private func refusal(_ text: String) throws -> ParameterSweepError? {
    let recipe = try recipe(head)
    do throws(ParameterSweepError) {
      _ = try ParameterSweep(text, for: recipe)
      return nil
    } catch {
      return error
    }
  }

  @Test func rangesGoUpToTheirEndInSteps() throws {
    #expect(try sweep("compare.tolerance=1px:3px:1px") == ["1px", "2px", "3px"])
    #expect(try sweep(" compare.tolerance = 0:5:2px ") == ["0px", "2px", "4px"])
    #expect(try sweep("decide.reviewBand=0:0.3:0.1") == ["0", "0.1", "0.2", "0.3"])
    #expect(try sweep("align.smoothness=10:10:5") == ["10"])
    #expect(try sweep("compare.tolerance=0.02mm:0.06mm:0.02mm") == ["0.02mm", "0.04mm", "0.06mm"])
  }

  @Test func listsAreTakenAsTheyAre() throws {
    #expect(try sweep("compare.tolerance=3px, 1px") == ["3px", "1px"])
    #expect(try sweep("input.exifOrientation=true,false") == ["true", "false"])
    #expect(try sweep("compare.tolerance=3px") == ["3px"])
  }

  @Test func whatIsNoSweepIsRefusedWithAReason() throws {
    for text in ["", "compare.tolerance", "=1px", "a=1:2", "a=1:2:3:4", "a=x:2:1", "a=1,1", "a=1,"]
    {
      #expect(try refusal(text) == .malformed(text), "\(text)")
    }
    #expect(try refusal("a=1px:2mm:1px") == .mixedUnits("a=1px:2mm:1px"))
    for text in ["a=3:1:1", "a=1:3:0", "a=1:3:-1"] {
      #expect(try refusal(text) == .emptyRange(text))
    }
    #expect(try refusal("a=0:1:0.0001") == .tooManyValues("a=0:1:0.0001", limit: 1000))
    #expect(
      try refusal("compare.tolerence=1px:2px:1px")?.description
        == "--parameter compare.tolerence: unknown key; did you mean compare.tolerance?")
    #expect(
      try refusal("compare.tolerance=1px:99px:1px")?.description
        == "--parameter compare.tolerance: 32px is out of range; allowed: 0px to 31px")
    #expect(
      try refusal("compare.tolerance=0.02mm")?.description.contains("size of a pixel") == true)
  }
}
