import Testing

@testable import Quality

struct AttributeAgreementTests {
  private typealias Study = AttributeAgreement<Bool>

  // AIAG, MSA, 4th edition, 2010, chapter III section C: of 50 parts in 3 trials the appraisers A, B
  // and C agreed with themselves on 42, 45 and 40; the manual gives these 95 % limits in percent.
  @Test(arguments: [(42, 71.0, 93.0), (45, 78.0, 97.0), (40, 66.0, 90.0)])
  func withinAppraiserLimitsAreThoseOfTheManual(agreed: Int, lower: Double, upper: Double) throws {
    let parts = (0..<50).map { i in
      Study.Part(name: "\(i)", judgements: [[true, true, i < agreed]])
    }
    let study = Study(appraisers: ["A"], parts: parts)
    let share = try #require(study.within(0))
    #expect(share.count == agreed && share.total == 50)
    #expect((100 * share.lower).rounded() == lower && (100 * share.upper).rounded() == upper)
    #expect(study.between == share)
    #expect(study.againstReference(0) == nil && study.againstReference == nil)
  }

  @Test func appraisersAreComparedWithEachOtherAndWithTheReference() throws {
    let study = Study(
      appraisers: ["line 1", "line 2"],
      parts: [
        .init(name: "a", judgements: [[true, true], [true, true]], reference: true),
        .init(name: "b", judgements: [[false, false], [true, true]], reference: false),
        .init(name: "c", judgements: [[false, true], [false, false]], reference: false),
        .init(name: "d", judgements: [[true, true], []], reference: nil),
      ])
    #expect(study.within(0) == ShareEstimate(3, of: 4))
    #expect(study.within(1) == ShareEstimate(3, of: 3))
    #expect(study.between == ShareEstimate(2, of: 4))
    #expect(study.againstReference(0) == ShareEstimate(2, of: 3))
    #expect(study.againstReference(1) == ShareEstimate(2, of: 3))
    #expect(study.againstReference == ShareEstimate(1, of: 3))
    #expect(
      study.kappaAgainstReference(0)
        == Kappa.cohen(
          [true, true, false, false, false, true], [true, true, false, false, false, false]))
    // Part d has fewer judgements than most and is left out.
    #expect(study.kappa == Kappa.fleiss(study.parts.prefix(3).map(\.all)))
    #expect(!study.parts[1].isAgreed && study.parts[0].isAgreed)
  }

  @Test func partsJudgedOnceSayNothingAboutRepeating() {
    let study = Study(parts: [.init(name: "a", judgements: [[true]], reference: true)])
    #expect(study.within(0) == nil && study.between == nil && study.kappa == nil)
    #expect(study.againstReference(0) == ShareEstimate(1, of: 1))
  }
}
