import Inspection
import Pixels
import Synthesis

/// The truth of an image that was moved.
struct MovedTruth: Sendable {
  /// The boxes of which at least half remains in the image, moved and clipped to it.
  var boxes: [TruthBox]
  /// How many boxes went, because less than half of them remains.
  var leftOut = 0

  /// The truth of an image that stayed where it was.
  init(boxes: [TruthBox]) { self.boxes = boxes }

  /// `truth` of an image of `size`, moved with it by `motion`.
  init(_ truth: [TruthBox], by motion: BoardMotion, in size: PixelSize) {
    boxes = []
    for target in truth {
      let moved = motion.moved(target.box, in: size)
      let seen = moved.clipped(to: size)
      if 2 * seen.area < moved.area {
        leftOut += 1
      } else {
        boxes.append(TruthBox(box: seen, defectClass: target.defectClass))
      }
    }
  }
}

extension InspectionResult {
  /// What comes of an image that cannot be moved.
  static var tooLargeToMove: InspectionResult {
    var result = InspectionResult()
    result.reason =
      "the image is too large to be moved: at most \(BoardMotion.longestSide) pixels a side and "
      + "2^30 in all"
    return result
  }
}
