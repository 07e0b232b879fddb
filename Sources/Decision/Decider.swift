import Blobs
import Pixels

/// Turns blobs into defects, and defects into a verdict.
public struct Decider: Sendable {
  private static let electricalWeight = 4.0

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
    candidates.sort {
      ($1.confidence, $0.box.y1, $0.box.x1) < ($0.confidence, $1.box.y1, $1.box.x1)
    }
  }

  private mutating func classify(
    _ blob: Blob, of list: BlobList, _ image: BitMask, _ reference: BitMask
  ) -> (DefectClass, confidence: Double) {
    if let learned {
      meter.measure(blob, of: list, image: image, reference: reference, into: &measurements)
      return learned.classify(measurements)
    }
    let defectClass = rules.classify(blob, of: list, in: reference)
    // That conductors are cut or joined is evidence of its own, however thin the blob.
    let isElectrical = defectClass == .open || defectClass == .short
    let evidence = Double(blob.evidence) * (isElectrical ? Self.electricalWeight : 1)
    return (defectClass, evidence / (evidence + Double(parameters.halfConfidenceArea)))
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

  private func box(around box: PixelBox, in size: PixelSize) -> PixelBox {
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
