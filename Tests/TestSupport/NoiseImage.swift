import Pixels

/// Reproducible noise, and scenes of it.
public struct NoiseSource: Sendable {
  private var state: UInt64

  /// A sequence of its own for each seed.
  public init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// 64 bits (xorshift64*).
  public mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_f491_4f6c_dd1d
  }

  /// A number in the range.
  public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + Double(next() >> 11) * 0x1p-53 * (range.upperBound - range.lowerBound)
  }

  /// An image of independent samples over the whole range of the type.
  public mutating func image<S: PixelSample & FixedWidthInteger>(
    _ type: S.Type, _ width: Int, _ height: Int, channels: Int = 1
  ) -> Image<S> {
    var samples: [S] = []
    for _ in 0..<(width * height * channels) { samples.append(S(truncatingIfNeeded: next() >> 17)) }
    return Image(width: width, height: height, channels: channels, samples: samples)
  }
}
