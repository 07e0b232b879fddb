import Decision
import Pixels

/// How well the boxes that are found agree with those that are really there, for every operating point.
///
/// A detection is true when its box meets (shares a pixel with) a truth box grown by a margin; a truth
/// box is found when a detection meets it so. Classes do not matter. Only images of which it is told
/// where the defects are take part.
public struct PrecisionRecall: Sendable, Equatable {
  /// By how many pixels truth boxes are grown on each side.
  public static let margin = 10

  /// One operating point.
  public struct Point: Sendable, Equatable {
    /// Detections of at least this confidence count.
    public var threshold: Double
    /// True detections among all detections, 0...1; 1 without detections.
    public var precision: Double
    /// Truth boxes found among all truth boxes, 0...1; 0 without truth boxes.
    public var recall: Double
    /// False detections for each image.
    public var falsePerImage: Double
  }

  /// Images that take part.
  public private(set) var imageCount = 0
  /// Truth boxes on them.
  public private(set) var truthCount = 0
  private var detections: [(confidence: Double, isTrue: Bool)] = []
  /// For each truth box that is found at all, the highest confidence of a detection that meets it.
  private var found: [Double] = []

  /// Nothing added yet.
  public init() {}

  /// Adds one image: all its candidates, and its truth.
  public mutating func add(candidates: [Defect], truth: PartTruth) {
    guard truth.isLocated else { return }
    imageCount += 1
    truthCount += truth.defects.count
    let boxes = truth.defects.map { $0.box.grown(by: Self.margin) }
    for candidate in candidates {
      let isTrue = boxes.contains { !$0.intersection(candidate.box).isEmpty }
      detections.append((candidate.confidence, isTrue))
    }
    for box in boxes {
      let meeting = candidates.filter { !box.intersection($0.box).isEmpty }
      if let best = meeting.map(\.confidence).max() { found.append(best) }
    }
  }

  /// Precision and recall at `threshold`.
  public func point(at threshold: Double) -> Point {
    let kept = detections.filter { $0.confidence >= threshold }
    let right = kept.count { $0.isTrue }
    let met = found.count { $0 >= threshold }
    return Point(
      threshold: threshold,
      precision: kept.isEmpty ? 1 : Double(right) / Double(kept.count),
      recall: truthCount == 0 ? 0 : Double(met) / Double(truthCount),
      falsePerImage: imageCount == 0 ? 0 : Double(kept.count - right) / Double(imageCount))
  }

  /// A point for each confidence that occurs, from the highest to the lowest.
  public var points: [Point] {
    let ordered = detections.sorted { $0.confidence > $1.confidence }
    let met = found.sorted(by: >)
    var points: [Point] = []
    var (right, taken, i) = (0, 0, 0)
    while i < ordered.count {
      let threshold = ordered[i].confidence
      while i < ordered.count, ordered[i].confidence == threshold {
        right += ordered[i].isTrue ? 1 : 0
        i += 1
      }
      while taken < met.count, met[taken] >= threshold { taken += 1 }
      points.append(
        Point(
          threshold: threshold, precision: Double(right) / Double(i),
          recall: truthCount == 0 ? 0 : Double(taken) / Double(truthCount),
          falsePerImage: Double(i - right) / Double(max(1, imageCount))))
    }
    return points
  }

  /// The sum over ``points`` of precision times the gain in recall, 0...1.
  public var averagePrecision: Double {
    var (sum, last) = (0.0, 0.0)
    for point in points {
      sum += point.precision * (point.recall - last)
      last = point.recall
    }
    return sum
  }

  /// Whether both have the same detections and truth.
  public static func == (a: PrecisionRecall, b: PrecisionRecall) -> Bool {
    a.imageCount == b.imageCount && a.truthCount == b.truthCount && a.found == b.found
      && a.detections.elementsEqual(b.detections) { $0 == $1 }
  }
}
