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
    var apart: [(index: Int, level: Float)] = []
    let (width, height) = (size.width, size.height)
    plane.withUnsafeSamples { samples in
      covered.withUnsafeWords { c in
        rejected.withUnsafeWords { r in
          agreed.withUnsafeMutableMoments { moments in
            for y in 0..<height {
              let row = samples + y * plane.stride
              let (a, b) = (c + y * covered.wordsPerRow, r + y * rejected.wordsPerRow)
              for x in 0..<width where a[x >> 6] >> UInt64(x & 63) & 1 == 1 {
                if b[x >> 6] >> UInt64(x & 63) & 1 == 1 {
                  apart.append((y * width + x, Float(row[x])))
                } else {
                  moments[y * width + x].add(Float(row[x]))
                }
              }
            }
          }
        }
      }
    }
    guard !apart.isEmpty else { return }
    outvoted.withUnsafeMutableMoments { moments in
      for pixel in apart { moments[pixel.index].add(pixel.level) }
    }
  }

  /// Whether so many parts were outvoted at a pixel that good parts differ there: more than one, and
  /// more than one for eight that agree.
  func varies(x: Int, y: Int) -> Bool {
    let n = outvotedCount(x: x, y: y)
    return n >= 2 && 8 * n > Int(agreed[y * size.width + x].count)
  }

  /// How many parts were outvoted at a pixel.
  func outvotedCount(x: Int, y: Int) -> Int { Int(outvoted[y * size.width + x].count) }

  /// The median of the deviations of pixels that more than two parts show, in gray levels.
  func medianDeviation() -> Double { agreed.medianDeviation() }

  /// What was learned. Where good parts are `varying`, a mask of this channel's size, what was
  /// outvoted counts like the rest.
  func plane(varying: BitMask) -> ReferencePlane {
    make(varying) { i, _, _ in (agreed[i], outvoted[i]) }
  }

  /// What would have been learned without part `plane`, which was added with these masks.
  func plane(
    without plane: Image<UInt8>, covered: BitMask, rejected: BitMask, varying: BitMask
  ) -> ReferencePlane {
    plane.withUnsafeSamples { samples in
      covered.withUnsafeWords { c in
        rejected.withUnsafeWords { r in
          make(varying) { i, x, y in
            var (most, others) = (agreed[i], outvoted[i])
            let bit = UInt64(x & 63)
            if c[y * covered.wordsPerRow + x >> 6] >> bit & 1 == 1 {
              let v = Float(samples[y * plane.stride + x])
              if r[y * rejected.wordsPerRow + x >> 6] >> bit & 1 == 1 {
                others.remove(v)
              } else {
                most.remove(v)
              }
            }
            return (most, others)
          }
        }
      }
    }
  }

  private func make(
    _ varying: BitMask,
    _ values: (_ i: Int, _ x: Int, _ y: Int) -> (agreed: Moments, outvoted: Moments)
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
              var (most, others) = values(y * size.width + x, x, y)
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
