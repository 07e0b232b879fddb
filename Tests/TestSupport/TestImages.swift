import Pixels

extension Image where Sample: FixedWidthInteger {
  /// Random samples; about every fourth is one of the extremes, where saturation shows.
  public static func random(
    width: Int, height: Int, channels: Int = 1, using random: inout TestRandom
  ) -> Image {
    let samples = (0..<(width * height * channels)).map { _ in
      switch random.next() % 8 {
      case 0: Sample.min
      case 1: Sample.max
      default: Sample(truncatingIfNeeded: random.next())
      }
    }
    return Image(width: width, height: height, channels: channels, samples: samples)
  }

  /// Random samples near those of `other`, so that differences fall on both sides of small limits.
  public static func random(near other: Image, by range: Int, using random: inout TestRandom)
    -> Image
  {
    let samples = other.samples.map { sample in
      Sample(clamping: Int(sample) + Int(random.next() % UInt64(2 * range + 1)) - range)
    }
    return Image(
      width: other.width, height: other.height, channels: other.channels, samples: samples)
  }
}

/// Sizes that meet every tail of a vector loop: all from 1x1 to 9x9, widths to 140 with three rows,
/// and two larger ones.
public let telltaleSizes: [PixelSize] =
  (1...9).flatMap { h in (1...9).map { PixelSize(width: $0, height: h) } }
  + (10...140).map { PixelSize(width: $0, height: 3) }
  + [PixelSize(width: 257, height: 31), PixelSize(width: 300, height: 40)]
