import Decision
import Wording

extension ExplanationPhrases {
  /// What a difference from a learned reference is, with the numbers that made its confidence.
  func deviation(_ deviation: DeviationExplanation, _ confidence: Double) -> String {
    let extent = (Double(deviation.area) / Double(max(1, deviation.minimumArea))).squareRoot()
    let text = words.text(
      deviation.channel == "texture" ? .explainDeviationTexture : .explainDeviationPart,
      [
        "amount": fixedPoint(deviation.contrast.magnitude, places: 1) ?? "–",
        "direction": direction(deviation),
        "times": fixedPoint(deviation.exceedance, places: 2) ?? "–",
        "area": "\(deviation.area)", "extent": fixedPoint(extent, places: 2) ?? "–",
        "least": "\(deviation.minimumArea)", "confidence": share(confidence),
      ])
    guard deviation.channel != "texture", let region = deviation.region else { return text }
    return words.text(.explainDeviationRegion, ["deviation": text, "region": region])
  }

  /// How the strongest pixel differs.
  func direction(_ deviation: DeviationExplanation) -> String {
    let isMore = deviation.contrast > 0
    let key: Phrase =
      switch deviation.channel {
      case "redGreen": isMore ? .explainRedder : .explainGreener
      case "blueGreen": isMore ? .explainBluer : .explainYellower
      case "gradient": isMore ? .explainSteeper : .explainFlatter
      default: isMore ? .explainBrighter : .explainDarker
      }
    return words[key]
  }
}
