import Pixels

/// Why a part cannot be found by a reference.
public enum PoseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reference, or the regions of it, show nothing that stands out.
  case featureless(PixelSize)
  /// A region to find the part by lies outside of the reference.
  case regionOutside(PixelBox, PixelSize)
  /// A region to find the part by, or all of them together, have fewer pixels a side than the least.
  case regionTooSmall(PixelBox, least: Int)
  /// The regions show fewer places that can be found again than are needed.
  case tooFewPlaces(Int, needed: Int)
  /// The part is not found where it lies in its own reference: a corner comes to lie so many pixels
  /// off.
  case ambiguous(offset: Double)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .featureless(let size):
      "the reference of \(size.width)x\(size.height) pixels shows nothing to find a part by; take "
        + "a picture with contrast, or name regions that have structure in both directions"
    case .regionOutside(let box, let size):
      "region \(box.x1),\(box.y1),\(box.width),\(box.height) lies outside of the reference of "
        + "\(size.width)x\(size.height) pixels; name regions within it"
    case .regionTooSmall(let box, let least):
      "region \(box.x1),\(box.y1),\(box.width),\(box.height) is too small to find the part by; name "
        + "larger regions, or one more far from it: \(least) pixels are the least"
    case .tooFewPlaces(let count, let needed):
      "the regions to find the part by show \(count) places that stand out, \(needed) are needed; name "
        + "larger regions, or more of them, with structure in both directions"
    case .ambiguous(let offset):
      "by what was chosen the part is found \(Int(min(offset, 1e6).rounded())) pixels from where it "
        + "lies in its own picture; name larger regions that show something only once"
    }
  }
}
