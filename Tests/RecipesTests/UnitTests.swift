import Testing

@testable import Recipes

@Suite struct UnitTests {
  private let real = Parameter.number(
    "align.real", \.align.smoothness, .pixels, 0...100, "A length.")

  private func pixels(_ text: String, pixelSize: Double?) throws -> Double {
    var values = RecipeValues()
    values.part.pixelSize = pixelSize
    try real.read(text, into: &values)
    return values.align.smoothness
  }

  @Test func lengthsOnThePartBecomePixels() throws {
    #expect(try pixels("2.5px", pixelSize: nil) == 2.5)
    #expect(try pixels("2.5 px", pixelSize: nil) == 2.5)
    #expect(try pixels("2.5e0px", pixelSize: nil) == 2.5)
    #expect(try pixels("0.05mm", pixelSize: 0.02) == 2.5)
    #expect(try pixels("0.06mm", pixelSize: 0.02) == 3)
    for spelling in ["50µm", "50μm", "50um", "50 um"] {
      #expect(try pixels(spelling, pixelSize: 0.02) == 2.5)
    }
  }

  @Test func wholePixelsAreRounded() throws {
    let recipe = try recipe(
      head
        + "part:\n  pixelSize: 20µm\ncompare:\n  tolerance: 0.049mm\nblobs:\n  minimumArea: 0.01mm²\n"
    )
    #expect(recipe.values.part.pixelSize == 0.02)
    #expect(recipe.values.compare.tolerance == 2)
    #expect(recipe.values.blobs.minimumArea == 25)
  }

  @Test func areasTakeEverySpelling() throws {
    for text in ["7px²", "7px2", "7 px²", "2800µm²", "2800um2", "0.0028mm²", "0.0028mm2"] {
      let recipe = try recipe(
        head + "part:\n  pixelSize: 0.02mm\nblobs:\n  minimumArea: \(text)\n")
      #expect(recipe.values.blobs.minimumArea == 7)
    }
  }

  @Test func amountsTakeEverySpelling() throws {
    let recipe = try recipe(
      head + """
        input:
          maximumFileBytes: 1.5MB
          maximumAncillaryChunkBytes: 64kB
          maximumPixels: 12.5 megapixels
        """)
    #expect(recipe.values.input.limits.maximumFileBytes == 1_500_000)
    #expect(recipe.values.input.limits.maximumAncillaryChunkBytes == 64_000)
    #expect(recipe.values.input.limits.maximumPixels == 12_500_000)
    let bytes = try recipe.applying(overrides: ["input.maximumFileBytes=1234567B"])
    #expect(bytes.values.input.limits.maximumFileBytes == 1_234_567)
  }

  @Test func canonicalTextReadsBackAsTheSameValue() throws {
    var generator = SplitMix64(state: 7)
    for _ in 0..<2000 {
      let value = Double.random(in: 0...100, using: &generator)
      #expect(try pixels(real.unit.text(value), pixelSize: nil) == value)
      let bytes = Int.random(in: 1_000...4_000_000_000, using: &generator)
      var values = RecipeValues()
      let parameter = try #require(
        Parameter.all.first { $0.key == "input.maximumFileBytes" })
      try parameter.read(parameter.unit.text(Double(bytes)), into: &values)
      #expect(values.input.limits.maximumFileBytes == bytes)
    }
  }

  @Test func numbersHaveOneText() {
    #expect(NumberText.text(0) == "0")
    #expect(NumberText.text(-0.0) == "0")
    #expect(NumberText.text(2) == "2")
    #expect(NumberText.text(-2.5) == "-2.5")
    #expect(NumberText.text(100_000) == "100000")
    #expect(NumberText.text(0.1) == "0.1")
    #expect(NumberText.text(1e-6) == "1e-06")
    #expect(NumberText.text(1e300) == "1e+300")
  }

  @Test func leadingNumbersAreSplitFromTheirUnit() {
    func split(_ text: String) -> String? {
      NumberText.leadingNumber(text[...]).map { "\($0.value)|\($0.rest)" }
    }
    #expect(split("12") == "12.0|")
    #expect(split("-1.5 mm") == "-1.5|mm")
    #expect(split("+2e3px") == "2000.0|px")
    #expect(split("2e") == "2.0|e")
    #expect(split("2e+") == "2.0|e+")
    #expect(split("1,5") == "1.0|,5")
    #expect(split("") == nil)
    #expect(split("-") == nil)
    #expect(split(".5") == nil)
    #expect(split("1.px") == nil)
    #expect(split("٣") == nil)
  }
}
