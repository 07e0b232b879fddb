/// A picture of floats that mirrors itself through its outermost values beyond its border.
public struct FloatGrid: Sendable, Equatable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Rows top down.
  public private(set) var values: [Float]

  /// The grid of `value` at each column and row.
  public init(width: Int, height: Int, _ value: (Int, Int) -> Float) {
    (self.width, self.height) = (width, height)
    values = []
    values.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width { values.append(value(x, y)) }
    }
  }

  /// The value at column `x`, row `y`, which may lie outside.
  public subscript(x: Int, y: Int) -> Float {
    values[Self.mirrored(y, height) * width + Self.mirrored(x, width)]
  }

  private static func mirrored(_ i: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    var i = i
    while i < 0 || i >= count { i = i < 0 ? -i : 2 * (count - 1) - i }
    return i
  }
}
