import Comparison

/// Something that a recipe may say and that is hardly meant: next to nothing can fail with it.
public enum RecipeWarning: Sendable, Equatable {
  /// Hardly any confidence reaches `decide.operatingPoint`; the value as recipes write it.
  case unreachablePoint(String)
  /// `blobs.minimumArea` is so many square pixels, so that large defects pass.
  case largeArea(Int)
  /// Only so many percent of the reference are judged.
  case littleJudged(percent: Int)
  /// The recipe sets what its method of comparison does not look at: these keys, at least one.
  case noEffect(keys: [String], method: String)
}

extension RecipeWarning: CustomStringConvertible {
  /// What is hardly meant and what comes of it, in a sentence.
  public var description: String {
    switch self {
    case .unreachablePoint(let value):
      "decide.operatingPoint is \(value): hardly any confidence reaches that, so that parts pass "
        + "whatever is on them; usual is 0.5"
    case .largeArea(let area):
      "blobs.minimumArea is \(area) px²: every defect smaller than that passes"
    case .littleJudged(let percent):
      "only \(percent) % of the reference is judged: masks, regions and compare.unstableLimit "
        + "leave the rest out, and whatever is there passes"
    case .noEffect(let keys, let method):
      "\(keys.joined(separator: ", ")) ha\(keys.count == 1 ? "s" : "ve") no effect with "
        + "compare.method: \(method)"
    }
  }
}

extension Recipe {
  /// What is allowed and yet hardly meant. Empty for most recipes.
  public var warnings: [RecipeWarning] {
    var warnings: [RecipeWarning] = []
    if values.decide.operatingPoint >= Self.unreachable {
      warnings.append(.unreachablePoint(NumberText.text(values.decide.operatingPoint)))
    }
    if values.blobs.minimumArea >= Self.largeArea {
      warnings.append(.largeArea(values.blobs.minimumArea))
    }
    if let share = judgedShare, share < Self.littleJudged {
      warnings.append(.littleJudged(percent: Int(share * 100)))
    }
    let idle = fileSettingsWithoutEffect
    if !idle.isEmpty {
      warnings.append(.noEffect(keys: idle, method: values.compare.method.rawValue))
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
