import Foundation
import Pixels

/// Colour operators as their formulas say, in double precision.
public enum ColorReference {
  /// L*, a*, b* of an sRGB pixel for D65.
  public static func lab(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> (l: Double, a: Double, b: Double) {
    func light(_ level: UInt8) -> Double {
      let v = Double(level) / 255
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
    func f(_ t: Double) -> Double {
      t > pow(6.0 / 29, 3) ? cbrt(t) : t * pow(29.0 / 6, 2) / 3 + 4.0 / 29
    }
    let (r, g, b) = (light(r), light(g), light(b))
    let x = f((0.412453 * r + 0.357580 * g + 0.180423 * b) / 0.950456)
    let y = f(0.212671 * r + 0.715160 * g + 0.072169 * b)
    let z = f((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.088754)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// ΔE of CIE 1976 between two pixels.
  public static func distance(_ p: [UInt8], _ q: [UInt8]) -> Double {
    let (c, d) = (lab(p[0], p[1], p[2]), lab(q[0], q[1], q[2]))
    let (l, a, b) = (c.l - d.l, c.a - d.a, c.b - d.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  /// (9798 R + 19235 G + 3735 B + 16384) >> 15.
  public static func gray(_ image: Image<UInt8>) -> Image<UInt8> {
    let one = Image<UInt8>(width: image.width, height: image.height)
    return PixelwiseReference.map(one) { x, y, _ in
      let (r, g, b) = (Int(image[x, y, 0]), Int(image[x, y, 1]), Int(image[x, y, 2]))
      return UInt8((9798 * r + 19235 * g + 3735 * b + 16384) >> 15)
    }
  }
}
