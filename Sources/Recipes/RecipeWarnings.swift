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
    return warnings
  }

  private static let unreachable = 0.999
  private static let largeArea = 1000
}
