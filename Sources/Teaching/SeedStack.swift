import Comparison
import Kernels
import Pixels

/// The first good parts of a channel, kept until their median is known.
struct SeedStack {
  private static let most = 8

  /// The median of each pixel of `planes`, in 1/256 gray level, and 1.4826 times the median distance
  /// from it, which for a normal distribution is its deviation; as a plane to compare with.
  ///
  /// `covered` says which pixels each of the planes has. Of two in the middle the mean counts. One to
  /// eight planes.
  static func median(
    _ channel: ReferenceChannel, _ planes: [Image<UInt8>], covered: [BitMask]
  ) -> ReferencePlane {
    precondition((1...most).contains(planes.count) && covered.count == planes.count)
    let size = planes[0].size
    var out = ReferencePlane(channel, size: size)
    var values = [Int32](repeating: 0, count: most)
    // The planes' rows one after the other, -1 where a plane does not cover a pixel.
    var rows = [Int32](repeating: 0, count: planes.count * size.width)
    for y in 0..<size.height {
      for (k, plane) in planes.enumerated() {
        plane.withUnsafeSamples { p in
          let row = p + y * plane.stride
          for x in 0..<size.width {
            rows[k * size.width + x] = covered[k][x, y] ? Int32(row[x]) * 256 : -1
          }
        }
      }
      let strides = (out.mean.stride, out.deviation.stride, out.count.stride)
      out.mean.withUnsafeMutableSamples { mean in
        out.deviation.withUnsafeMutableSamples { deviation in
          out.count.withUnsafeMutableSamples { count in
            for x in 0..<size.width {
              var n = 0
              for k in planes.indices where rows[k * size.width + x] >= 0 {
                values[n] = rows[k * size.width + x]
                n += 1
              }
              guard n > 0 else { continue }
              let middle = median(&values, n)
              for k in 0..<n { values[k] = abs(values[k] - middle) }
              let distance = median(&values, n)
              mean[y * strides.0 + x] = UInt16(middle)
              deviation[y * strides.1 + x] = n < 3 ? 0 : UInt16(min(65535, distance * 1483 / 1000))
              count[y * strides.2 + x] = UInt8(n < 3 ? 1 : n)
            }
          }
        }
      }
    }
    return out
  }

  /// The median of the first `n` values, which are sorted.
  private static func median(_ values: inout [Int32], _ n: Int) -> Int32 {
    for i in 1..<max(1, n) {
      let v = values[i]
      var k = i
      while k > 0 && values[k - 1] > v {
        values[k] = values[k - 1]
        k -= 1
      }
      values[k] = v
    }
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2
  }
}
