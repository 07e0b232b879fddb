import Codecs
import Pixels

/// Random numbers that are the same in every run (SplitMix64, doi:10.1145/2714064.2660195).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

/// An image of random samples.
func noise<Sample: FixedWidthInteger & PixelSample>(
  _ width: Int, _ height: Int, channels: Int = 1, seed: UInt64 = 1
) -> Image<Sample> {
  var random = SeededGenerator(seed: seed)
  return Image(
    width: width, height: height, channels: channels,
    samples: (0..<(width * height * channels)).map { _ in
      Sample(truncatingIfNeeded: random.next())
    })
}

/// An image that JPEG likes: slopes in both directions, different for each channel.
func slopes(_ width: Int, _ height: Int, channels: Int = 1) -> Image<UInt8> {
  var image = Image<UInt8>(width: width, height: height, channels: channels)
  for y in 0..<height {
    for x in 0..<width {
      for c in 0..<channels { image[x, y, c] = UInt8(20 + x * (c + 1) / 2 + y) }
    }
  }
  return image
}

/// Why `bytes` are refused, nil where they decode.
func refusal(_ bytes: [UInt8], options: DecodeOptions = DecodeOptions()) -> DecodeError? {
  do {
    _ = try ImageDecoder().decode(bytes, options: options)
    return nil
  } catch {
    return error
  }
}

/// The image in `bytes`, which must have 8 bit.
func image8(_ bytes: [UInt8], options: DecodeOptions = DecodeOptions()) throws -> Image<UInt8> {
  switch try ImageDecoder().decode(bytes, options: options) {
  case .bits8(let image): return image
  case .bits16: throw DecodeError.unsupported("16 bit in a test of 8 bit")
  }
}

/// The image in `bytes` as gray.
func gray(_ bytes: [UInt8], options: DecodeOptions = DecodeOptions()) throws -> Image<UInt8> {
  var image = Image<UInt8>()
  try ImageDecoder().decodeGray(bytes, options: options, into: &image)
  return image
}
