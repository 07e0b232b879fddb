/// The size of an image in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size of `width` columns and `height` rows, in pixels.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Columns times rows.
  public var area: Int { width * height }
}

/// A position or displacement in pixels: x to the right, y down, origin at the centre of the
/// top-left pixel.
public struct PixelPoint: Hashable, Sendable, Codable {
  /// Pixels to the right.
  public var x: Double
  /// Pixels down.
  public var y: Double

  /// A position at column `x`, row `y`, in pixels.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// The origin, or no displacement.
  public static let zero = PixelPoint(x: 0, y: 0)
}

/// A box of whole pixels, half open: columns `x1..<x2`, rows `y1..<y2`.
public struct PixelBox: Hashable, Sendable, Codable {
  /// First column.
  public var x1: Int
  /// First row.
  public var y1: Int
  /// One past the last column.
  public var x2: Int
  /// One past the last row.
  public var y2: Int

  /// The box with columns `x1..<x2` and rows `y1..<y2`, in pixels.
  public init(x1: Int, y1: Int, x2: Int, y2: Int) {
    self.x1 = x1
    self.y1 = y1
    self.x2 = x2
    self.y2 = y2
  }

  /// Columns covered; 0 or less for an empty box.
  public var width: Int { x2 - x1 }
  /// Rows covered; 0 or less for an empty box.
  public var height: Int { y2 - y1 }
  /// Pixels covered; 0 for an empty box.
  public var area: Int { max(0, width) * max(0, height) }
  /// Whether no pixel is covered.
  public var isEmpty: Bool { width <= 0 || height <= 0 }

  /// The pixels that both boxes cover (may be empty).
  public func intersection(_ other: PixelBox) -> PixelBox {
    PixelBox(
      x1: max(x1, other.x1), y1: max(y1, other.y1), x2: min(x2, other.x2), y2: min(y2, other.y2))
  }

  /// The smallest box that covers both.
  public func union(_ other: PixelBox) -> PixelBox {
    PixelBox(
      x1: min(x1, other.x1), y1: min(y1, other.y1), x2: max(x2, other.x2), y2: max(y2, other.y2))
  }

  /// The box grown by `margin` pixels on each side.
  public func grown(by margin: Int) -> PixelBox {
    PixelBox(x1: x1 - margin, y1: y1 - margin, x2: x2 + margin, y2: y2 + margin)
  }

  /// The part of the box that lies in an image of `size`.
  public func clipped(to size: PixelSize) -> PixelBox {
    intersection(PixelBox(x1: 0, y1: 0, x2: size.width, y2: size.height))
  }

  /// Intersection over union (Jaccard index), 0...1; 0 where either box is empty.
  public func intersectionOverUnion(_ other: PixelBox) -> Double {
    let common = intersection(other).area
    guard common > 0 else { return 0 }
    return Double(common) / Double(area + other.area - common)
  }
}
