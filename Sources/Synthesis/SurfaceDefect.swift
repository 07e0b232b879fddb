import Decision
import Pixels

/// A defect that was drawn on a surface.
public struct SurfaceDefect: Sendable, Hashable {
  /// What kind of defect.
  public let defectClass: DefectClass
  /// The smallest box around the pixels that changed by at least 0.4 of the contrast.
  public let box: PixelBox
  /// The largest change before light, blur and noise, in gray levels.
  public let contrast: Double
  /// The width of a scratch, the radius of anything else, in pixels.
  public let extent: Double

  /// From which range, in gray levels, the contrast of defects is drawn: more on surfaces with a
  /// stronger texture, which hides more. Widths, lengths and radii are the same on all surfaces:
  /// scratches 1 to 2.5 px by 40 to 160 px, stains 12 to 36 px, holes 2.5 to 7 px, dents 7 to 20 px.
  public static func contrasts(
    of defectClass: DefectClass, on kind: SurfaceKind
  ) -> ClosedRange<Double> {
    let deviation = SurfaceTexture.deviation(kind)
    switch defectClass {
    case .scratch: return (1.8 * deviation)...(4 * deviation)
    case .stain: return (1.1 * deviation)...(2.4 * deviation)
    case .hole: return (25 + 2 * deviation)...(60 + 2 * deviation)
    default: return (1.8 * deviation)...(3.6 * deviation)
    }
  }
}

/// How much each pixel of a box changes by a defect, in gray levels.
struct SurfaceChange {
  let box: PixelBox
  /// Rows of the box top down.
  private(set) var levels: [Float]

  init(box: PixelBox) {
    self.box = box
    levels = [Float](repeating: 0, count: box.area)
  }

  init(box: PixelBox, _ level: (Vector) -> Double) {
    self.init(box: box)
    for y in box.y1..<box.y2 {
      for x in box.x1..<box.x2 {
        levels[index(x, y)] = Float(level(Vector(Double(x), Double(y))))
      }
    }
  }

  /// Makes the change at a pixel at least `level`, whatever its sign.
  mutating func raise(to level: Float, _ x: Int, _ y: Int) {
    let i = index(x, y)
    if abs(level) > abs(levels[i]) { levels[i] = level }
  }

  subscript(x: Int, y: Int) -> Float { levels[index(x, y)] }

  private func index(_ x: Int, _ y: Int) -> Int { (y - box.y1) * box.width + x - box.x1 }

  /// The smallest box around the pixels that change by at least `least`; `nil` for none.
  func box(ofAtLeast least: Float) -> PixelBox? {
    var out: PixelBox?
    for y in box.y1..<box.y2 {
      for x in box.x1..<box.x2 where abs(self[x, y]) >= least {
        let pixel = PixelBox(x1: x, y1: y, x2: x + 1, y2: y + 1)
        out = out?.union(pixel) ?? pixel
      }
    }
    return out
  }
}
