import Foundation
import Teaching
import Testing

@Suite struct ThresholdProposalTests {
  @Test func isTheQuantileOfGumbelsDistribution() throws {
    let values = [3.1, 3.4, 2.9, 3.6, 3.2, 3.3, 3.0, 3.5]
    let proposal = ThresholdProposal(values, rate: 0.01)
    let n = 8.0
    let mean = values.reduce(0, +) / n
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
    let width = deviation * (1 + 1 / n.squareRoot()) * 6.0.squareRoot() / .pi
    let place = mean - 0.5772156649 * width
    #expect(abs(try #require(proposal.width) - width) < 1e-12)
    #expect(abs(try #require(proposal.place) - place) < 1e-9)
    // The probability of a value beyond the factor is the rate.
    let quantile = place - width * log(-log(0.99))
    #expect(abs(1 - exp(-exp(-(quantile - place) / width)) - 0.01) < 1e-12)
    #expect(abs(proposal.factor - max(4.5, 1.1 * 3.6, quantile)) < 1e-9)
  }

  @Test func rarerAlarmsNeedLargerFactors() {
    let values = [3.1, 3.9, 4.4, 3.6, 5.0]
    let factors = [0.1, 0.01, 0.001].map { ThresholdProposal(values, rate: $0).factor }
    #expect(factors[0] < factors[1] && factors[1] < factors[2])
    #expect(factors[0] >= 1.1 * 5.0)
  }

  @Test func fewPartsGiveTheFallback() {
    #expect(ThresholdProposal([], rate: 0.01).factor == ThresholdProposal.fallback)
    #expect(ThresholdProposal([3, 4], rate: 0.01).factor == 6)
    #expect(abs(ThresholdProposal([3, 7], rate: 0.01).factor - 9.1) < 1e-12)
    #expect(ThresholdProposal([3, 7], rate: 0.01).place == nil)
    #expect(ThresholdProposal([1, 1, 1, 1, 1], rate: 0.01).factor == ThresholdProposal.least)
  }

  @Test func noProposalLeavesEverythingUnjudged() {
    #expect(ThresholdProposal([3, 170, 4, 3, 3], rate: 0.01).factor == ThresholdProposal.most)
    #expect(ThresholdProposal([90], rate: 0.01).factor == ThresholdProposal.most)
  }
}
