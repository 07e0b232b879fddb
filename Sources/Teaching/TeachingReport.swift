import Comparison
import Pixels

/// A place of a good image that the other good images do not agree with.
public struct OutvotedPlace: Sendable, Hashable {
  /// The box in the image, in pixels.
  public var box: PixelBox
  /// The box in the reference's frame.
  public var referenceBox: PixelBox
  /// How many times its tolerance the strongest pixel differs.
  public var strength: Double
  /// Whether the image is brighter there.
  public var isBright: Bool
  /// The strongest pixel.
  public var peak: DifferencePeak
}

/// What teaching says of one good image.
public struct TaughtImage: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// The score of its pose, 0...1, whether found or not.
  public var poseScore: Double
  /// Whether the part was found; if not, nothing was learned from the image.
  public var isFound: Bool
  /// How far the part is turned against the reference, in degrees.
  public var angle = 0.0
  /// How much larger it appears than in the reference.
  public var scale = 1.0
  /// How far its middle is shifted, in pixels.
  public var shiftX = 0.0
  /// Down.
  public var shiftY = 0.0
  /// How much brighter the image is than the reference, as a ratio.
  public var brightness = 1.0
  /// Where it was outvoted by the others, and nothing was learned from it: look whether it is good.
  public var outvoted: [OutvotedPlace] = []
  /// Where it differs from most, but as several do, so that it was learned.
  public var variations: [OutvotedPlace] = []
  /// Its highest score by all that was learned, with the proposed factors, or with the given ones
  /// where images are added to a model; 0 where it was not checked. 0.5 is the limit: from there on the
  /// recipe rejects this image, as it may where the image was outvoted.
  public var score = 0.0
  /// Its highest score against what was learned from the others alone, with the same factors, without
  /// what was outvoted; 0 where it was not checked.
  public var leftOutScore = 0.0
  /// Boxes that would be defects against what was learned from the others, in the image, without what
  /// was outvoted.
  public var falseBoxes: [PixelBox] = []

  init(name: String, poseScore: Double, isFound: Bool) {
    (self.name, self.poseScore, self.isFound) = (name, poseScore, isFound)
  }
}

/// What was learned from good images, and how far that can be trusted.
public struct TeachingReport: Sendable, Hashable {
  /// The good images in the order they were given.
  public var images: [TaughtImage]
  /// The share of the judged pixels that are not stable and therefore not judged, 0...1.
  public var unstableShare: Double
  /// Spread of a pixel where nothing varies, in gray levels.
  public var noise: Double
  /// The rate of parts with a false alarm that the factors are proposed for.
  public var falseAlarmRate: Double
  /// The factor proposed for brighter pixels.
  public var bright: ThresholdProposal
  /// For darker ones.
  public var dark: ThresholdProposal
  /// For colour; `nil` of gray images.
  public var color: ThresholdProposal?
  /// For the gradient.
  public var gradient: ThresholdProposal

  /// False boxes per good image, where each was checked against what was learned from the others.
  public var falseBoxesPerImage: Double {
    let checked = images.filter(\.isFound)
    guard !checked.isEmpty else { return 0 }
    return Double(checked.reduce(0) { $0 + $1.falseBoxes.count }) / Double(checked.count)
  }
}
