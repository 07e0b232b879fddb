import Pixels

/// Literal, scalar forms of the warps, one pixel at a time.
public enum WarpReference {
  /// Positions of columns 0..<count on one axis in 2^-16 pixel: start and step in 2^-32 pixel.
  ///
  /// Columns come in groups of eight: the group's first column exactly, to the nearest 2^-16 pixel,
  /// the others relative to it by a step rounded to 2^-24 pixel.
  public static func position(start: Int64, step: Int64, column: Int) -> Int {
    let coarse = (step + 128) >> 8
    let group = (start + Int64(column / 8 * 8) * step + (1 << 15)) >> 16
    return Int(group + (Int64(column % 8) * coarse + 128) >> 8)
  }

  /// A length in pixels as a multiple of 2^-32.
  public static func fixed(_ v: Double) -> Int64 {
    Int64(max(-0x1p30, min(0x1p30, v)) * 0x1p32)
  }

  /// The sample at a whole position, with the border's rule (`outside` `nil`: replicate).
  public static func sample<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, _ x: Int, _ y: Int, _ channel: Int, outside: S?
  ) -> Int {
    if let outside, x < 0 || y < 0 || x >= image.width || y >= image.height { return Int(outside) }
    return Int(
      image[max(0, min(image.width - 1, x)), max(0, min(image.height - 1, y)), channel])
  }

  /// The value at a position in 2^-16 pixel.
  public static func value<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, _ px: Int, _ py: Int, _ channel: Int, nearest: Bool, outside: S?
  ) -> S {
    if nearest {
      let (x, y) = (px >> 16, py >> 16)
      return S(sample(image, x, y, channel, outside: outside))
    }
    let (x, y) = (px >> 16, py >> 16)
    let (fx, fy) = (px & 65535, py & 65535)
    let product = (fx * fy) >> 16
    let w11 = product - product / 2
    let w01 = fx / 2 - w11
    let w10 = fy / 2 - w11
    let w00 = 32768 - w01 - w10 - w11
    var sum = 16384
    sum += w00 * sample(image, x, y, channel, outside: outside)
    sum += w01 * sample(image, x + 1, y, channel, outside: outside)
    sum += w10 * sample(image, x, y + 1, channel, outside: outside)
    sum += w11 * sample(image, x + 1, y + 1, channel, outside: outside)
    return S(sum >> 15)
  }

  /// The warp by the affine map [[m[0], m[1], m[2]], [m[3], m[4], m[5]]].
  public static func affine<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, _ m: [Double], size: PixelSize, nearest: Bool, outside: S?
  ) -> Image<S> {
    var out = Image<S>(width: size.width, height: size.height, channels: image.channels)
    let half: Int64 = nearest ? 1 << 31 : 0
    for y in 0..<size.height {
      let startX = fixed(m[1] * Double(y) + m[2]) + half
      let startY = fixed(m[4] * Double(y) + m[5]) + half
      for x in 0..<size.width {
        let px = position(start: startX, step: fixed(m[0]), column: x)
        let py = position(start: startY, step: fixed(m[3]), column: x)
        for c in 0..<image.channels {
          out[x, y, c] = value(image, px, py, c, nearest: nearest, outside: outside)
        }
      }
    }
    return out
  }

  /// Exact bilinear interpolation in double precision, not rounded; `nil` outside the image.
  public static func exact<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, _ x: Double, _ y: Double
  ) -> Double? {
    let (u, v) = (x.rounded(.down), y.rounded(.down))
    let (i, j) = (Int(u), Int(v))
    guard i >= 0, j >= 0, i + 1 < image.width, j + 1 < image.height else { return nil }
    let (f, g) = (x - u, y - v)
    let top = Double(image[i, j]) * (1 - f) + Double(image[i + 1, j]) * f
    let bottom = Double(image[i, j + 1]) * (1 - f) + Double(image[i + 1, j + 1]) * f
    return top * (1 - g) + bottom * g
  }
}

extension WarpReference {
  /// The warp by displacements on nodes every `spacing` pixels from (`origin`, `origin`) on, to an
  /// image of `size`, else of the source's.
  public static func nodes<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, dx: [Float], dy: [Float], columns: Int, origin: Int = 16,
    spacing: Int = 32, size: PixelSize? = nil, nearest: Bool, outside: S?
  ) -> Image<S> {
    let size = size ?? image.size
    var out = Image<S>(width: size.width, height: size.height, channels: image.channels)
    let rows = dx.count / columns
    func atRow(_ nodes: [Float], _ i: Int, _ y: Int) -> Int64 {
      let v = max(0, min(spacing * (rows - 1), y - origin))
      let upper = fixed(Double(nodes[v / spacing * columns + i]))
      let lower = fixed(Double(nodes[min(v / spacing + 1, rows - 1) * columns + i]))
      let (a, b) = (Int64(spacing - v % spacing), Int64(v % spacing))
      return (upper * a + lower * b) >> Int64(spacing.trailingZeroBitCount)
    }
    let half: Int64 = nearest ? 1 << 31 : 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        // The piece of the row that x lies in: its first column and the node that belongs to it.
        let piece = x < origin ? 0 : min(columns - 1, (x - origin) / spacing)
        let first = x < origin ? 0 : spacing * piece + origin
        let straight = x >= origin && piece < columns - 1
        func axis(_ nodes: [Float], _ base: Int, _ unit: Int64) -> Int {
          let here = atRow(nodes, piece, y)
          let shift = Int64(spacing.trailingZeroBitCount)
          let slope = straight ? (atRow(nodes, piece + 1, y) - here) >> shift : 0
          return position(
            start: Int64(base) << 32 + here + half, step: unit + slope, column: x - first)
        }
        let px = axis(dx, first, 1 << 32)
        let py = axis(dy, y, 0)
        for c in 0..<image.channels {
          out[x, y, c] = value(image, px, py, c, nearest: nearest, outside: outside)
        }
      }
    }
    return out
  }

  /// The warp by a displacement for every pixel.
  public static func dense<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, dx: Image<Float>, dy: Image<Float>, nearest: Bool, outside: S?
  ) -> Image<S> {
    var out = Image<S>(width: dx.width, height: dx.height, channels: image.channels)
    func fixed16(_ d: Float) -> Int {
      d.isNaN ? -16383 * 65536 : Int(max(-16383, min(16383, d)) * 65536)
    }
    let half = nearest ? 32768 : 0
    for y in 0..<dx.height {
      for x in 0..<dx.width {
        for c in 0..<image.channels {
          out[x, y, c] = value(
            image, x << 16 + fixed16(dx[x, y]) + half, y << 16 + fixed16(dy[x, y]) + half, c,
            nearest: nearest, outside: outside)
        }
      }
    }
    return out
  }
}
