import Quality
import Wording

extension ChartWords {
  /// The words of charts in the language of `words`.
  public init(_ words: Words) {
    // Charts count their places; the catalogue names them.
    func places(_ key: Phrase, _ names: String...) -> String {
      words.text(
        key,
        Dictionary(
          uniqueKeysWithValues: names.enumerated().map { index, name in (name, "{\(index)}") }))
    }
    self.init { chart in
      chart.point = places(.chartPoint, "place", "value")
      chart.pointOf = places(.chartPointOf, "place", "value", "size")
      chart.broken = places(.chartBroken, "number", "rule")
      chart.measured = words[.chartMeasured]
      chart.centre = words[.chartCentre]
      chart.limits = words[.chartLimits]
      chart.beyondLimits = words[.chartBeyondLimits]
      chart.otherRule = words[.chartOtherRule]
      chart.rules = Dictionary(
        uniqueKeysWithValues: ControlRule.allCases.map { ($0, words[$0.phrase]) })
      chart.count = words[.chartCount]
      chart.bar = places(.chartBar, "count", "from", "to")
      chart.lowerSpecification = words[.chartLowerSpecification]
      chart.upperSpecification = words[.chartUpperSpecification]
      chart.paretoBar = places(.chartParetoBar, "name", "count", "share")
      chart.otherCategories = places(.chartOtherCategories, "count")
      chart.defectsHere = places(.chartDefectsHere, "count")
      chart.shade = places(.chartShade, "from", "to")
      chart.trend = words[.chartTrend]
      chart.prediction = places(.chartPrediction, "confidence")
      chart.limit = words[.chartLimit]
      chart.reached = words[.chartReached]
      chart.firstPeriod = words[.chartFirstPeriod]
      chart.secondPeriod = words[.chartSecondPeriod]
      chart.interval = places(.chartInterval, "name", "share", "lower", "upper")
      chart.told = words[.chartTold]
      chart.percent = places(.formatPercent, "value")
    }
  }
}

extension ControlRule {
  /// What the rule says.
  public var phrase: Phrase {
    switch self {
    case .beyondLimits: .ruleBeyondLimits
    case .twoOfThreeBeyondTwo: .ruleTwoOfThreeBeyondTwo
    case .fourOfFiveBeyondOne: .ruleFourOfFiveBeyondOne
    case .eightOnOneSide: .ruleEightOnOneSide
    case .nineOnOneSide: .ruleNineOnOneSide
    case .sixTrending: .ruleSixTrending
    case .fourteenAlternating: .ruleFourteenAlternating
    case .fifteenWithinOne: .ruleFifteenWithinOne
    case .eightBeyondOne: .ruleEightBeyondOne
    }
  }
}
