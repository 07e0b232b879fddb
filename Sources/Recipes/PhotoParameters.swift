import Alignment
import Comparison

/// What a recipe may set about photographs that are compared with a learned reference.
public struct PhotoParameters: Sendable, Equatable {
  /// How the part is found.
  public var pose = PoseParameters()
  /// How it is compared.
  public var comparison = PhotoComparisonParameters()

  /// The defaults.
  public init() {}
}

extension RecipeValues {
  /// How photographs are compared: what the recipe says of all parameters together.
  public var photoComparison: PhotoComparisonParameters {
    var parameters = photo.comparison
    parameters.growth = compare.growth
    parameters.borderMargin = compare.borderMargin
    parameters.rules = regionRules
    return parameters
  }

  /// How surfaces are compared: what the recipe says of all parameters together.
  public var textureParameters: TextureParameters {
    var parameters = TextureParameters()
    parameters.tolerance = compare.textureTolerance
    parameters.falseAlarmRate = compare.falseAlarmRate
    parameters.growth = compare.growth
    parameters.regionShare = photo.comparison.regionShare
    return parameters
  }

  /// Takes over how to compare photographs.
  public mutating func adopt(_ parameters: PhotoComparisonParameters) {
    photo.comparison = parameters
    // Two decimals tell a person as much, and up is the safe side for good parts.
    func rounded(_ factor: Double) -> Double { (factor * 100).rounded(.up) / 100 }
    photo.comparison.brightFactor = rounded(parameters.brightFactor)
    photo.comparison.darkFactor = rounded(parameters.darkFactor)
    photo.comparison.colorFactor = rounded(parameters.colorFactor)
    photo.comparison.gradientFactor = rounded(parameters.gradientFactor)
    compare.growth = parameters.growth
    compare.borderMargin = parameters.borderMargin
    blobs.minimumArea = parameters.rules[0].minimumArea
  }

  /// The value of the parameter `key` as recipes write it; `nil` where it is not set. Traps for a key
  /// that is none.
  public func text(of key: String) -> String? {
    guard let parameter = Parameter.all.first(where: { $0.key == key }) else {
      preconditionFailure("there is no parameter \(key)")
    }
    return parameter.text(in: self)
  }
}

extension Parameter {
  /// The parameters of learned references, those of alignment.
  static let photoAlignment: [Parameter] = [
    .number(
      "align.maximumAngle", \.photo.pose.maximumAngle, .none, 0...180,
      "How far a photographed part may be turned against its reference each way, in degrees; more "
        + "takes longer."
    ).only(.learned),
    .number(
      "align.maximumScaleChange", \.photo.pose.maximumScaleChange, .ratio, 0...0.2,
      "By which share a photographed part may appear larger or smaller than in its reference."
    ).only(.learned),
    .number(
      "align.maximumShift", \.photo.pose.maximumShift, .pixels, 0...10_000,
      "How far a photographed part may be shifted against its reference each way."
    ).only(.learned),
    .number(
      "align.minimumScore", \.photo.pose.minimumScore, .ratio, 0...1,
      "A photographed part that is found with a lower score is not inspectable."
    ).only(.learned),
    .number(
      "align.localSearch", \.photo.pose.localSearch, .pixels, 0...8,
      "How far places of a photographed part may lie from where its pose puts them, each way."
    ).only(.learned),
    .number(
      "align.localSmoothness", \.photo.pose.smoothness, .none, 0...10_000,
      "How strongly those neighbouring displacements are pulled together."
    ).only(.learned),
  ]

  /// The parameters of learned references, those of comparison.
  static let photoComparison: [Parameter] = [
    .number(
      "compare.brightFactor", \.photo.comparison.brightFactor, .none, 0.1...1000,
      "How many times its learned tolerance a pixel may be brighter than the reference."
    ).only(.learned),
    .number(
      "compare.darkFactor", \.photo.comparison.darkFactor, .none, 0.1...1000,
      "How many times its learned tolerance a pixel may be darker than the reference."
    ).only(.learned),
    .number(
      "compare.colorFactor", \.photo.comparison.colorFactor, .none, 0...1000,
      "How many times its learned tolerance a pixel may differ in colour; 0 leaves colour out."
    ).only(.learned),
    .number(
      "compare.gradientFactor", \.photo.comparison.gradientFactor, .none, 0...1000,
      "How many times its learned tolerance an edge may be steeper or flatter; 0 leaves that out."
    ).only(.learned),
    .number(
      "compare.edgeTolerance", \.photo.comparison.tolerance.edge, .none, 0...5,
      "By how many pixels edges are expected to move from one good part to the next, before any were "
        + "seen; the tolerance at an edge is that times its slope."
    ).only(.learned),
    .number(
      "compare.leastTolerance", \.photo.comparison.tolerance.least, .grayLevel, 0.125...31,
      "Smallest tolerance of a pixel of a learned reference."
    ).only(.learned),
    .number(
      "compare.toleranceFactor", \.photo.comparison.rules[0].toleranceFactor, .none, 0.1...100,
      "What all learned tolerances are multiplied with: below 1 finds more, and more that is good."
    ).only(.learned),
    .number(
      "compare.minimumContrast", \.photo.comparison.rules[0].minimumContrast, .grayLevel, 0...255,
      "Smaller differences from a learned reference never count."
    ).only(.learned),
    .number(
      "compare.regionShare", \.photo.comparison.regionShare, .ratio, 0.1...1,
      "The share of its limit from which on a pixel belongs to the region around a difference."
    ).only(.learned, .texture),
    .number(
      "compare.unstableLimit", \.photo.comparison.unstableLimit, .grayLevel, 1...255,
      "Pixels that good parts differ in so much that their limit is larger are not judged."
    ).only(.learned),
    .number(
      "compare.textureTolerance", \.compare.textureTolerance, .none, 0.1...10,
      "What the limit of a learned texture is multiplied with: below 1 finds more, and more that is "
        + "good."
    ).only(.texture),
    .number(
      "compare.falseAlarmRate", \.compare.falseAlarmRate, .ratio, 0.0001...0.49,
      "The share of good surfaces that a learned texture may reject, from which its limit follows."
    ).only(.texture),
    .number(
      "compare.minimumAgreement", \.compare.minimumAgreement, .ratio, 0...1,
      "A photograph of which a smaller share agrees with the learned reference shows another part."
    ).only(.learned, .texture),
  ]
}
