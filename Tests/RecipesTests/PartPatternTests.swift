import Testing

@testable import Recipes

@Suite struct PartPatternTests {
  @Test func patternsAreReadWrittenAndNoPartOfTheHash() throws {
    let plain = try recipe(head)
    let text = head + "serial: 'SN(\\d+)'\nlot: \"L\\\\d\"\n"
    let found = try recipe(text)
    #expect(found.serialPattern == "SN(\\d+)" && found.lotPattern == "L\\d")
    #expect(plain.serialPattern == nil && plain.lotPattern == nil)
    #expect(found.prepared().sha256 == plain.prepared().sha256)
    let written = try recipe(found.yaml())
    #expect(written.serialPattern == found.serialPattern && written.lotPattern == "L\\d")
    #expect(try found.applying(overrides: ["decide.operatingPoint=0.7"]).lotPattern == "L\\d")
  }

  @Test func whatIsNoPatternIsRefused() {
    #expect(problems(head + "serial: 'SN('\n").count == 1)
    #expect(problems(head + "lot:\n").count == 1)
    #expect(problems(head + "lot: [a]\n").count == 1)
  }

  @Test func thresholdsAreTheDecidingLimitsAndWhatOverridesChanged() throws {
    let changed = try recipe(
      head, overrides: ["decide.operatingPoint=0.7", "align.minimumOverlap=0.4"])
    let thresholds = changed.prepared().thresholds
    #expect(
      thresholds.hasPrefix(
        #"{"changed":{"align.minimumOverlap":0.4,"decide.operatingPoint":0.7},"limits":{"decide."#))
    #expect(try recipe(head).prepared().thresholds.hasPrefix(#"{"changed":{},"limits":{"#))
  }
}
