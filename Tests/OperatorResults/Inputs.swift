import Kernels
import Pixels

/// What operators are given, of one size.
struct Inputs {
  let size: PixelSize
  var noise: Noise
  var a: Image<UInt8>
  var b: Image<UInt8>
  /// Below 100.
  var low: Image<UInt8>
  var a16: Image<UInt16>
  var b16: Image<UInt16>
  var rgb: Image<UInt8>
  var rgb2: Image<UInt8>
  /// Half of the pixels set, and blots.
  var mask = BitMask()
  var blots = BitMask()

  init(_ size: PixelSize, seed: UInt64) {
    self.size = size
    noise = Noise(state: seed)
    a = noise.image8(size)
    b = noise.image8(size)
    low = noise.image8(size)
    low.withUnsafeMutableSamples { [low] p in
      for i in 0..<(low.stride * low.height) { p[i] %= 100 }
    }
    a16 = noise.image16(size)
    b16 = noise.image16(size)
    rgb = noise.image8(size, channels: 3)
    rgb2 = noise.image8(size, channels: 3)
    mask.assignThreshold(a, below: 128)
    var scratch = Scratch()
    var smooth = Image<UInt8>()
    smooth.assignGaussian7(a, scratch: &scratch)
    blots.assignThreshold(smooth, below: 127)
  }
}
