import Pixels

/// Where on the board each pixel of a picture looks: a shift and a smooth, uneven stretch.
///
/// The stretch is a uniform cubic B-spline surface of 5x5 random control displacements over the
/// picture, scaled so that its longest displacement at any pixel is the stretch asked for.
struct StretchField: Sendable {
  let size: PixelSize
  /// For each pixel, rows top down, the position on the board.
  let positions: [Vector]
  /// The longest displacement along an axis, in pixels, or more.
  let reach: Double

  /// The picture lies straight on the board.
  init(still size: PixelSize) {
    self.size = size
    reach = 0
    positions = (0..<size.area).map { i in
      Vector(Double(i % size.width), Double(i / size.width))
    }
  }

  /// A random shift of up to `shift` pixels along each axis and a stretch of up to `stretch`.
  init(size: PixelSize, stretch: Double, shift: Double, random: inout RandomSource) {
    self.size = size
    reach = stretch + shift
    let common = Vector(random.number(in: -shift...shift), random.number(in: -shift...shift))
    let controls = (0..<25).map { _ in random.direction() * random.unit() }
    let columns = (0..<size.width).map { Self.weights(at: $0, of: size.width) }
    var displacements: [Vector] = []
    displacements.reserveCapacity(size.area)
    var longest = 0.0
    for y in 0..<size.height {
      let row = Self.weights(at: y, of: size.height)
      // Controls blended down the rows once for the whole line.
      let blended = (0..<5).map { i in
        (0..<4).reduce(Vector.zero) { $0 + controls[(row.first + $1) * 5 + i] * row.weights[$1] }
      }
      for x in 0..<size.width {
        let column = columns[x]
        var displacement = Vector.zero
        for k in 0..<4 {
          displacement = displacement + blended[column.first + k] * column.weights[k]
        }
        longest = max(longest, displacement.length)
        displacements.append(displacement)
      }
    }
    let scale = longest > 0 ? stretch / longest : 0
    positions = displacements.indices.map { i in
      Vector(Double(i % size.width), Double(i / size.width)) - common - displacements[i] * scale
    }
  }

  /// The four cubic B-spline weights at pixel `i` of `count`, and the first control they are for.
  private static func weights(
    at i: Int, of count: Int
  ) -> (first: Int, weights: [Double]) {
    let spans = 2.0
    let u = Double(i) / Double(count) * spans
    let first = Int(u)
    let t = u - Double(first)
    let s = 1 - t
    return (
      first,
      [
        s * s * s / 6,
        (3 * t * t * t - 6 * t * t + 4) / 6,
        (3 * s * s * s - 6 * s * s + 4) / 6,
        t * t * t / 6,
      ]
    )
  }
}
