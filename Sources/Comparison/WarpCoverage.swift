import Kernels
import Pixels

/// Which pixels of a warped frame lie within the image they were taken from.
enum WarpCoverage {
  /// Sets the pixels of `mask`, of `size`, that `grid` takes from an image of `imageSize` at least
  /// `margin` pixels within its border.
  static func assign(
    _ mask: inout BitMask, size: PixelSize, by grid: WarpGrid, imageSize: PixelSize, margin: Int
  ) {
    mask.reshape(width: size.width, height: size.height)
    mask.clear()
    let low = Float(margin)
    let (right, bottom) = (
      Float(imageSize.width - 1 - margin), Float(imageSize.height - 1 - margin)
    )
    guard right >= low && bottom >= low else { return }
    func isInside(_ x: Int, _ y: Int) -> Bool {
      let shift = grid.displacement(x: x, y: y)
      let (u, v) = (Float(x) + shift.dx, Float(y) + shift.dy)
      return u >= low && v >= low && u <= right && v <= bottom
    }
    // Between four nodes everything is inside where they are: displacements are bilinear.
    for top in stride(from: 0, to: size.height, by: 32) {
      let below = min(top + 32, size.height)
      // Columns from `first` on are inside as far as was looked.
      var first = 0
      for left in stride(from: 0, to: size.width, by: 32) {
        let end = min(left + 32, size.width)
        let corners =
          (isInside(left, top) ? 1 : 0) + (isInside(end - 1, top) ? 1 : 0)
          + (isInside(left, below - 1) ? 1 : 0) + (isInside(end - 1, below - 1) ? 1 : 0)
        if corners == 4 { continue }
        if first < left { fill(&mask, top..<below, first..<left) }
        first = end
        guard corners > 0 || covers(grid, left, top, end, below, imageSize) else { continue }
        for y in top..<below {
          if let run = run(left..<end, where: { isInside($0, y) }) {
            mask.setRun(y: y, x1: run.lowerBound, x2: run.upperBound)
          }
        }
      }
      if first < size.width { fill(&mask, top..<below, first..<size.width) }
    }
  }

  /// The run of `places` for which `isInside` holds: along a row of a cell there is one at most.
  private static func run(_ places: Range<Int>, where isInside: (Int) -> Bool) -> Range<Int>? {
    let last = places.upperBound - 1
    switch (isInside(places.lowerBound), isInside(last)) {
    case (true, true): return places
    case (true, false):
      return places.lowerBound..<end(from: places.lowerBound, to: last, where: isInside)
    case (false, true):
      return end(from: places.lowerBound, to: last, where: { !isInside($0) })..<places.upperBound
    case (false, false):
      // A corner of the image may reach into the row and end within it.
      guard let first = places.first(where: isInside) else { return nil }
      return first..<end(from: first, to: last, where: isInside)
    }
  }

  /// The first place after `known` for which `holds` does not hold; it holds for `known`, not for
  /// `beyond`, and changes once between them.
  private static func end(
    from known: Int, to beyond: Int, where holds: (Int) -> Bool
  ) -> Int {
    var (known, beyond) = (known, beyond)
    while beyond - known > 1 {
      let middle = (known + beyond) / 2
      if holds(middle) { known = middle } else { beyond = middle }
    }
    return beyond
  }

  private static func fill(_ mask: inout BitMask, _ rows: Range<Int>, _ columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    for y in rows { mask.setRun(y: y, x1: columns.lowerBound, x2: columns.upperBound) }
  }

  /// Whether the boxes of a cell's places and of the image meet.
  private static func covers(
    _ grid: WarpGrid, _ left: Int, _ top: Int, _ end: Int, _ below: Int, _ size: PixelSize
  ) -> Bool {
    func place(_ x: Int, _ y: Int) -> (x: Float, y: Float) {
      let shift = grid.displacement(x: x, y: y)
      return (Float(x) + shift.dx, Float(y) + shift.dy)
    }
    let (a, b) = (place(left, top), place(end - 1, top))
    let (c, d) = (place(left, below - 1), place(end - 1, below - 1))
    return max(a.x, b.x, c.x, d.x) >= 0 && max(a.y, b.y, c.y, d.y) >= 0
      && min(a.x, b.x, c.x, d.x) <= Float(size.width - 1)
      && min(a.y, b.y, c.y, d.y) <= Float(size.height - 1)
  }
}
