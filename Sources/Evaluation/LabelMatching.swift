import Decision
import Pixels

/// Which truth box each of some detections is of.
enum LabelMatching {
  /// For each of `boxes` the index of the box of `truth` that it overlaps above
  /// ``DetectionScore/minimumOverlap``, `nil` without one. Each truth box is given once, the largest
  /// overlaps first; of equal ones the first detection, then the first truth box.
  static func match(_ boxes: [PixelBox], _ truth: [TruthBox]) -> [Int?] {
    var overlaps: [(value: Double, box: Int, truth: Int)] = []
    for (i, box) in boxes.enumerated() {
      for (k, target) in truth.enumerated() {
        let value = box.intersectionOverUnion(target.box)
        if value > DetectionScore.minimumOverlap { overlaps.append((value, i, k)) }
      }
    }
    overlaps.sort { ($1.value, $0.box, $0.truth) < ($0.value, $1.box, $1.truth) }
    var result = [Int?](repeating: nil, count: boxes.count)
    var taken = [Bool](repeating: false, count: truth.count)
    for overlap in overlaps where result[overlap.box] == nil && !taken[overlap.truth] {
      result[overlap.box] = overlap.truth
      taken[overlap.truth] = true
    }
    return result
  }
}
