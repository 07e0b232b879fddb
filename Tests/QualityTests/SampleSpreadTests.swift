import Testing

@testable import Quality

struct SampleSpreadTests {
  @Test func spreadIsThatOfTheSample() {
    let spread = SampleSpread([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(spread.count == 8 && spread.mean == 5 && spread.least == 2 && spread.most == 9)
    #expect(spread.deviation == (32.0 / 7).squareRoot())
    #expect(spread.variation == (32.0 / 7).squareRoot() / 5)
  }

  @Test func oneValueHasNoSpread() {
    #expect(SampleSpread([3]).deviation == nil && SampleSpread([3]).variation == nil)
    #expect(SampleSpread([]).mean == 0 && SampleSpread([-1, 1]).variation == nil)
  }
}
