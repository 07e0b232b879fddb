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
    let reach = Double(radius)
    for (u, v) in [(-1.0, -1.0), (1, -1), (-1, 1), (1, 1)] {
      let corner = map.applied(to: PixelPoint(x: Double(x) + u * reach, y: Double(y) + v * reach))
      guard
        corner.x >= 0 && corner.y >= 0 && corner.x <= Double(image.width - 1)
          && corner.y <= Double(image.height - 1)
      else { return nil }
    }
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
