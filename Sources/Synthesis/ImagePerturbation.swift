import Kernels
import Pixels

/// How a second photograph of the same part differs from the first, gray or colour: the part lies a
/// little differently, the lamp has become brighter or darker, the focus is a little off, and the
/// sensor is noisy. No defect comes or goes.
///
/// The steps in their order: ``motion``, ``blur``, ``brightness``, ``noise``. All values at 0 leave the
/// image as it is.
public struct ImagePerturbation: Sendable, Hashable {
  /// How the part lies.
  public var motion: BoardMotion
  /// Standard deviation of a Gaussian in pixels, 0...300.
  public var blur: Double
  /// By what share of itself each level becomes brighter (darker where negative), -1 and more.
  public var brightness: Double
  /// Standard deviation in gray levels of what is added to every sample, 0 and more.
  public var noise: Double

  /// A perturbation with these values; by default none.
  public init(
    motion: BoardMotion = BoardMotion(), blur: Double = 0, brightness: Double = 0, noise: Double = 0
  ) {
    (self.motion, self.blur, self.brightness, self.noise) = (motion, blur, brightness, noise)
  }

  // Beyond those of a board's perturbation, which are drawn from the same seeds.
  private enum Stream: UInt64 { case values = 100, noise }

  /// Draws the perturbation of copy number `copy` from `seed`: each value of `limits` is the most that
  /// it may be, in either direction for the shift along each axis, the rotation and the brightness;
  /// all values up to it are as likely. The noise is always as strong as its limit.
  public static func random(
    seed: UInt64, copy: Int, limits: ImagePerturbation
  ) -> ImagePerturbation {
    var random = RandomSource(
      seed: SplitMix.scrambled(seed &+ UInt64(copy)), stream: Stream.values.rawValue)
    func either(_ most: Double) -> Double { random.number(in: -abs(most)...abs(most)) }
    // Every value is drawn whatever the limits are, so that one limit does not move the others.
    var out = ImagePerturbation()
    out.motion.shift.x = either(limits.motion.shift.x)
    out.motion.shift.y = either(limits.motion.shift.y)
    out.motion.rotation = either(limits.motion.rotation)
    out.blur = limits.blur * random.unit()
    out.brightness = either(limits.brightness)
    out.noise = limits.noise
    return out
  }

  /// `image` so changed; the same values, `seed` and `copy` give the same pixels on every machine.
  /// Samples are rounded half up and cut to 0...255. Where the image has 2 or 4 channels the last
  /// one, alpha, is moved and blurred with the others, but neither brightened nor noisy.
  ///
  /// Traps unless ``BoardMotion/canMove(_:)`` takes the image's size and the values are in their
  /// ranges. Takes time in proportion to the samples.
  public func apply(to image: Image<UInt8>, seed: UInt64, copy: Int) -> Image<UInt8> {
    precondition(brightness >= -1, "a brightness of \(brightness) is below -1")
    precondition(noise >= 0, "noise of \(noise) gray levels is below 0")
    precondition((0...300).contains(blur), "a blur of \(blur) px is not in 0...300")
    guard image.size.area > 0 else { return image }
    var out = motion.moved(image)
    if blur > 0 { out = blurred(out) }
    guard brightness != 0 || noise > 0 else { return out }
    var random = RandomSource(
      seed: SplitMix.scrambled(seed &+ UInt64(copy)), stream: Stream.noise.rawValue)
    let (gain, noise) = (1 + brightness, noise)
    let (width, height, stride, channels) = (out.width, out.height, out.stride, out.channels)
    let lit = channels == 2 || channels == 4 ? channels - 1 : channels
    out.withUnsafeMutableSamples { samples in
      for y in 0..<height {
        let row = samples + y * stride
        for x in 0..<width {
          for c in 0..<lit {
            var value = Double(row[x * channels + c]) * gain
            if noise > 0 { value += noise * random.bell() }
            row[x * channels + c] = UInt8(min(255, max(0, (value + 0.5).rounded(.down))))
          }
        }
      }
    }
    return out
  }

  /// Channel by channel, which is what smoothing takes.
  private func blurred(_ image: Image<UInt8>) -> Image<UInt8> {
    var scratch = Scratch()
    var smooth = Image<UInt8>()
    guard image.channels > 1 else {
      smooth.assignGaussian(image, sigma: blur, scratch: &scratch)
      return smooth
    }
    var out = Image<UInt8>(width: image.width, height: image.height, channels: image.channels)
    var plane = Image<UInt8>(width: image.width, height: image.height)
    for channel in 0..<image.channels {
      Self.copy(image, channel: channel, to: &plane, channel: 0)
      smooth.assignGaussian(plane, sigma: blur, scratch: &scratch)
      Self.copy(smooth, channel: 0, to: &out, channel: channel)
    }
    return out
  }

  private static func copy(
    _ source: Image<UInt8>, channel: Int, to target: inout Image<UInt8>, channel targetChannel: Int
  ) {
    let (width, height) = (source.width, source.height)
    let (stride, channels) = (target.stride, target.channels)
    source.withUnsafeSamples { from in
      target.withUnsafeMutableSamples { to in
        for y in 0..<height {
          let read = from + y * source.stride + channel
          let write = to + y * stride + targetChannel
          for x in 0..<width { write[x * channels] = read[x * source.channels] }
        }
      }
    }
  }
}
