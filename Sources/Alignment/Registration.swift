import Kernels
import Pixels

/// Where each pixel of a reference lies in an image: the pose of the part and, on top of it, a smooth
/// field of small displacements.
public struct Registration: Sendable {
  /// Size of the reference in pixels.
  public let size: PixelSize
  /// The pose.
  public internal(set) var pose = Pose.identity
  /// Displacements to warp an image into the reference's frame: reference pixel (x, y) lies at
  /// (x + dx, y + dy) of the image.
  public internal(set) var grid: WarpGrid
  /// The same for frames of half the size, whose pixel (x, y) lies at (2 x + 0.5, 2 y + 0.5), in
  /// pixels of the half size.
  public internal(set) var halfGrid: WarpGrid
  /// The root mean square of the local displacements beyond the pose, in pixels.
  public internal(set) var localDisplacement = 0.0

  /// The reference lies in the image as it is.
  public init(size: PixelSize) {
    self.size = size
    grid = WarpGrid(covering: size, spacing: 128)
    halfGrid = WarpGrid(
      covering: PixelSize(width: size.width / 2, height: size.height / 2), spacing: 64)
  }

  /// The image's position for a position in the reference, in pixels.
  public func imagePoint(_ point: PixelPoint) -> PixelPoint {
    let spacing = Double(grid.spacing)
    let u = max(0, min(Double(grid.columns - 1), point.x / spacing))
    let v = max(0, min(Double(grid.rows - 1), point.y / spacing))
    let (i, j) = (min(Int(u), grid.columns - 2), min(Int(v), grid.rows - 2))
    let (e, f) = (u - Double(i), v - Double(j))
    func mix(_ a: [Float]) -> Double {
      let k = j * grid.columns + i
      let top = Double(a[k]) * (1 - e) + Double(a[k + 1]) * e
      let bottom =
        Double(a[k + grid.columns]) * (1 - e) + Double(a[k + grid.columns + 1]) * e
      return top * (1 - f) + bottom * f
    }
    // Beyond the outermost nodes the pose continues what the nodes say.
    let edge = PixelPoint(x: u * spacing, y: v * spacing)
    let (there, here) = (pose.map.applied(to: point), pose.map.applied(to: edge))
    return PixelPoint(
      x: edge.x + mix(grid.dx) + there.x - here.x, y: edge.y + mix(grid.dy) + there.y - here.y)
  }

  /// The position in the reference for one in the image, in pixels: the pose's, corrected three times
  /// by how far it misses.
  public func referencePoint(_ point: PixelPoint) -> PixelPoint {
    var target = point
    var found = pose.referencePoint(point)
    for _ in 0..<3 {
      let reached = imagePoint(found)
      target.x += point.x - reached.x
      target.y += point.y - reached.y
      found = pose.referencePoint(target)
    }
    return found
  }

  /// The smallest box of the image around what lies in `box` of the reference.
  public func imageBox(_ box: PixelBox) -> PixelBox {
    Self.around(box) { imagePoint($0) }
  }

  /// The smallest box of the reference around what lies in `box` of the image.
  public func referenceBox(_ box: PixelBox) -> PixelBox {
    Self.around(box) { referencePoint($0) }
  }

  private static func around(
    _ box: PixelBox, _ map: (PixelPoint) -> PixelPoint
  ) -> PixelBox {
    // The outer sides of the outermost pixels, to where they come.
    let (left, right) = (Double(box.x1) - 0.5, Double(box.x2) - 0.5)
    let (top, bottom) = (Double(box.y1) - 0.5, Double(box.y2) - 0.5)
    let (a, b) = (map(PixelPoint(x: left, y: top)), map(PixelPoint(x: right, y: top)))
    let (c, d) = (map(PixelPoint(x: left, y: bottom)), map(PixelPoint(x: right, y: bottom)))
    // A side that lies on a pixel's to within rounding does not take another pixel in.
    return PixelBox(
      x1: Int((min(a.x, b.x, c.x, d.x) + 0.51).rounded(.down)),
      y1: Int((min(a.y, b.y, c.y, d.y) + 0.51).rounded(.down)),
      x2: Int((max(a.x, b.x, c.x, d.x) + 0.49).rounded(.up)),
      y2: Int((max(a.y, b.y, c.y, d.y) + 0.49).rounded(.up)))
  }
}
