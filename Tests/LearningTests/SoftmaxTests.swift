import Foundation
import TestSupport
import Testing

@testable import Learning

@Suite struct SoftmaxTests {
  @Test func exponentialAgreesWithTheLibraryToTheLastPlaces() {
    var random = TestRandom(41)
    for _ in 0..<100_000 {
      let x = Double(random.int(-700_000_000...0)) / 1e6
      let exact = exp(x)
      #expect(abs(Softmax.exponential(x) - exact) <= 2 * exact.ulp)
    }
    #expect(Softmax.exponential(0) == 1)
    #expect(Softmax.exponential(-1e30) == 0)
  }

  @Test func exponentialHasTheBitsThatModelsWereTrainedWith() {
    // Were these to change, so would every model.
    #expect(Softmax.exponential(-1).bitPattern == 0x3fd7_8b56_362c_ef38)
    #expect(Softmax.exponential(-0.1).bitPattern == 0x3fec_f46d_99d5_2b3a)
    #expect(Softmax.exponential(-100).bitPattern == 0x36ea_8c1f_14e2_af5d)
  }

  @Test func logarithmAgreesWithTheLibrary() {
    var random = TestRandom(42)
    for _ in 0..<10_000 {
      let x = Double(random.int(1...1_000_000_000)) / 1e9
      #expect(abs(Softmax.logarithm(x) - log(x)) <= 4e-16 * max(1, abs(log(x))))
    }
  }

  @Test func probabilitiesSumToOneHoweverLargeTheScores() {
    for scores in [[0, 0], [1e30, -1e30, 0], [-1e30, -1e30], [3, 1, 2]] as [[Float]] {
      let probabilities = BoostedTrees.probabilities(scores: scores)
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-6)
      #expect(probabilities.max() == probabilities[scores.firstIndex(of: scores.max()!)!])
    }
  }
}
