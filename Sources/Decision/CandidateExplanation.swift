import Blobs

/// A candidate with what led to it: which pixels, and which rule or which measurements.
public struct CandidateExplanation: Sendable, Equatable {
  /// How the candidate stands to the limits of the recipe.
  public enum Standing: Sendable, Equatable {
    /// At or above the operating point: a defect.
    case defect
    /// In the band below it that makes the verdict `review`.
    case review
    /// Too weak to count.
    case below
  }

  /// What named it and gave it its confidence.
  public enum Ground: Sendable, Equatable {
    /// A rule; see ``BoardClassifier``.
    case rule(RuleExplanation)
    /// Trained trees; see ``LearnedClassifier``.
    case trees(ScoreExplanation)
    /// How far it lies from a learned reference.
    case deviation(DeviationExplanation)
  }

  /// The candidate as it is in the result.
  public var candidate: Defect
  /// The differing pixels: their sign, numbers and own box.
  public var blob: Blob
  /// Whether it counts.
  public var standing: Standing
  /// Why it is what it is.
  public var ground: Ground

  /// The explanation of `candidate`, which was made of `blob`.
  public init(candidate: Defect, blob: Blob, standing: Standing, ground: Ground) {
    self.candidate = candidate
    self.blob = blob
    self.standing = standing
    self.ground = ground
  }
}
