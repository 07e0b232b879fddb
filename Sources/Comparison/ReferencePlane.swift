import Pixels

/// What good parts look like in one channel: mean and spread of each pixel.
public struct ReferencePlane: Sendable, Equatable {
  /// What single good parts showed that the others did not agree with, and that therefore is not part of
  /// what was learned yet: where more of them come to show it, it will be.
  public struct Outvoted: Sendable, Equatable {
    /// Its mean, in 1/256 gray level.
    public var mean: Image<UInt16>
    /// Its standard deviation, in 1/256 gray level.
    public var deviation: Image<UInt16>
    /// The number of parts; 0 where the parts agree.
    public var count: Image<UInt8>

    /// Nothing was outvoted in a plane of `size`.
    public init(size: PixelSize) {
      mean = Image(width: size.width, height: size.height)
      deviation = mean
      count = Image(width: size.width, height: size.height)
    }

    /// The three images. Traps unless they are of one size and have one channel.
    public init(mean: Image<UInt16>, deviation: Image<UInt16>, count: Image<UInt8>) {
      precondition(
        mean.size == deviation.size && mean.size == count.size && mean.channels == 1
          && deviation.channels == 1 && count.channels == 1,
        "the images of what was outvoted differ in size or are not gray")
      (self.mean, self.deviation, self.count) = (mean, deviation, count)
    }
  }

  /// The channel.
  public let channel: ReferenceChannel
  /// The mean of the good parts, in 1/256 gray level.
  public var mean: Image<UInt16>
  /// Their standard deviation, sqrt(sum (v - mean)² / (n - 1)), in 1/256 gray level; 0 of one.
  public var deviation: Image<UInt16>
  /// The number n of good parts that the two are of, 255 for that and more; 0 where none was seen.
  public var count: Image<UInt8>
  /// What was outvoted; `nil` where nothing was.
  public var outvoted: Outvoted?

  /// A plane of `size`, of which nothing was seen.
  public init(_ channel: ReferenceChannel, size: PixelSize) {
    self.channel = channel
    mean = Image(width: size.width, height: size.height)
    deviation = mean
    count = Image(width: size.width, height: size.height)
  }

  /// The plane with the images. Traps unless they are of one size and have one channel.
  public init(
    _ channel: ReferenceChannel, mean: Image<UInt16>, deviation: Image<UInt16>,
    count: Image<UInt8>, outvoted: Outvoted? = nil
  ) {
    precondition(
      mean.size == deviation.size && mean.size == count.size && mean.channels == 1
        && deviation.channels == 1 && count.channels == 1,
      "the images of a reference's plane differ in size or are not gray")
    precondition(
      outvoted.map { $0.count.size == count.size } ?? true,
      "what was outvoted has another size than its plane")
    self.channel = channel
    (self.mean, self.deviation, self.count) = (mean, deviation, count)
    self.outvoted = outvoted
  }

  /// Columns and rows.
  public var size: PixelSize { mean.size }

  /// In how many good parts each pixel was seen, 255 for that and more, whether it was outvoted or not.
  var seen: Image<UInt8> {
    guard let outvoted else { return count }
    var out = count
    let (width, stride) = (size.width, out.stride)
    out.withUnsafeMutableSamples { p in
      outvoted.count.withUnsafeSamples { q in
        for y in 0..<size.height {
          for x in 0..<width {
            let n = Int(p[y * stride + x]) + Int(q[y * outvoted.count.stride + x])
            p[y * stride + x] = UInt8(min(255, n))
          }
        }
      }
    }
    return out
  }

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
