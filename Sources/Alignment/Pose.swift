import Foundation
import Kernels
import Pixels

/// Where a part lies in an image: the map from its reference's pixels to the image's.
public struct Pose: Sendable, Hashable {
  /// The image's position for each position in the reference, in pixels.
  public var map: AffineMap
  /// How surely the part lies there, 0...1; see ``PoseFinder``.
  public var score: Double

  /// The pose with a map, which must have an inverse, and a score.
  public init(map: AffineMap, score: Double) {
    precondition(map.inverse != nil, "a pose without an inverse maps everything to a line")
    (self.map, self.score) = (map, score)
  }

  /// The part lies as in its reference.
  public static let identity = Pose(map: .translation(dx: 0, dy: 0), score: 1)

  /// How far the part is turned against the reference, in degrees, -180...180, clockwise as seen.
  public var angle: Double { atan2(map.yx - map.xy, map.xx + map.yy) * 180 / .pi }

  /// How much larger the part appears than in the reference: the root of the ratio of areas.
  public var scale: Double { abs(map.xx * map.yy - map.xy * map.yx).squareRoot() }

  /// How far position `point` of the reference is shifted, in pixels.
  public func shift(at point: PixelPoint) -> PixelPoint {
    let image = map.applied(to: point)
    return PixelPoint(x: image.x - point.x, y: image.y - point.y)
  }

  /// The position in the reference that lies at `point` of the image, in pixels.
  public func referencePoint(_ point: PixelPoint) -> PixelPoint {
    guard let inverse = map.inverse else { preconditionFailure("a pose has an inverse") }
    return inverse.applied(to: point)
  }
}

extension AffineMap {
  /// Turns by `angle` radians and scales by `scale` around (`from.x`, `from.y`), which comes to lie
  /// at `to`.
  static func similarity(
    angle: Double, scale: Double, from: PixelPoint, to: PixelPoint
  ) -> AffineMap {
    let (c, s) = (scale * cos(angle), scale * sin(angle))
    return AffineMap(
      xx: c, xy: -s, x0: to.x - c * from.x + s * from.y,
      yx: s, yy: c, y0: to.y - s * from.x - c * from.y)
  }

  /// This map after a move by (dx, dy).
  func moved(dx: Double, dy: Double) -> AffineMap {
    var map = self
    map.x0 += xx * dx + xy * dy
    map.y0 += yx * dx + yy * dy
    return map
  }

  /// The same map between both images reduced by 2^level.
  func reduced(_ level: Int) -> AffineMap {
    var map = self
    let factor = Double(1 << level)
    map.x0 /= factor
    map.y0 /= factor
    return map
  }

  /// The same map between both images enlarged by 2^level.
  func enlarged(_ level: Int) -> AffineMap {
    var map = self
    let factor = Double(1 << level)
    map.x0 *= factor
    map.y0 *= factor
    return map
  }
}
