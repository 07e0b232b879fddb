import Comparison
import Pixels
import Wording

/// What differs, as a picture: what both have is gray, added material blue, missing material red;
/// the stronger the colour, the more it says.
enum DifferencePicture {
  /// A picture of `levels`, the raw values of `DifferenceLevel`, in `region`.
  static func make(_ levels: Image<UInt8>, region: PixelBox) -> Image<UInt8> {
    let crop = levels.cropped(to: region)
    let samples = crop.samples.flatMap { value in
      DifferenceLevel(rawValue: value).map(color) ?? [0, 0, 0]
    }
    return Image(width: crop.width, height: crop.height, channels: 3, samples: samples)
  }

  /// Red, green and blue of `level`. Added and missing differ in lightness too, within each step.
  static func color(_ level: DifferenceLevel) -> [UInt8] {
    switch level {
    case .neither: [246, 246, 243]
    case .both: [186, 190, 194]
    case .added: [205, 223, 245]
    case .addedRegion: [122, 172, 232]
    case .addedEvidence: [12, 78, 172]
    case .missing: [249, 216, 207]
    case .missingRegion: [243, 146, 122]
    case .missingEvidence: [199, 38, 10]
    }
  }

  /// The legend: each colour with what it says.
  static func legend(_ words: Words) -> String {
    let entries: [(DifferenceLevel, Phrase)] = [
      (.addedEvidence, .explainLegendAddedEvidence), (.addedRegion, .explainLegendAddedRegion),
      (.added, .explainLegendAdded), (.missingEvidence, .explainLegendMissingEvidence),
      (.missingRegion, .explainLegendMissingRegion), (.missing, .explainLegendMissing),
      (.both, .explainLegendBoth), (.neither, .explainLegendNeither),
    ]
    let items = entries.map { level, meaning in
      let rgb = color(level).map { "\($0)" }.joined(separator: ",")
      return "<li><i style=\"background:rgb(\(rgb))\"></i>\(escaped(words[meaning]))</li>"
    }
    return "<ul class=\"legend\">\(items.joined())</ul>\n"
  }
}
