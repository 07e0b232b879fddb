import Kernels
import Pixels

/// What a recipe may set about finding a part in a photograph.
public struct PoseParameters: Sendable, Hashable {
  /// How far the part may be turned against its reference each way, in degrees, 0...180.
  public var maximumAngle = 5.0
  /// By which share the part may appear larger or smaller than in its reference, 0...0.2.
  public var maximumScaleChange = 0.02
  /// How far the part's middle may be shifted each way, in pixels. Half the difference between the
  /// sizes of image and reference comes on top.
  public var maximumShift = 100.0
  /// Smallest score, 0...1, with which the part counts as found.
  public var minimumScore = 0.5
  /// How far places on the part may lie from where the pose puts them each way, in pixels, 0...8; 0
  /// leaves local registration out.
  public var localSearch = 2
  /// How strongly neighbouring local displacements are pulled together; 0 leaves each to itself.
  public var smoothness = 4.0

  /// The defaults.
  public init() {}

  /// Whether `pose`, found by a reference in an image, keeps within turn, scale and shift, to within a
  /// tenth of a degree, 0.002 and a pixel, as exactly as poses are measured.
  func allows(_ pose: AffineMap, of reference: PixelSize, in image: PixelSize) -> Bool {
    let (found, middle) = (Pose(map: pose, score: 0), reference.middle)
    guard abs(found.angle) <= maximumAngle + 0.1, abs(found.scale - 1) <= maximumScaleChange + 0.002
    else { return false }
    let place = pose.applied(to: middle)
    let extraX = abs(Double(image.width - reference.width)) / 2
    let extraY = abs(Double(image.height - reference.height)) / 2
    return abs(place.x - image.middle.x) <= maximumShift + extraX + 1
      && abs(place.y - image.middle.y) <= maximumShift + extraY + 1
  }
}

extension PixelSize {
  /// The middle of an image, in pixels.
  var middle: PixelPoint { PixelPoint(x: Double(width - 1) / 2, y: Double(height - 1) / 2) }
}
