import Kernels
import Pixels

/// What is needed to match patches, kept between calls.
struct PatchScratch: ~Copyable {
  var warped = Image<UInt8>()
  var scores = Image<Float>()
  var scratch = Scratch()
}

/// Where a patch was found: how far from where it was expected, in pixels of its level, and how well.
struct PatchMatch: Sendable {
  var dx: Double
  var dy: Double
  /// Normalised correlation, -1...1.
  var score: Double
  /// Whether the best place lies on the border of the search: it may be better beyond.
  var isOnBorder: Bool
}

/// A square patch of a reference, found again in images by normalised correlation.
struct PatchMatcher: Sendable {
  /// The middle of the patch in the reference's level.
  let x: Int
  let y: Int
  /// Pixels from the middle to the side.
  let radius: Int
  private var matcher: TemplateMatcher

  /// The patch around (x, y), which lies within `reference`.
  init(_ reference: Image<UInt8>, x: Int, y: Int, radius: Int) {
    (self.x, self.y, self.radius) = (x, y, radius)
    matcher = TemplateMatcher(
      reference.cropped(
        to: PixelBox(x1: x - radius, y1: y - radius, x2: x + radius + 1, y2: y + radius + 1)))
  }

  /// Where the patch lies in `image` near the place that `map` expects it at, up to `search` pixels
  /// each way; `nil` where that place is not within the image.
  mutating func match(
    _ image: Image<UInt8>, by map: AffineMap, search: Int, _ memory: inout PatchScratch
  ) -> PatchMatch? {
    // Where the patch's square comes to lie, by its middle and how far its corners reach.
    let middle = map.applied(to: PixelPoint(x: Double(x), y: Double(y)))
    let reachX = Double(radius) * (abs(map.xx) + abs(map.xy))
    let reachY = Double(radius) * (abs(map.yx) + abs(map.yy))
    guard
      middle.x - reachX >= 0 && middle.y - reachY >= 0
        && middle.x + reachX <= Double(image.width - 1)
        && middle.y + reachY <= Double(image.height - 1)
    else { return nil }
    let origin = radius + search
    let side = 2 * origin + 1
    memory.warped.assignWarp(
      image, by: map.moved(dx: Double(x - origin), dy: Double(y - origin)),
      size: PixelSize(width: side, height: side), border: .replicate, scratch: &memory.scratch)
    let found = matcher.best(
      in: memory.warped, scores: &memory.scores, scratch: &memory.scratch)
    let (dx, dy) = (found.position.x - Double(search), found.position.y - Double(search))
    let limit = Double(search) - 0.5
    return PatchMatch(
      dx: dx, dy: dy, score: Double(found.score), isOnBorder: abs(dx) > limit || abs(dy) > limit)
  }
}
