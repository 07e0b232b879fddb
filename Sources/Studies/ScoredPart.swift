import Decision
import Pixels

/// One part of a tuning study as an inspection with one setting sees it.
public struct ScoredPart: Sendable, Equatable {
  /// The image's path as it was given.
  public var path: String
  /// The highest confidence of any candidate, 0...1; `nil` where there was no candidate, or no answer.
  public var score: Double?
  /// Whether the inspection gave an answer.
  public var isInspectable: Bool
  /// Why it gave none; empty otherwise.
  public var reason: String
  /// Whether the part is good; `nil` where nobody said.
  public var isGood: Bool?

  /// See the properties.
  public init(
    path: String, score: Double?, isInspectable: Bool = true, reason: String = "",
    isGood: Bool? = nil
  ) {
    (self.path, self.score, self.isInspectable) = (path, score, isInspectable)
    (self.reason, self.isGood) = (reason, isGood)
  }

  /// The part on the image at `path`, of which `candidates` were found.
  public init(
    path: String, verdict: Verdict, reason: String, candidates: [Defect], truth: PartTruth?
  ) {
    let isInspectable = verdict != .uninspectable
    self.init(
      path: path, score: isInspectable ? candidates.lazy.map(\.confidence).max() : nil,
      isInspectable: isInspectable, reason: isInspectable ? "" : reason, isGood: truth?.isGood)
  }

  /// The last part of the path.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// Where a recipe draws the line between good and bad; see `DecisionParameters`.
public struct DecisionLimits: Sendable, Equatable {
  /// Confidence from which on a candidate makes a part fail, 0...1.
  public var operatingPoint: Double
  /// How far below it a candidate makes a part one to review, 0...1.
  public var reviewBand: Double

  /// See the properties.
  public init(operatingPoint: Double, reviewBand: Double = 0) {
    (self.operatingPoint, self.reviewBand) = (operatingPoint, reviewBand)
  }

  /// The limits of `parameters`.
  public init(_ parameters: DecisionParameters) {
    self.init(
      operatingPoint: parameters.operatingPoint, reviewBand: parameters.reviewBand)
  }

  /// The verdict on `part`, the same that `Decider` gives for its candidates.
  public func verdict(on part: ScoredPart) -> Verdict {
    guard part.isInspectable else { return .uninspectable }
    guard let score = part.score else { return .pass }
    if score >= operatingPoint { return .fail }
    return reviewBand > 0 && score > operatingPoint - reviewBand ? .review : .pass
  }
}
