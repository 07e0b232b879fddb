import Kernels
import Pixels

/// How a camera sees a surface: light, lens and sensor, a little different for each picture.
///
/// Gain 0.85 to 1.15; brighter on one side than on the other by up to 25 % across and as much down;
/// corners darker by up to 15 %; blur of 0.4 to 0.8 px; noise of 1 to 2 gray levels.
struct SurfacePicture {
  /// Steps of a gray level, so that blurring rounds finely.
  private static let steps: Float = 200

  /// The picture of `texture`.
  static func image(of texture: SurfaceTexture, random: inout RandomSource) -> Image<UInt8> {
    let size = texture.size
    let gain = random.number(in: 0.85...1.15)
    let across = random.number(in: -0.25...0.25)
    let down = random.number(in: -0.25...0.25)
    let corners = random.number(in: 0...0.15)
    let blur = random.number(in: 0.4...0.8)
    let noise = Float(random.number(in: 1...2))
    var fine = Image<UInt16>(width: size.width, height: size.height)
    let stride = fine.stride
    fine.withUnsafeMutableSamples { samples in
      for y in 0..<size.height {
        let v = (Double(y) + 0.5) / Double(size.height) - 0.5
        for x in 0..<size.width {
          let u = (Double(x) + 0.5) / Double(size.width) - 0.5
          let fall = corners * 2 * (u * u + v * v)
          let light = Float(gain * (1 + across * u + down * v - fall))
          let level = light * texture.levels[y * size.width + x]
          samples[y * stride + x] = UInt16(min(max(level, 0), 255) * steps)
        }
      }
    }
    var blurred = Image<UInt16>()
    var scratch = Scratch()
    blurred.assignGaussian(fine, sigma: blur, scratch: &scratch)
    let blurredStride = blurred.stride
    var out = Image<UInt8>(width: size.width, height: size.height)
    let outStride = out.stride
    out.withUnsafeMutableSamples { out in
      blurred.withUnsafeSamples { samples in
        for y in 0..<size.height {
          for x in 0..<size.width {
            let level = Float(samples[y * blurredStride + x]) / steps
            let noisy = level + noise * Float(random.bell())
            out[y * outStride + x] = UInt8(min(max(noisy.rounded(), 0), 255))
          }
        }
      }
    }
    return out
  }
}
