import Blobs
import Learning

/// Why trained trees gave a blob its class: how far each measurement moved the score of that class
/// against the one of "no defect".
///
/// Scores are natural log-odds: where only the two classes are possible, a difference of d means
/// that the class is e^d times as likely. ``base`` and the contributions add up to ``difference``,
/// up to the rounding of single precision.
public struct ScoreExplanation: Sendable, Equatable {
  /// One measurement's share in the difference.
  public struct Contribution: Sendable, Equatable {
    /// The measurement's name.
    public var name: String
    /// What was measured.
    public var value: Double
    /// What it adds to the difference: its Shapley value for the class minus the one for "no
    /// defect". Above 0 speaks for the defect.
    public var amount: Double
  }

  /// Whether the blob is of missing material or of added.
  public var polarity: Polarity
  /// The class's score minus that of "no defect".
  public var difference: Double
  /// The same for a blob of which nothing is known.
  public var base: Double
  /// What each measurement adds, in the order of ``BlobMeasurements/names``.
  public var contributions: [Contribution]

  /// The contributions by size, largest first, whichever their sign.
  public var strongest: [Contribution] {
    contributions.enumerated().sorted {
      ($1.element.amount.magnitude, $0.offset) < ($0.element.amount.magnitude, $1.offset)
    }.map(\.element)
  }
}

extension LearnedClassifier {
  /// Why `blob` is of the class that ``classify(_:)`` gives it, and not "no defect".
  ///
  /// Takes two walks over all nodes of the trees, and allocates: for explaining, not for inspecting.
  public func explain(_ blob: BlobMeasurements) -> ScoreExplanation {
    let place = DefectClass.boardClasses.firstIndex(of: classify(blob).defectClass)
    guard let place else { preconditionFailure("trees name classes of boards only") }
    let scores = trees.scores(features: blob.values)
    let expected = trees.expectedScores
    let forClass = trees.contributions(features: blob.values, toClass: place + 1)
    let forNone = trees.contributions(features: blob.values, toClass: 0)
    return ScoreExplanation(
      polarity: blob.polarity, difference: Double(scores[place + 1]) - Double(scores[0]),
      base: Double(expected[place + 1]) - Double(expected[0]),
      contributions: BlobMeasurements.names.indices.map {
        ScoreExplanation.Contribution(
          name: BlobMeasurements.names[$0], value: Double(blob.values[$0]),
          amount: Double(forClass[$0]) - Double(forNone[$0]))
      })
  }
}
