import Testing

@testable import Recipes

@Suite struct RecipeWarningTests {
  @Test func whatIsHardlyMeantIsSaid() throws {
    let warnings = try recipe(
      head + """
        decide:
          operatingPoint: 0.9995
        blobs:
          minimumArea: 1200px²
        """
    ).warnings
    #expect(warnings == [.unreachablePoint("0.9995"), .largeArea(1200)])
    #expect(
      warnings.map(\.description) == [
        "decide.operatingPoint is 0.9995: hardly any confidence reaches that, so that parts pass "
          + "whatever is on them; usual is 0.5",
        "blobs.minimumArea is 1200 px²: every defect smaller than that passes",
      ])
  }

  @Test func aRecipeThatIsMeantHasNone() throws {
    #expect(try Recipe.load(path: shippedRecipe).warnings == [])
  }

  @Test func whatHasNoEffectIsNamed() {
    let one = RecipeWarning.noEffect(keys: ["a.b"], method: "texture")
    #expect("\(one)" == "a.b has no effect with compare.method: texture")
    let two = RecipeWarning.noEffect(keys: ["a.b", "a.c"], method: "texture")
    #expect("\(two)" == "a.b, a.c have no effect with compare.method: texture")
    #expect(
      "\(RecipeWarning.littleJudged(percent: 7))"
        == "only 7 % of the reference is judged: masks, regions and compare.unstableLimit leave the "
        + "rest out, and whatever is there passes")
  }
}
