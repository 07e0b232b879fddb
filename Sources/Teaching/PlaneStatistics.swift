import Comparison
import Kernels
import Pixels

/// Mean and spread of one channel's pixels, from one good part after the other (Welford, "Note on a
/// method for calculating corrected sums of squares and products", Technometrics 4(3), 1962,
/// doi:10.1080/00401706.1962.10490022), and beside them what was outvoted.
struct PlaneStatistics {
  let channel: ReferenceChannel
  private let width: Int
  private let height: Int
  private var means: [Float]
  private var squares: [Float]
  private var counts: [UInt8]
  private var rejections: [UInt8]
  private var rejectedSquares: [Float]

  /// Of nothing yet.
  init(_ channel: ReferenceChannel, size: PixelSize) {
    self.channel = channel
    (width, height) = (size.width, size.height)
    means = [Float](repeating: 0, count: size.area)
    squares = means
    rejectedSquares = means
    counts = [UInt8](repeating: 0, count: size.area)
    rejections = counts
  }

  /// Of what `plane` was learned from.
  init(_ plane: ReferencePlane) {
    self.init(plane.channel, size: plane.size)
    for y in 0..<height {
      for x in 0..<width {
        let (i, n) = (y * width + x, plane.count[x, y])
        let s = Float(plane.deviation[x, y]) / 256
        means[i] = Float(plane.mean[x, y]) / 256
        squares[i] = s * s * Float(max(1, n) - 1)
        counts[i] = n
      }
    }
  }

  /// Forgets everything.
  mutating func reset() {
    self = PlaneStatistics(channel, size: PixelSize(width: width, height: height))
  }

  /// Takes part `plane` in where it is `covered`; where it is `rejected` it is remembered apart. Masks
  /// are of this channel's size.
  mutating func add(_ plane: Image<UInt8>, covered: BitMask, rejected: BitMask) {
    precondition(plane.width == width && plane.height == height, "a plane of another size")
    forEachRow(plane, covered, rejected) { s, row, y, isCovered, isRejected in
      for x in 0..<s.width where isCovered(x) {
        let i = y * s.width + x
        let v = Float(row[x])
        let difference = v - s.means[i]
        if isRejected(x) {
          s.rejections[i] = s.rejections[i] == 255 ? 255 : s.rejections[i] + 1
          s.rejectedSquares[i] += difference * difference
        } else if s.counts[i] < 255 {
          s.counts[i] += 1
          s.means[i] += difference / Float(s.counts[i])
          s.squares[i] += difference * (v - s.means[i])
        } else {
          // From here on the oldest parts fade.
          s.means[i] += difference / 255
          s.squares[i] += difference * (v - s.means[i]) - s.squares[i] / 255
        }
      }
    }
  }

  /// Columns and rows.
  var size: PixelSize { PixelSize(width: width, height: height) }

  /// Whether so many parts were outvoted at a pixel that good parts differ there.
  func isVariation(x: Int, y: Int) -> Bool {
    let i = y * width + x
    return Self.isVariation(Int(rejections[i]), of: Int(counts[i]))
  }

  private static func isVariation(_ rejections: Int, of count: Int) -> Bool {
    rejections >= 2 && 8 * rejections > count
  }

  /// The median of the deviations of pixels that more than two parts show, in gray levels.
  func medianDeviation() -> Double {
    var histogram = [Int](repeating: 0, count: 2048)
    var total = 0
    for i in stride(from: 0, to: counts.count, by: 7) where counts[i] > 2 {
      let s = (squares[i] / Float(counts[i] - 1)).squareRoot()
      histogram[min(2047, Int(s * 32))] += 1
      total += 1
    }
    var seen = 0
    for (k, count) in histogram.enumerated() where count > 0 {
      seen += count
      if 2 * seen >= total { return (Double(k) + 0.5) / 32 }
    }
    return 0
  }

  /// What was learned. Where more than one part was outvoted, and more than one in eight, they show
  /// that good parts differ there, and count after all.
  func plane() -> ReferencePlane {
    make { i in (means[i], squares[i], counts[i], rejections[i]) }
  }

  /// What would have been learned without part `plane`, which was added with these masks.
  func plane(
    without plane: Image<UInt8>, covered: BitMask, rejected: BitMask
  ) -> ReferencePlane {
    let stride = plane.stride
    return plane.withUnsafeSamples { samples in
      make { i in
        let (x, y) = (i % width, i / width)
        guard covered[x, y] else { return (means[i], squares[i], counts[i], rejections[i]) }
        if rejected[x, y] {
          let left = rejections[i] - min(1, rejections[i])
          return (means[i], squares[i], counts[i], left)
        }
        let n = Float(counts[i])
        guard counts[i] > 1 else { return (means[i], 0, 0, rejections[i]) }
        let v = Float(samples[y * stride + x])
        let mean = (n * means[i] - v) / (n - 1)
        let square = max(0, squares[i] - (v - means[i]) * (v - mean))
        return (mean, square, counts[i] - 1, rejections[i])
      }
    }
  }

  private func make(
    _ values: (Int) -> (mean: Float, square: Float, count: UInt8, rejections: UInt8)
  ) -> ReferencePlane {
    var out = ReferencePlane(channel, size: PixelSize(width: width, height: height))
    let (meanStride, countStride) = (out.mean.stride, out.count.stride)
    let deviationStride = out.deviation.stride
    out.mean.withUnsafeMutableSamples { mean in
      out.deviation.withUnsafeMutableSamples { deviation in
        out.count.withUnsafeMutableSamples { count in
          for y in 0..<height {
            for x in 0..<width {
              let i = y * width + x
              let v = values(i)
              var (square, n) = (v.square, Int(v.count))
              let r = Int(v.rejections)
              if Self.isVariation(r, of: n) {
                // The mean square of all that was outvoted, for those that are left.
                square += rejectedSquares[i] / Float(max(1, Int(rejections[i]))) * Float(r)
                n = min(255, n + r)
              }
              let s = n > 1 ? (square / Float(n - 1)).squareRoot() : 0
              mean[y * meanStride + x] = UInt16(max(0, min(65280, v.mean * 256 + 0.5)))
              deviation[y * deviationStride + x] = UInt16(max(0, min(65535, s * 256 + 0.5)))
              count[y * countStride + x] = UInt8(n)
            }
          }
        }
      }
    }
    return out
  }

  private mutating func forEachRow(
    _ plane: Image<UInt8>, _ covered: BitMask, _ rejected: BitMask,
    _ body: (
      inout PlaneStatistics, UnsafePointer<UInt8>, Int, (Int) -> Bool, (Int) -> Bool
    ) -> Void
  ) {
    plane.withUnsafeSamples { samples in
      covered.withUnsafeWords { c in
        rejected.withUnsafeWords { r in
          for y in 0..<height {
            let (a, b) = (c + y * covered.wordsPerRow, r + y * rejected.wordsPerRow)
            body(
              &self, samples + y * plane.stride, y, { a[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 },
              { b[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 })
          }
        }
      }
    }
  }
}
