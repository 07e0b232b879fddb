import Pixels

extension PixelGrid {
  /// A horizontal run of set pixels: columns `x1..<x2` of row `y`.
  public struct Run: Equatable, Sendable {
    /// Row.
    public var y: Int
    /// First column.
    public var x1: Int
    /// One past the last column.
    public var x2: Int

    /// Columns `x1..<x2` of row `y`.
    public init(y: Int, x1: Int, x2: Int) { (self.y, self.x1, self.x2) = (y, x1, x2) }
  }

  /// The runs of set pixels in raster order.
  public var runs: [Run] {
    var runs: [Run] = []
    for y in 0..<height {
      for x in 0..<width where self[x, y] {
        if self[x - 1, y] {
          runs[runs.count - 1].x2 = x + 1
        } else {
          runs.append(Run(y: y, x1: x, x2: x + 1))
        }
      }
    }
    return runs
  }

  /// The pixels of `box`, which must lie within the grid.
  public func cropped(to box: PixelBox) -> PixelGrid {
    PixelGrid(width: box.width, height: box.height) { self[$0 + box.x1, $1 + box.y1] }
  }
}
