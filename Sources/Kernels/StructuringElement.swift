import KernelsBase

/// The neighbourhood of a morphological operator.
///
/// Its offsets (dx, dy) say which pixels (x + dx, y + dy) count for the result at (x, y); it is not
/// mirrored for dilation, as in OpenCV.
public enum StructuringElement: Hashable, Sendable {
  /// `width` times `height` pixels, 1 or more each; the pixel of the result is column `width / 2`,
  /// row `height / 2` of it, OpenCV's default anchor.
  case rectangle(width: Int, height: Int)
  /// The offsets with dx² + dy² <= r² + r, the usual digital disk: radius 1 is the 3x3 square,
  /// radius 2 the 5x5 square without its corners. Radius 0 is the pixel itself.
  case disk(radius: Int)

  /// How far it reaches from the pixel of the result, in pixels.
  var reach: (left: Int, right: Int, above: Int, below: Int) {
    switch self {
    case .rectangle(let width, let height):
      precondition(width >= 1 && height >= 1, "rectangle of \(width)x\(height) pixels is empty")
      return (width / 2, width - 1 - width / 2, height / 2, height - 1 - height / 2)
    case .disk(let radius):
      precondition(radius >= 0, "disk radius \(radius) is negative")
      return (radius, radius, radius, radius)
    }
  }

  /// Whether all offsets within ``reach`` belong to it.
  var isRectangle: Bool {
    if case .disk(let radius) = self { return radius <= 1 }
    return true
  }
}
