import Comparison
import Kernels
import Pixels

/// Mean and spread of one channel's pixels, from one good part after the other, and apart from them
/// those of what was outvoted.
struct PlaneStatistics {
  /// The channel.
  let channel: ReferenceChannel
  /// Columns and rows.
  let size: PixelSize
  private var agreed: PixelMoments
  private var outvoted: PixelMoments

  /// Of nothing yet.
  init(_ channel: ReferenceChannel, size: PixelSize) {
    (self.channel, self.size) = (channel, size)
    agreed = PixelMoments(count: size.area)
    outvoted = agreed
  }

  /// Of what `plane` was learned from.
  init(_ plane: ReferencePlane) {
    (channel, size) = (plane.channel, plane.size)
    agreed = PixelMoments(mean: plane.mean, deviation: plane.deviation, count: plane.count)
    outvoted =
      plane.outvoted.map {
        PixelMoments(mean: $0.mean, deviation: $0.deviation, count: $0.count)
      } ?? PixelMoments(count: plane.size.area)
  }

  /// Takes part `plane` in where it is `covered`, apart from the rest where it is `rejected`. Masks
  /// are of this channel's size.
  mutating func add(_ plane: Image<UInt8>, covered: BitMask, rejected: BitMask) {
    precondition(plane.size == size, "a plane of another size")
    let width = size.width
    plane.withUnsafeSamples { samples in
      covered.withUnsafeWords { c in
        rejected.withUnsafeWords { r in
          for y in 0..<size.height {
            let row = samples + y * plane.stride
            let (a, b) = (c + y * covered.wordsPerRow, r + y * rejected.wordsPerRow)
            for x in 0..<width where a[x >> 6] >> UInt64(x & 63) & 1 == 1 {
              if b[x >> 6] >> UInt64(x & 63) & 1 == 1 {
                outvoted[y * width + x].add(Float(row[x]))
              } else {
                agreed[y * width + x].add(Float(row[x]))
              }
            }
          }
        }
      }
    }
  }

  /// Whether so many parts were outvoted at a pixel that good parts differ there: more than one, and
  /// more than one for eight that agree.
  func varies(x: Int, y: Int) -> Bool {
    let n = outvotedCount(x: x, y: y)
    return n >= 2 && 8 * n > agreed.count(y * size.width + x)
  }

  /// How many parts were outvoted at a pixel.
  func outvotedCount(x: Int, y: Int) -> Int { outvoted.count(y * size.width + x) }

  /// The median of the deviations of pixels that more than two parts show, in gray levels.
  func medianDeviation() -> Double { agreed.medianDeviation() }

  /// What was learned. Where good parts are `varying`, a mask of this channel's size, what was
  /// outvoted counts like the rest.
  func plane(varying: BitMask) -> ReferencePlane {
    make(varying) { (agreed[$0], outvoted[$0]) }
  }

  /// What would have been learned without part `plane`, which was added with these masks.
  func plane(
    without plane: Image<UInt8>, covered: BitMask, rejected: BitMask, varying: BitMask
  ) -> ReferencePlane {
    let (stride, width) = (plane.stride, size.width)
    return plane.withUnsafeSamples { samples in
      make(varying) { i in
        let (x, y) = (i % width, i / width)
        var (most, others) = (agreed[i], outvoted[i])
        guard covered[x, y] else { return (most, others) }
        let v = Float(samples[y * stride + x])
        if rejected[x, y] { others.remove(v) } else { most.remove(v) }
        return (most, others)
      }
    }
  }

  private func make(
    _ varying: BitMask, _ values: (Int) -> (agreed: Moments, outvoted: Moments)
  ) -> ReferencePlane {
    precondition(varying.size == size, "a mask of another size")
    var out = ReferencePlane(channel, size: size)
    var left: ReferencePlane.Outvoted?
    if !outvoted.isEmpty { left = ReferencePlane.Outvoted(size: size) }
    var isAnyLeft = false
    let strides = (out.mean.stride, out.deviation.stride, out.count.stride)
    out.mean.withUnsafeMutableSamples { mean in
      out.deviation.withUnsafeMutableSamples { deviation in
        out.count.withUnsafeMutableSamples { count in
          for y in 0..<size.height {
            for x in 0..<size.width {
              var (most, others) = values(y * size.width + x)
              if others.count > 0 {
                if varying[x, y] {
                  most.add(others)
                  others = Moments()
                } else {
                  left?.mean[x, y] = others.storedMean
                  left?.deviation[x, y] = others.storedDeviation
                  left?.count[x, y] = others.count
                  isAnyLeft = true
                }
              }
              mean[y * strides.0 + x] = most.storedMean
              deviation[y * strides.1 + x] = most.storedDeviation
              count[y * strides.2 + x] = most.count
            }
          }
        }
      }
    }
    out.outvoted = isAnyLeft ? left : nil
    return out
  }
}
