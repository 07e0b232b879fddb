import Kernels
import Pixels

extension DisplacementField {
  /// Sets the pixels for which the displaced reference pixel lies inside the reference, at least
  /// `margin` pixels from its border and from the image's own.
  ///
  /// For (x, y) that is the reference's pixel (x, y) + displacement(8 ⌊x / 8⌋ + 4, y): as in a warp
  /// of masks, the displacement of one column counts for eight.
  public func assignValidRegion(of size: PixelSize, margin: Int, into valid: inout BitMask) {
    precondition(margin >= 0, "a margin of \(margin) pixels is negative")
    valid.reshape(width: size.width, height: size.height)
    valid.clear()
    guard size.width > 2 * margin, size.height > 2 * margin else { return }
    // Only nearer to the border than the largest displacement need pixels be looked at.
    let (reachX, reachY) = (margin + Self.reach(dx), margin + Self.reach(dy))
    let (left, right) = (reachX, size.width - reachX)
    for y in margin..<(size.height - margin) {
      if left < right && y >= reachY && y < size.height - reachY {
        setValid(y, margin..<left, size, margin, &valid)
        valid.setRun(y: y, x1: left, x2: right)
        setValid(y, right..<(size.width - margin), size, margin, &valid)
      } else {
        setValid(y, margin..<(size.width - margin), size, margin, &valid)
      }
    }
  }

  /// The largest displacement in `values`, in whole pixels, rounded up.
  private static func reach(_ values: [Float]) -> Int {
    Int((values.lazy.map(abs).max() ?? 0).rounded(.up))
  }

  /// Sets those of the pixels `columns` of row `y` that are valid.
  private func setValid(
    _ y: Int, _ columns: Range<Int>, _ size: PixelSize, _ margin: Int, _ valid: inout BitMask
  ) {
    var x = columns.lowerBound
    while x < columns.upperBound {
      let end = min(columns.upperBound, x & ~7 + 8)
      let (dx, dy) = displacement(x: x & ~7 + 4, y: y)
      let v = Double(y) + Double(dy)
      if v >= Double(margin) && v <= Double(size.height - 1 - margin) {
        let x1 = max(x, Int((Double(margin) - Double(dx)).rounded(.up)))
        let x2 = min(end, Int((Double(size.width - margin - 1) - Double(dx)).rounded(.down)) + 1)
        if x1 < x2 { valid.setRun(y: y, x1: x1, x2: x2) }
      }
      x = end
    }
  }
}
