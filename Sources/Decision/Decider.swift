import Blobs
import Pixels

/// Turns blobs into defects, and defects into a verdict.
public struct Decider: Sendable {
  private let parameters: DecisionParameters
  private let learned: LearnedClassifier?
  private var rules: BoardClassifier
  private var meter = BlobMeter()
  private var measurements = BlobMeasurements()

  /// A decider with `parameters`. Traps where they ask for trees and `learned` is `nil`.
  public init(parameters: DecisionParameters, learned: LearnedClassifier? = nil) {
    precondition(
      parameters.classifier == .rules || learned != nil, "trees are asked for and not there")
    self.parameters = parameters
    self.learned = parameters.classifier == .trees ? learned : nil
    rules = BoardClassifier(parameters: parameters)
  }

  /// A candidate for each blob of `list`, most confident first, written over `candidates`.
  ///
  /// With trees the confidence is the probability that the blob is a defect at all. By rules it is
  /// e / (e + h), where e is the blob's area beyond the edge tolerance and h the area that gives
  /// 0.5; for opens and shorts e counts four times.
  public mutating func assess(
    _ list: BlobList, image: BitMask, reference: BitMask, into candidates: inout [Defect]
  ) {
    candidates.removeAll(keepingCapacity: true)
    for blob in list.blobs {
      let (defectClass, confidence) = classify(blob, of: list, image, reference)
      candidates.append(
        Defect(
          defectClass: defectClass, confidence: confidence, area: blob.area,
          box: box(around: blob.box, in: reference.size)))
    }
    candidates.sort(by: Self.precedes)
  }

  private mutating func classify(
    _ blob: Blob, of list: BlobList, _ image: BitMask, _ reference: BitMask
  ) -> (DefectClass, confidence: Double) {
    if let learned {
      meter.measure(blob, of: list, image: image, reference: reference, into: &measurements)
      return learned.classify(measurements)
    }
    let defectClass = rules.classify(blob, of: list, in: reference)
    return (defectClass, rules.confidence(blob, defectClass))
  }

  /// The candidates that ``assess(_:image:reference:into:)`` makes of `list`, in its order, each
  /// with what led to it. Takes many times as long; for explaining, not for inspecting.
  public mutating func explain(
    _ list: BlobList, image: BitMask, reference: BitMask
  ) -> [CandidateExplanation] {
    var explanations: [CandidateExplanation] = []
    for blob in list.blobs {
      let defectClass: DefectClass
      let confidence: Double
      let ground: CandidateExplanation.Ground
      if let learned {
        meter.measure(blob, of: list, image: image, reference: reference, into: &measurements)
        (defectClass, confidence) = learned.classify(measurements)
        ground = .trees(learned.explain(measurements))
      } else {
        let rule: RuleExplanation
        (defectClass, rule) = rules.explain(blob, of: list, in: reference)
        confidence = rules.confidence(blob, defectClass)
        ground = .rule(rule)
      }
      explanations.append(
        CandidateExplanation(
          candidate: Defect(
            defectClass: defectClass, confidence: confidence, area: blob.area,
            box: box(around: blob.box, in: reference.size)),
          blob: blob, standing: standing(of: confidence), ground: ground))
    }
    explanations.sort { Self.precedes($0.candidate, $1.candidate) }
    return explanations
  }

  /// How a candidate of that confidence stands to the limits.
  public func standing(of confidence: Double) -> CandidateExplanation.Standing {
    if confidence >= parameters.operatingPoint { return .defect }
    return isInReviewBand(confidence) ? .review : .below
  }

  /// The order of candidates: the surest first, from the top of the image where two are equally so.
  private static func precedes(_ a: Defect, _ b: Defect) -> Bool {
    (b.confidence, a.box.y1, a.box.x1) < (a.confidence, b.box.y1, b.box.x1)
  }

  /// The box that a defect made of `blob` gets, in an image of `size`.
  public func box(of blob: Blob, in size: PixelSize) -> PixelBox { box(around: blob.box, in: size) }

  /// The verdict that `candidates` lead to: fail where one reaches the operating point, review
  /// where one lies in the band below it, otherwise pass.
  public func verdict(_ candidates: [Defect]) -> Verdict {
    let highest = candidates.lazy.map(\.confidence).max() ?? -1
    if highest >= parameters.operatingPoint { return .fail }
    return isInReviewBand(highest) ? .review : .pass
  }

  /// The candidates that a record keeps: those at or above the operating point, and those in the
  /// review band.
  public func reported(_ candidates: [Defect]) -> [Defect] {
    var defects: [Defect] = []
    report(candidates, into: &defects)
    return defects
  }

  /// Writes those of `candidates` that a record keeps over `defects`; see ``reported(_:)``.
  public func report(_ candidates: [Defect], into defects: inout [Defect]) {
    defects.removeAll(keepingCapacity: true)
    for candidate in candidates
    where candidate.confidence >= parameters.operatingPoint
      || isInReviewBand(candidate.confidence)
    {
      defects.append(candidate)
    }
  }

  private func isInReviewBand(_ confidence: Double) -> Bool {
    parameters.reviewBand > 0 && confidence >= 0
      && confidence < parameters.operatingPoint
      && confidence > parameters.operatingPoint - parameters.reviewBand
  }

  /// The box that a defect gets around its pixels' `box`, in an image of `size`.
  public func box(around box: PixelBox, in size: PixelSize) -> PixelBox {
    var box = box.grown(by: parameters.boxMargin)
    let (dx, dy) = (parameters.minimumBoxSize - box.width, parameters.minimumBoxSize - box.height)
    if dx > 0 {
      box.x1 -= dx / 2
      box.x2 += dx - dx / 2
    }
    if dy > 0 {
      box.y1 -= dy / 2
      box.y2 += dy - dy / 2
    }
    return box.clipped(to: size)
  }
}
