import TestSupport
import Testing

@testable import Quality

struct ControlSignalTests {
  private func flagged(_ rule: ControlRule, _ z: [Double?]) -> [[Int]] {
    ControlSignal.find([rule], in: z).map(\.flagged)
  }

  @Test func everyRuleHasItsPatternAndNotOneLess() {
    let up = Array(repeating: 0.5, count: 8)
    #expect(flagged(.beyondLimits, [3, -3, 3.01, 0, -3.01]) == [[2], [4]])
    #expect(flagged(.eightOnOneSide, up) == [[7]])
    #expect(flagged(.eightOnOneSide, Array(up.dropLast())) == [])
    #expect(flagged(.nineOnOneSide, up) == [] && flagged(.nineOnOneSide, up + [0.1]) == [[8]])
    #expect(flagged(.nineOnOneSide, up + [0, 0.1]) == [])
    #expect(flagged(.sixTrending, [0, 1, 2, 3, 4]) == [])
    #expect(flagged(.sixTrending, [0, 1, 2, 3, 4, 5]) == [[5]])
    #expect(flagged(.sixTrending, [5, 4, 3, 2, 1, 1, 0]) == [])
    #expect(flagged(.fourteenAlternating, (0..<14).map { $0 % 2 == 0 ? 1 : -1 }) == [[13]])
    #expect(flagged(.fourteenAlternating, (0..<13).map { $0 % 2 == 0 ? 1 : -1 }) == [])
    #expect(flagged(.twoOfThreeBeyondTwo, [2.1, 0, 2.1]) == [[2]])
    #expect(flagged(.twoOfThreeBeyondTwo, [2.1, 0, -2.1]) == [])
    #expect(flagged(.twoOfThreeBeyondTwo, [2.1, 0, 0, 2.1]) == [])
    #expect(flagged(.twoOfThreeBeyondTwo, [2, 2, 2]) == [])
    #expect(flagged(.fourOfFiveBeyondOne, [-1.1, -1.1, 0, -1.1, -1.1]) == [[4]])
    #expect(flagged(.fourOfFiveBeyondOne, [-1.1, -1.1, 0, 1.1, -1.1]) == [])
    #expect(flagged(.fifteenWithinOne, Array(repeating: -0.9, count: 15)) == [[14]])
    #expect(flagged(.fifteenWithinOne, Array(repeating: -0.9, count: 14)) == [])
    // The border of a zone belongs to the inner one.
    #expect(flagged(.fifteenWithinOne, Array(repeating: 1, count: 15)) == [[14]])
    #expect(flagged(.fifteenWithinOne, Array(repeating: 1.01, count: 15)) == [])
    #expect(flagged(.eightBeyondOne, [1.1, -1.1, 1.1, -1.1, 1.1, 1.1, -1.1, 1.1]) == [[7]])
    #expect(flagged(.eightBeyondOne, [1.1, -1.1, 1.1, -1, 1.1, 1.1, -1.1, 1.1]) == [])
  }

  @Test func aPatternThatGoesOnIsOneSignal() {
    let signals = ControlSignal.find(
      [.nineOnOneSide], in: Array(repeating: -1.0, count: 12) + [1])
    #expect(signals.count == 1 && signals[0].side == .below)
    #expect(signals[0].flagged == [8, 9, 10, 11] && signals[0].points == Array(0..<12))
    let beyond = ControlSignal.find([.beyondLimits], in: [4, 4, -4, 0, 4])
    #expect(beyond.map(\.flagged) == [[0, 1], [2], [4]])
    #expect(beyond.map(\.side) == [.above, .below, .above])
  }

  @Test func placesWithoutValueDoNotInterrupt() {
    #expect(flagged(.sixTrending, [0, 1, nil, 2, 3, nil, 4, 5, nil]) == [[7]])
    #expect(
      ControlSignal.find([.sixTrending], in: [0, nil, 1, 2, 3, 4, 5])[0].points == [
        0, 2, 3, 4, 5, 6,
      ])
  }

  @Test func mirroredValuesBreakTheSameRules() {
    var random = TestRandom(7)
    for _ in 0..<50 {
      let z = (0..<60).map { _ in Double(random.next() % 8001) / 1000 - 4 }
      for rule in ControlRule.allCases {
        #expect(
          flagged(rule, z).sorted { $0[0] < $1[0] }
            == flagged(rule, z.map { -$0 }).sorted { $0[0] < $1[0] })
      }
    }
  }

  @Test func onlyRulesThatApplyAreUsed() {
    #expect(ControlRuleSet.nelson.rules(for: .mean).count == 8)
    #expect(ControlRuleSet.westernElectric.rules(for: .individual).count == 4)
    for kind in [ControlChart.Kind.proportion, .defectRate, .range] {
      #expect(
        ControlRuleSet.nelson.rules(for: kind) == [
          .beyondLimits, .nineOnOneSide, .sixTrending, .fourteenAlternating,
        ])
      #expect(
        ControlRuleSet.westernElectric.rules(for: kind) == [.beyondLimits, .eightOnOneSide])
    }
    #expect(ControlRuleSet.nelson.rules(for: .movingRange) == [.beyondLimits])
    #expect(ControlRuleSet.nelson.number(of: .twoOfThreeBeyondTwo) == 5)
    #expect(ControlRuleSet.westernElectric.number(of: .sixTrending) == nil)
  }
}
