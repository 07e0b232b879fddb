import Kernels
import Pixels

/// How a part lies in its fixture: a turn about the middle of the image and a shift, both rigid, so
/// that boxes can be moved as the image is.
public struct BoardMotion: Sendable, Hashable {
  /// How far the image moves after the turn: pixels to the right and down.
  public var shift: PixelPoint
  /// The turn about the middle of the image in degrees, clockwise as one sees it, -180...180.
  public var rotation: Double

  /// A move by `shift` pixels after a turn by `rotation` degrees; by default none.
  public init(shift: PixelPoint = .zero, rotation: Double = 0) {
    (self.shift, self.rotation) = (shift, rotation)
  }

  /// The longest side, in pixels, of an image that can be moved.
  public static let longestSide = 32767

  /// Whether an image of `size` can be moved, and perturbed: its sides are up to
  /// ``longestSide`` and it has no more than 2^30 pixels.
  public static func canMove(_ size: PixelSize) -> Bool {
    max(size.width, size.height) <= longestSide && size.area <= 1 << 30
  }

  /// `image` moved: every position p shows what lay where p came from, bilinearly, with the border
  /// pixels repeated outside. Exact for whole pixels; the image itself where nothing moves.
  ///
  /// Any number of channels. Cost: O(pixels). Traps where ``canMove(_:)`` says no.
  public func moved(_ image: Image<UInt8>) -> Image<UInt8> {
    guard self != BoardMotion(), image.size.area > 0 else { return image }
    precondition(Self.canMove(image.size), "an image of \(image.size) is too large to be moved")
    var out = Image<UInt8>()
    var scratch = Scratch()
    out.assignWarp(image, by: origins(in: image.size), border: .replicate, scratch: &scratch)
    return out
  }

  /// The smallest box of whole pixels, to the nearest, around the corners of `box` moved with an
  /// image of `size`. It may lie partly or wholly outside the image.
  public func moved(_ box: PixelBox, in size: PixelSize) -> PixelBox {
    let (cosine, sine) = turn
    let middle = Self.middle(of: size)
    // Edges of a box lie half a pixel before the centres of its first pixels.
    let corners = [(box.x1, box.y1), (box.x2, box.y1), (box.x1, box.y2), (box.x2, box.y2)].map {
      let from = Vector(Double($0) - 0.5, Double($1) - 0.5) - middle
      return Vector(cosine * from.x - sine * from.y, sine * from.x + cosine * from.y)
        + middle + Vector(shift.x + 0.5, shift.y + 0.5)
    }
    let bounds = Bounds(corners)
    return PixelBox(
      x1: Int(bounds.x1.rounded()), y1: Int(bounds.y1.rounded()),
      x2: Int(bounds.x2.rounded()), y2: Int(bounds.y2.rounded()))
  }

  /// The move that takes everything back to where it was.
  public var inverse: BoardMotion {
    let (cosine, sine) = turn
    return BoardMotion(
      shift: PixelPoint(
        x: -(cosine * shift.x + sine * shift.y), y: -(cosine * shift.y - sine * shift.x)),
      rotation: -rotation)
  }

  /// From positions in the moved image to where they came from.
  func origins(in size: PixelSize) -> AffineMap {
    let (cosine, sine) = turn
    let middle = Self.middle(of: size)
    let (x, y) = (middle.x + shift.x, middle.y + shift.y)
    return AffineMap(
      xx: cosine, xy: sine, x0: middle.x - cosine * x - sine * y,
      yx: -sine, yy: cosine, y0: middle.y + sine * x - cosine * y)
  }

  private static func middle(of size: PixelSize) -> Vector {
    Vector(Double(size.width - 1) / 2, Double(size.height - 1) / 2)
  }

  private var turn: (cosine: Double, sine: Double) {
    precondition((-180...180).contains(rotation), "a turn by \(rotation)°, not -180 to 180")
    guard rotation != 0 else { return (1, 0) }
    return (sine(ofTurns: rotation / 360 + 0.25), sine(ofTurns: rotation / 360))
  }
}

/// The sine of `turns` full turns, to about 1e-15, the same on every machine: only operations that
/// IEEE 754 rounds correctly take part, which it does not ask of `sin`.
///
/// The Taylor series in the first quarter: sin x = x (1 - x²/(2·3) (1 - x²/(4·5) (1 - …))).
func sine(ofTurns turns: Double) -> Double {
  var part = turns - turns.rounded()
  if part > 0.25 { part = 0.5 - part } else if part < -0.25 { part = -0.5 - part }
  let x = part * 2 * Double.pi
  let square = x * x
  var series = 1.0
  for k in stride(from: 20.0, through: 2, by: -2) { series = 1 - square / (k * (k + 1)) * series }
  return x * series
}
