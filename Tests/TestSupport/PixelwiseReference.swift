import Pixels

/// The pixelwise operators as their formulas say, a pixel at a time.
public enum PixelwiseReference {
  /// The image that `body` gives for each sample of `shape`.
  public static func map<In, Out>(
    _ shape: Image<In>, _ body: (_ x: Int, _ y: Int, _ channel: Int) -> Out
  ) -> Image<Out> {
    var samples: [Out] = []
    for y in 0..<shape.height {
      for x in 0..<shape.width {
        for c in 0..<shape.channels { samples.append(body(x, y, c)) }
      }
    }
    return Image(
      width: shape.width, height: shape.height, channels: shape.channels, samples: samples)
  }

  /// The mask that `body` gives for each pixel of `size`.
  public static func mask(
    _ size: PixelSize, _ body: (_ x: Int, _ y: Int) -> Bool
  ) -> BitMask {
    var out = BitMask(width: size.width, height: size.height)
    for y in 0..<size.height {
      for x in 0..<size.width where body(x, y) { out[x, y] = true }
    }
    return out
  }

  /// |a - b|.
  public static func absoluteDifference<Sample: FixedWidthInteger>(
    _ a: Image<Sample>, _ b: Image<Sample>
  ) -> Image<Sample> {
    map(a) { x, y, c in Sample(abs(Int(a[x, y, c]) - Int(b[x, y, c]))) }
  }

  /// image - reference > bright or reference - image > dark.
  public static func difference<Sample: FixedWidthInteger>(
    _ image: Image<Sample>, _ reference: Image<Sample>, bright: Sample, dark: Sample
  ) -> (either: BitMask, bright: BitMask, dark: BitMask) {
    signed(image.size) { x, y in
      let d = Int(image[x, y]) - Int(reference[x, y])
      return (d > Int(bright), -d > Int(dark))
    }
  }

  /// |image - reference| > tolerance.
  public static func difference<Sample: FixedWidthInteger>(
    _ image: Image<Sample>, _ reference: Image<Sample>, tolerance: Image<Sample>
  ) -> (either: BitMask, bright: BitMask, dark: BitMask) {
    signed(image.size) { x, y in
      let d = Int(image[x, y]) - Int(reference[x, y])
      return (d > Int(tolerance[x, y]), -d > Int(tolerance[x, y]))
    }
  }

  /// image > upper or image < lower.
  public static func outside<Sample: FixedWidthInteger>(
    _ image: Image<Sample>, lower: Image<Sample>, upper: Image<Sample>
  ) -> (either: BitMask, bright: BitMask, dark: BitMask) {
    signed(image.size) { x, y in
      (image[x, y] > upper[x, y], image[x, y] < lower[x, y])
    }
  }

  private static func signed(
    _ size: PixelSize, _ body: (_ x: Int, _ y: Int) -> (Bool, Bool)
  ) -> (either: BitMask, bright: BitMask, dark: BitMask) {
    (
      mask(size) { x, y in
        let (a, b) = body(x, y)
        return a || b
      },
      mask(size) { body($0, $1).0 }, mask(size) { body($0, $1).1 }
    )
  }
}
