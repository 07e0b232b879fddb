import Comparison

extension Recipe {
  /// What is allowed and yet hardly meant, a sentence each: values with which next to nothing can
  /// fail. Empty for most recipes.
  public var warnings: [String] {
    var warnings: [String] = []
    if values.decide.operatingPoint >= Self.unreachable {
      warnings.append(
        "decide.operatingPoint is \(NumberText.text(values.decide.operatingPoint)): hardly any "
          + "confidence reaches that, so that parts pass whatever is on them; usual is 0.5")
    }
    if values.blobs.minimumArea >= Self.largeArea {
      warnings.append(
        "blobs.minimumArea is \(values.blobs.minimumArea) px²: every defect smaller than that passes"
      )
    }
    if let share = judgedShare, share < Self.littleJudged {
      warnings.append(
        "only \(Int(share * 100)) % of the reference is judged: masks, regions and compare.unstableLimit "
          + "leave the rest out, and whatever is there passes")
    }
    let idle = fileSettingsWithoutEffect
    if !idle.isEmpty {
      warnings.append(
        "\(idle.joined(separator: ", ")) ha\(idle.count == 1 ? "s" : "ve") no effect with "
          + "compare.method: \(values.compare.method.rawValue)")
    }
    return warnings
  }

  /// The share of the learned reference that is judged; `nil` where the recipe has none.
  private var judgedShare: Double? {
    guard values.compare.method == .learned, let model = learned?.reference?.model,
      model.size.area > 0
    else { return nil }
    let limits = ReferenceLimits(model, parameters: values.photoComparison, regions: regionMap)
    return 1 - Double(limits.ignored.count) / Double(model.size.area)
  }

  private static let littleJudged = 0.1
  private static let unreachable = 0.999
  private static let largeArea = 1000
}
