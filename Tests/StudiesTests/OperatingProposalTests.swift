import Decision
import Testing

@testable import Studies

struct OperatingProposalTests {
  @Test func partsThatCanBeToldApartGetTheMiddleOfTheGap() throws {
    let proposal = try #require(
      OperatingProposal(parts(good: [0.1, nil, 0.3], bad: [0.7, 0.95]), reviewBand: 0))
    #expect(proposal.gapStart == 0.3 && proposal.gapEnd == 0.7)
    #expect(proposal.operatingPoint == 0.5)
    #expect(proposal.counts.escapes == 0 && proposal.counts.falseRejects == 0)
  }

  @Test func theOperatingPointStaysInTheMiddleHalfOfTheGap() {
    let all = parts(good: [0.2], bad: [1])
    func point(_ current: Double) -> Double? {
      OperatingProposal(all, reviewBand: 0, current: current)?.operatingPoint
    }
    #expect(point(0.41) == 0.41 && point(0.79) == 0.79)
    #expect(point(0.39) == 0.6 && point(0.81) == 0.6 && point(0.1) == 0.6)
  }

  @Test func escapesWeighMoreThanFalseRejects() throws {
    // Catching the bad part of 0.2 costs two good ones.
    let proposal = try #require(
      OperatingProposal(parts(good: [0.05, 0.4, 0.6], bad: [0.2, 0.9]), reviewBand: 0))
    #expect(proposal.gapStart == 0.05 && proposal.gapEnd == 0.2)
    #expect(proposal.counts.escapes == 0 && proposal.counts.falseRejects == 2)
  }

  @Test func aBadPartThatIsNeverSeenMovesNothing() throws {
    let proposal = try #require(
      OperatingProposal(parts(good: [0.3], bad: [nil, 0.6]), reviewBand: 0))
    #expect(proposal.counts.escapes == 1)
    #expect(proposal.gapStart == 0.3 && proposal.gapEnd == 0.6)
  }

  @Test func goodPartsAloneGetTheRoomAboveThem() throws {
    let proposal = try #require(OperatingProposal(parts(good: [0.2, 0.1]), reviewBand: 0))
    #expect(proposal.gapStart == 0.2 && proposal.gapEnd == 1 && proposal.operatingPoint == 0.6)
  }

  @Test func nothingIsProposedWithoutTruth() {
    #expect(OperatingProposal(parts(unknown: [0.1, 0.9]), reviewBand: 0) == nil)
  }

  @Test func aReviewBandCatchesWithoutFailing() throws {
    // With a band of 0.2 the bad part of 0.4 is caught up to 0.6, where the good one passes.
    let all = parts(good: [0.3], bad: [0.4])
    let proposal = try #require(OperatingProposal(all, reviewBand: 0.2))
    #expect(proposal.counts.escapes == 0 && proposal.counts.falseRejects == 0)
    #expect(proposal.counts.toReview == 1)
    #expect((0.3...0.6).contains(proposal.operatingPoint))
  }

  @Test(arguments: [
    (0.5, 0.4, 0.5), (0.4567, 0.4, 0.5), (0.123456, 0.001, 0.1235), (0.6, 0.8, 0.6),
  ])
  func operatingPointsAreRoundedWithinTheMiddleOfTheGap(
    value: Double, gap: Double, expected: Double
  ) {
    #expect(OperatingProposal.rounded(value, gap: gap) == expected)
  }

  /// The rule tried out at many points, as the oracle.
  @Test func noPointIsBetterThanTheProposal() throws {
    var state: UInt64 = 9
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    for round in 0..<200 {
      let band = round % 2 == 0 ? 0 : 0.3 * random()
      func scores(_ count: Int) -> [Double?] {
        (0..<count).map { _ in
          random() < 0.1 ? nil : ((20 * random()).rounded() / 20)
        }
      }
      let all = parts(good: scores(1 + round % 7), bad: scores(round % 5))
      let proposal = try #require(OperatingProposal(all, reviewBand: band))
      let rank = OperatingProposal.rank(proposal.counts)
      for step in 1...400 {
        let limits = DecisionLimits(operatingPoint: Double(step) / 400, reviewBand: band)
        let other = OperatingProposal.rank(VerdictCounts(all, limits: limits))
        #expect(!other.lexicographicallyPrecedes(rank), "\(all) \(band) \(limits)")
      }
      // And nothing changes anywhere inside the gap.
      for share in [1e-6, 0.3, 0.7, 1 - 1e-6] {
        let point = proposal.gapStart + share * (proposal.gapEnd - proposal.gapStart)
        let limits = DecisionLimits(operatingPoint: point, reviewBand: band)
        #expect(OperatingProposal.rank(VerdictCounts(all, limits: limits)) == rank)
      }
    }
  }
}
