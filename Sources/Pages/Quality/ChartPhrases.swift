import Quality
import Wording

extension ControlRuleSet {
  /// The name of the set.
  var phrase: Phrase {
    switch self {
    case .westernElectric: .ruleSetWesternElectric
    case .nelson: .ruleSetNelson
    }
  }
}

extension StatisticalMethod {
  /// The name of the method.
  var phrase: Phrase {
    switch self {
    case .proportionChart: .methodProportionChart
    case .defectRateChart: .methodDefectRateChart
    case .meanChart: .methodMeanChart
    case .rangeChart: .methodRangeChart
    case .individualsChart: .methodIndividualsChart
    case .movingRangeChart: .methodMovingRangeChart
    case .capabilityWithin: .methodCapabilityWithin
    case .performanceOverall: .methodPerformanceOverall
    case .capabilityInterval: .methodCapabilityInterval
    case .clopperPearson: .methodClopperPearson
    case .newcombe: .methodNewcombe
    case .fisherExact: .methodFisherExact
    case .pooledZ: .methodPooledZ
    case .conditionalBinomial: .methodConditionalBinomial
    case .pareto: .methodPareto
    case .firstPassYield: .methodFirstPassYield
    case .finalYield: .methodFinalYield
    case .leastSquares: .methodLeastSquares
    case .fieller: .methodFieller
    }
  }
}

extension Words {
  /// How a number was computed: method, formula, number of values and source.
  func says(_ computation: Computation) -> String {
    text(
      .qualityHowMethod, count: computation.count,
      [
        "method": self[computation.method.phrase], "formula": computation.method.formula,
        "source": computation.method.source,
      ])
  }
}
