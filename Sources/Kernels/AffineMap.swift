import Pixels

/// An affine map from positions in a result to positions in its source, in pixels:
/// source = (xx x + xy y + x0, yx x + yy y + y0). The six numbers are those of the 2x3 matrix
/// [[xx, xy, x0], [yx, yy, y0]] that OpenCV's `warpAffine` takes with `WARP_INVERSE_MAP`.
public struct AffineMap: Sendable, Hashable {
  /// Columns of the source for one column of the result.
  public var xx: Double
  /// Columns of the source for one row of the result.
  public var xy: Double
  /// The source column of the result's origin, in pixels.
  public var x0: Double
  /// Rows of the source for one column of the result.
  public var yx: Double
  /// Rows of the source for one row of the result.
  public var yy: Double
  /// The source row of the result's origin, in pixels.
  public var y0: Double

  /// The map with the rows (xx, xy, x0) and (yx, yy, y0).
  public init(xx: Double, xy: Double, x0: Double, yx: Double, yy: Double, y0: Double) {
    (self.xx, self.xy, self.x0, self.yx, self.yy, self.y0) = (xx, xy, x0, yx, yy, y0)
  }

  /// The map that takes every position (x, y) from (x + dx, y + dy), in pixels.
  public static func translation(dx: Double, dy: Double) -> AffineMap {
    AffineMap(xx: 1, xy: 0, x0: dx, yx: 0, yy: 1, y0: dy)
  }

  /// The position in the source that `point` of the result is taken from.
  public func applied(to point: PixelPoint) -> PixelPoint {
    PixelPoint(
      x: xx * point.x + xy * point.y + x0, y: yx * point.x + yy * point.y + y0)
  }

  /// The map in the other direction; `nil` where it has none.
  public var inverse: AffineMap? {
    let determinant = xx * yy - xy * yx
    guard determinant != 0, determinant.isFinite else { return nil }
    let (a, b, c, d) = (
      yy / determinant, -xy / determinant, -yx / determinant, xx / determinant
    )
    return AffineMap(
      xx: a, xy: b, x0: -(a * x0 + b * y0), yx: c, yy: d, y0: -(c * x0 + d * y0))
  }
}
