import Foundation

/// A colour in CIE 1976 L*a*b* (CIE 15:2004), for the white point D65.
public struct LabColor: Sendable, Hashable {
  /// L*, 0 black to 100 white.
  public var lightness: Double
  /// a*, green below 0, red above.
  public var a: Double
  /// b*, blue below 0, yellow above.
  public var b: Double

  /// The colour with these coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    (self.lightness, self.a, self.b) = (lightness, a, b)
  }

  /// The colour of an sRGB pixel (IEC 61966-2-1), with the constants of cv2.cvtColor.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    let light = [red, green, blue].map(LabTables.linearLight)
    let f = LabTables.tristimulus.map { row in
      LabTables.root(row[0] * light[0] + row[1] * light[1] + row[2] * light[2])
    }
    self.init(lightness: 116 * f[1] - 16, a: 500 * (f[0] - f[1]), b: 200 * (f[1] - f[2]))
  }

  /// ΔE*ab, the distance of CIE 1976: the root of the sum of squared differences.
  public func distance(to other: LabColor) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  /// f(X / Xn), f(Y / Yn), f(Z / Zn), of which the coordinates are differences, in units of 2^-20.
  var roots: (x: Int32, y: Int32, z: Int32) {
    let y = (lightness + 16) / 116
    func fixed(_ f: Double) -> Int32 { Int32((f * LabTables.unit).rounded()) }
    return (fixed(y + a / 500), fixed(y), fixed(y - b / 200))
  }
}

/// What the colour kernels look up, 22 KB, made once.
struct LabTables: Sendable {
  /// The tables.
  static let shared = LabTables()

  /// Both tables count X, Y, Z and f in 2^-20.
  static let unit = Double(1 << 20)

  /// sRGB to XYZ for D65, each row divided by the white point.
  static let tristimulus = [
    [0.412453 / 0.950456, 0.357580 / 0.950456, 0.180423 / 0.950456],
    [0.212671, 0.715160, 0.072169],
    [0.019334 / 1.088754, 0.119193 / 1.088754, 0.950227 / 1.088754],
  ]

  /// For each level of r, g and b what it adds to X, Y and Z, in bits 0, 21 and 42.
  let light: [UInt64]
  /// f at every 2^-11 and its step to the next.
  let roots: [Int32]

  private init() {
    light = (0..<768).map { i in
      let light = Self.linearLight(UInt8(i % 256))
      return (0..<3).reduce(0) { word, row in
        let share = UInt64((Self.tristimulus[row][i / 256] * light * Self.unit).rounded())
        return word | share << UInt64(21 * row)
      }
    }
    // Rounding can carry white beyond 1 by a unit: one entry more than 2^11 + 1.
    let f = (0...2050).map { Int32((Self.root(Double($0) / 2048) * Self.unit).rounded()) }
    roots = (0..<2050).flatMap { [f[$0], f[$0 + 1] - f[$0]] }
  }

  /// Linear light 0...1 of an sRGB level.
  static func linearLight(_ level: UInt8) -> Double {
    let v = Double(level) / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  /// The f of CIE L*a*b*: a cube root, and a line near black.
  static func root(_ t: Double) -> Double {
    t > 216.0 / 24389 ? cbrt(t) : 841.0 / 108 * t + 16.0 / 116
  }

  /// Calls `body` with the tables and 256 values of scratch.
  func withPointers(
    _ body: (UnsafePointer<UInt64>, UnsafePointer<Int32>, UnsafeMutablePointer<Int32>) -> Void
  ) {
    light.withUnsafeBufferPointer { light in
      roots.withUnsafeBufferPointer { roots in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) {
          body(light.baseAddress!, roots.baseAddress!, $0.baseAddress!)
        }
      }
    }
  }
}
