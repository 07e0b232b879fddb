import Decision

extension ExplanationPhrases {
  /// What a difference from a learned reference is, with the numbers that made its confidence.
  static func deviation(_ deviation: DeviationExplanation, _ confidence: Double) -> String {
    let amount = fixedPoint(deviation.contrast.magnitude, places: 1) ?? "–"
    if deviation.channel == "texture" {
      return
        "its strongest place is \(fixedPoint(deviation.exceedance, places: 2) ?? "–") times as "
        + "unlike good texture as the limit allows; it covers \(deviation.area) px²; confidence "
        + "\(share(confidence))"
    }
    let times = fixedPoint(deviation.exceedance, places: 2) ?? "–"
    let extent = (Double(deviation.area) / Double(max(1, deviation.minimumArea))).squareRoot()
    return "its strongest pixel is \(amount) gray levels \(direction(deviation)) than good parts "
      + "are, \(times) times its limit; it covers \(deviation.area) px², "
      + "\(fixedPoint(extent, places: 2) ?? "–") times the side of the smallest that counts "
      + "(\(deviation.minimumArea) px²); the weaker of the two decides: confidence "
      + "\(share(confidence))"
  }

  private static func direction(_ deviation: DeviationExplanation) -> String {
    let isMore = deviation.contrast > 0
    return switch deviation.channel {
    case "redGreen": isMore ? "redder" : "greener"
    case "blueGreen": isMore ? "bluer" : "yellower or greener"
    case "gradient": isMore ? "steeper at an edge" : "flatter at an edge"
    default: isMore ? "brighter" : "darker"
    }
  }
}
