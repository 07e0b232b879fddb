import Pixels

/// A random pattern without end in sight, of which images of a part are cut: a window that moves
/// meets pattern where it came from nowhere before.
public struct TestCanvas: Sendable {
  private let grid: PixelGrid
  private let size: PixelSize
  private static let border = 120

  /// A pattern for windows of `size`: rectangles of 4 to 40 pixels, a few of them to each 32x32.
  public init(_ size: PixelSize, seed: UInt64) {
    var random = TestRandom(seed)
    self.size = size
    let (width, height) = (size.width + 2 * Self.border, size.height + 2 * Self.border)
    var grid = PixelGrid(width: width, height: height)
    for _ in 0..<(width * height / 350) {
      let (x, y) = (random.int(0...(width - 1)), random.int(0...(height - 1)))
      let isWide = random.chance(0.5)
      let (long, short) = (random.int(8...40), random.int(4...10))
      grid.fill(
        PixelBox(x1: x, y1: y, x2: x + (isWide ? long : short), y2: y + (isWide ? short : long)),
        random.chance(0.7))
    }
    self.grid = grid
  }

  /// The window in which each pixel p shows the pattern at p + displacement(p), rounded.
  public func window(_ displacement: (_ x: Int, _ y: Int) -> (dx: Double, dy: Double)) -> PixelGrid
  {
    PixelGrid(width: size.width, height: size.height) { x, y in
      let (dx, dy) = displacement(x, y)
      return grid[x + Self.border + Int(dx.rounded()), y + Self.border + Int(dy.rounded())]
    }
  }

  /// The window moved by (dx, dy): pixel p shows the pattern at p + (dx, dy).
  public func window(dx: Int = 0, dy: Int = 0) -> PixelGrid {
    window { _, _ in (Double(dx), Double(dy)) }
  }
}
