import Foundation
import Kernels
import Pixels

/// How the tolerance of each pixel follows from what was learned.
///
/// With n good parts, their standard deviation s at a pixel, the spread e from noise and edges that a
/// part must be expected to have, and the weight k of that expectation:
///
///     e² = noise² + (edge slope)² + (light level)²
///     v  = (k e² + (n - 1) s²) / (k + n - 1)
///     tolerance = sqrt(max(least², mean of v over 5x5 pixels))
///
/// slope is the largest difference of the mean between neighbouring pixels within a pixel: edge is by
/// how many pixels edges are expected to move. level is the mean, of colours its distance from gray:
/// light is the share by which it is expected to differ. So one good part suffices; the more there
/// are, the more counts what they did. It is the posterior of a variance with a prior of k observations. A
/// difference is a defect beyond a factor times the tolerance, see ``ReferenceLimits``.
public struct ReferenceTolerance: Sendable, Hashable {
  /// By how many pixels edges are expected to move, at the channel's size.
  public var edge = 0.35
  /// By which share levels are expected to differ.
  public var light = 0.02
  /// How many good parts the expectation counts for.
  public var weight = 3.0
  /// Smallest tolerance, in gray levels.
  public var least = 1.0

  /// The defaults.
  public init() {}

  /// Units of a tolerance in a gray level.
  static let unit: Float = 8

  /// The tolerance of each pixel of a plane in 1/8 gray level, 255 for more and where nothing was
  /// seen; `noise` in gray levels.
  public func image(_ plane: ReferencePlane, noise: Double) -> Image<UInt8> {
    let (width, height) = (plane.size.width, plane.size.height)
    var out = Image<UInt8>(width: width, height: height)
    guard width > 0 && height > 0 else { return out }
    var variances = VarianceRows(plane, self, Float(noise * noise))
    let outStride = out.stride
    let leastSquare = Float(least * least)
    out.withUnsafeMutableSamples { p in
      plane.count.withUnsafeSamples { counts in
        for y in 0..<height {
          variances.prepare(y)
          let to = p + y * outStride
          let count = counts + y * plane.count.stride
          variances.withPooled { pooled in
            for x in 0..<width {
              let t = (max(leastSquare, pooled[x])).squareRoot() * Self.unit + 0.5
              to[x] = count[x] == 0 ? 255 : UInt8(min(255, t))
            }
          }
        }
      }
    }
    return out
  }
}

/// The variances of the rows around one, and their means over 5x5 pixels.
private struct VarianceRows {
  private let plane: ReferencePlane
  private let rule: ReferenceTolerance
  private let noise: Float
  private let width: Int
  private let height: Int
  /// The sums over five columns of up to five rows, and the rows they are of.
  private var lines: [[Float]]
  private var held: [Int]
  private var variances: [Float]
  private var steps: [Float]
  private var pooled: [Float]

  init(_ plane: ReferencePlane, _ rule: ReferenceTolerance, _ noise: Float) {
    (self.plane, self.rule, self.noise) = (plane, rule, noise)
    (width, height) = (plane.size.width, plane.size.height)
    lines = [[Float]](repeating: [Float](repeating: 0, count: width), count: 5)
    held = [Int](repeating: -1, count: 5)
    variances = [Float](repeating: 0, count: width + 4)
    steps = [Float](repeating: 0, count: width + 2)
    pooled = [Float](repeating: 0, count: width)
  }

  mutating func prepare(_ y: Int) {
    let (first, last) = (max(0, y - 2), min(height - 1, y + 2))
    for row in first...last where held[row % 5] != row { makeLine(row) }
    let columns = Float(1) / Float(last - first + 1)
    for x in 0..<width { pooled[x] = 0 }
    for row in first...last {
      lines[row % 5].withUnsafeBufferPointer { line in
        pooled.withUnsafeMutableBufferPointer { sum in
          for x in 0..<width { sum[x] += line[x] * columns }
        }
      }
    }
  }

  func withPooled(_ body: (UnsafePointer<Float>) -> Void) {
    pooled.withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  private mutating func makeLine(_ y: Int) {
    makeVariances(y)
    let k = y % 5
    held[k] = y
    let width = self.width
    lines[k].withUnsafeMutableBufferPointer { line in
      variances.withUnsafeBufferPointer { v in
        for x in 0..<width {
          line[x] = (v[x] + v[x + 1] + v[x + 2] + v[x + 3] + v[x + 4]) * 0.2
        }
      }
    }
  }

  /// The variances of row `y`, from index 2 on; those beyond the ends are the outermost.
  private mutating func makeVariances(_ y: Int) {
    let width = self.width
    let (up, down) = (max(0, y - 1), min(height - 1, y + 1))
    let edge = Float(rule.edge) / 256
    let (weight, noise) = (Float(rule.weight), self.noise)
    let light = Float(rule.light)
    let isColor = plane.channel == .redGreen || plane.channel == .blueGreen
    let gray: Float = isColor ? 128 : 0
    plane.mean.withUnsafeSamples { mean in
      let here = mean + y * plane.mean.stride
      variances.withUnsafeMutableBufferPointer { out in
        for x in 0..<width {
          let level = (Float(here[x]) / 256 - gray) * light
          out[x + 2] = level * level + noise
        }
      }
    }
    plane.mean.withUnsafeSamples { mean in
      let stride = plane.mean.stride
      let (above, here, below) = (mean + up * stride, mean + y * stride, mean + down * stride)
      steps.withUnsafeMutableBufferPointer { step in
        // The largest step from the pixel to a neighbour, across and down.
        for x in 0..<width {
          let v = Int32(here[x])
          let (left, right) = (Int32(here[max(0, x - 1)]), Int32(here[min(width - 1, x + 1)]))
          let across = max(abs(v - left), abs(right - v))
          let along = max(abs(v - Int32(above[x])), abs(Int32(below[x]) - v))
          step[x + 1] = Float(max(across, along))
        }
        step[0] = step[1]
        step[width + 1] = step[width]
      }
    }
    plane.deviation.withUnsafeSamples { deviations in
      plane.count.withUnsafeSamples { counts in
        let deviation = deviations + y * plane.deviation.stride
        let count = counts + y * plane.count.stride
        variances.withUnsafeMutableBufferPointer { out in
          steps.withUnsafeBufferPointer { step in
            for x in 0..<width {
              let slope = max(step[x], max(step[x + 1], step[x + 2])) * edge
              let expected = out[x + 2] + slope * slope
              let s = Float(deviation[x]) / 256
              let more = Float(max(1, count[x]) - 1)
              out[x + 2] = (weight * expected + more * s * s) / (weight + more)
            }
          }
          (out[0], out[1]) = (out[2], out[2])
          (out[width + 2], out[width + 3]) = (out[width + 1], out[width + 1])
        }
      }
    }
  }
}
