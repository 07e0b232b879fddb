import Pixels

/// Random images: SplitMix64, Steele, Lea, Flood, doi:10.1145/2660193.2660195.
struct Noise {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func image8(_ size: PixelSize, channels: Int = 1) -> Image<UInt8> {
    var image = Image<UInt8>(width: size.width, height: size.height, channels: channels)
    let stride = image.stride
    image.withUnsafeMutableSamples { p in
      for y in 0..<size.height {
        for x in 0..<(size.width * channels) { p[y * stride + x] = UInt8(next() >> 56) }
      }
    }
    return image
  }

  mutating func image16(_ size: PixelSize) -> Image<UInt16> {
    var image = Image<UInt16>(width: size.width, height: size.height)
    let stride = image.stride
    image.withUnsafeMutableSamples { p in
      for y in 0..<size.height {
        for x in 0..<size.width { p[y * stride + x] = UInt16(next() >> 48) }
      }
    }
    return image
  }

  /// Displacements of up to `reach` pixels.
  mutating func floats(_ size: PixelSize, reach: Float) -> Image<Float> {
    var image = Image<Float>(width: size.width, height: size.height)
    let stride = image.stride
    image.withUnsafeMutableSamples { p in
      for y in 0..<size.height {
        for x in 0..<size.width {
          p[y * stride + x] = (Float(next() >> 40) / Float(1 << 23) - 1) * reach
        }
      }
    }
    return image
  }
}
