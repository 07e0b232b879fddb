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
    // Beyond which borders a pixel comes from, a bit each.
    func borders(_ x: Int, _ y: Int) -> Int {
      let shift = grid.displacement(x: x, y: y)
      let (u, v) = (Float(x) + shift.dx, Float(y) + shift.dy)
      return (u < low ? 1 : 0) | (v < low ? 2 : 0) | (u > right ? 4 : 0) | (v > bottom ? 8 : 0)
    }
    // Between four nodes everything is inside where they are: displacements are bilinear.
    for top in stride(from: 0, to: size.height, by: 32) {
      let below = min(top + 32, size.height)
      // Columns from `first` on are inside as far as was looked.
      var first = 0
      for left in stride(from: 0, to: size.width, by: 32) {
        let end = min(left + 32, size.width)
        let (a, b) = (borders(left, top), borders(end - 1, top))
        let (c, d) = (borders(left, below - 1), borders(end - 1, below - 1))
        if a | b | c | d == 0 { continue }
        if first < left { fill(&mask, top..<below, first..<left) }
        first = end
        // All beyond one border: so is what lies between them.
        guard a & b & c & d == 0 else { continue }
        for y in top..<below {
          if let run = run(left..<end, borders: { borders($0, y) }) {
            mask.setRun(y: y, x1: run.lowerBound, x2: run.upperBound)
          }
        }
      }
      if first < size.width { fill(&mask, top..<below, first..<size.width) }
    }
  }

  /// The run of `places` beyond no border: along a row of a cell there is one at most.
  private static func run(_ places: Range<Int>, borders: (Int) -> Int) -> Range<Int>? {
    func isInside(_ place: Int) -> Bool { borders(place) == 0 }
    let last = places.upperBound - 1
    let (first, final) = (borders(places.lowerBound), borders(last))
    guard first & final == 0 else { return nil }
    switch (first == 0, final == 0) {
    case (true, true): return places
    case (true, false):
      return places.lowerBound..<end(from: places.lowerBound, to: last, where: isInside)
    case (false, true):
      return end(from: places.lowerBound, to: last, where: { !isInside($0) })..<places.upperBound
    case (false, false):
      // A corner of the image may reach into the row and end within it.
      guard let start = places.first(where: isInside) else { return nil }
      return start..<end(from: start, to: last, where: isInside)
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
}
