import Pixels

/// Why a part cannot be found by a reference.
public enum PoseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reference, or the regions of it, show nothing that stands out.
  case featureless(PixelSize)
  /// A region to find the part by lies outside of the reference.
  case regionOutside(PixelBox, PixelSize)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .featureless(let size):
      "the reference of \(size.width)x\(size.height) pixels shows nothing to find a part by; take "
        + "a picture with contrast, or name regions that have structure in both directions"
    case .regionOutside(let box, let size):
      "region \(box.x1),\(box.y1),\(box.width),\(box.height) lies outside of the reference of "
        + "\(size.width)x\(size.height) pixels; name regions within it"
    }
  }
}
