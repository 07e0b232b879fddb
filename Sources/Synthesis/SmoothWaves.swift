import Kernels
import Pixels

/// A smooth random displacement of every pixel: a sum of plane waves, each pushing in a direction
/// of its own, scaled so that the longest displacement is the amplitude asked for.
struct SmoothWaves {
  /// The shortest period in pixels; the longest is four times that.
  static let shortestPeriod = 150.0
  private static let count = 4

  /// Displacements in pixels, rows top down.
  let displacements: [Vector]

  /// Waves over an image of `size` whose longest displacement is `amplitude` pixels.
  init(size: PixelSize, amplitude: Double, random: inout RandomSource) {
    var sum = [Vector](repeating: .zero, count: size.area)
    for _ in 0..<Self.count {
      let period = random.number(in: Self.shortestPeriod...(4 * Self.shortestPeriod))
      let along = random.direction() * (1 / period)
      let push = random.direction() * random.number(in: 0.25...1)
      let phase = random.unit()
      // sin(a + b) = sin a cos b + cos a sin b: one row and one column of sines for all pixels.
      let columns = (0..<size.width).map { Self.parts(along.x * Double($0) + phase) }
      for y in 0..<size.height {
        let row = Self.parts(along.y * Double(y))
        for x in 0..<size.width {
          let wave = columns[x].sine * row.cosine + columns[x].cosine * row.sine
          sum[y * size.width + x] = sum[y * size.width + x] + push * wave
        }
      }
    }
    let longest = sum.map(\.length).max() ?? 0
    let scale = longest > 0 ? amplitude / longest : 0
    displacements = sum.map { $0 * scale }
  }

  private static func parts(_ turns: Double) -> (sine: Double, cosine: Double) {
    (Synthesis.sine(ofTurns: turns), Synthesis.sine(ofTurns: turns + 0.25))
  }

  /// `image` displaced by the waves and moved by `motion`, in one step: bilinear, border repeated.
  func moved(_ image: Image<UInt8>, by motion: BoardMotion) -> Image<UInt8> {
    let size = image.size
    let origins = motion.origins(in: size)
    var dx = Image<Float>(width: size.width, height: size.height)
    var dy = dx
    let stride = dx.stride
    dx.withUnsafeMutableSamples { dx in
      dy.withUnsafeMutableSamples { dy in
        for y in 0..<size.height {
          for x in 0..<size.width {
            let at = PixelPoint(x: Double(x), y: Double(y))
            let from = origins.applied(to: at)
            let wave = displacements[y * size.width + x]
            dx[y * stride + x] = Float(from.x - at.x - wave.x)
            dy[y * stride + x] = Float(from.y - at.y - wave.y)
          }
        }
      }
    }
    var out = Image<UInt8>()
    var scratch = Scratch()
    out.assignWarp(image, dx: dx, dy: dy, border: .replicate, scratch: &scratch)
    return out
  }
}
