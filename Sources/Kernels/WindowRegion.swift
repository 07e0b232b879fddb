import Pixels

extension Image {
  /// The box an operator works on: `region` clipped to the image, or the whole image.
  ///
  /// Traps where that is empty.
  func windowRegion(_ region: PixelBox?) -> PixelBox {
    let whole = PixelBox(x1: 0, y1: 0, x2: width, y2: height)
    guard let region else {
      precondition(!whole.isEmpty, "image of \(width)x\(height) pixels is empty")
      return whole
    }
    let box = region.clipped(to: size)
    precondition(!box.isEmpty, "region \(region) has no pixel in an image of \(width)x\(height)")
    return box
  }
}
