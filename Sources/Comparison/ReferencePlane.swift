import Pixels

/// What good parts look like in one channel: mean and spread of each pixel.
public struct ReferencePlane: Sendable, Equatable {
  /// The channel.
  public let channel: ReferenceChannel
  /// The mean of the good parts, in 1/256 gray level.
  public var mean: Image<UInt16>
  /// Their standard deviation, sqrt(sum (v - mean)² / (n - 1)), in 1/256 gray level; 0 of one.
  public var deviation: Image<UInt16>
  /// The number n of good parts that the two are of, 255 for that and more; 0 where none was seen.
  public var count: Image<UInt8>

  /// A plane of `size`, of which nothing was seen.
  public init(_ channel: ReferenceChannel, size: PixelSize) {
    self.channel = channel
    mean = Image(width: size.width, height: size.height)
    deviation = mean
    count = Image(width: size.width, height: size.height)
  }

  /// The plane with the three images. Traps unless they are of one size and have one channel.
  public init(
    _ channel: ReferenceChannel, mean: Image<UInt16>, deviation: Image<UInt16>,
    count: Image<UInt8>
  ) {
    precondition(
      mean.size == deviation.size && mean.size == count.size && mean.channels == 1
        && deviation.channels == 1 && count.channels == 1,
      "the images of a reference's plane differ in size or are not gray")
    self.channel = channel
    (self.mean, self.deviation, self.count) = (mean, deviation, count)
  }

  /// Columns and rows.
  public var size: PixelSize { mean.size }

  /// The mean in whole gray levels, rounded.
  public var levels: Image<UInt8> {
    var out = Image<UInt8>(width: size.width, height: size.height)
    let (width, outStride) = (size.width, out.stride)
    mean.withUnsafeSamples { p in
      out.withUnsafeMutableSamples { q in
        for y in 0..<size.height {
          let from = p + y * mean.stride
          let to = q + y * outStride
          for x in 0..<width {
            to[x] = UInt8(truncatingIfNeeded: min(255, (Int32(from[x]) + 128) >> 8))
          }
        }
      }
    }
    return out
  }
}
