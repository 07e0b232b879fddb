import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitNot = kernel(
  KernelsBase.bitNot, KernelsAVX2.bitNot, KernelsAVX512.bitNot)
private let bitDilateRow = kernel(
  KernelsBase.bitDilateRow, KernelsAVX2.bitDilateRow, KernelsAVX512.bitDilateRow)
private let bitOrRowsAtDistance = kernel(
  KernelsBase.bitOrRowsAtDistance,
  KernelsAVX2.bitOrRowsAtDistance,
  KernelsAVX512.bitOrRowsAtDistance)
private let bitTrim = kernel(
  KernelsBase.bitTrim, KernelsAVX2.bitTrim, KernelsAVX512.bitTrim)

/// Dilation and erosion of bit masks by a disk, 64 pixels at a time.
///
/// The disk of radius r holds the offsets with dx² + dy² <= r² + r, the usual digital disk (radius
/// 1 is the 3x3 square, radius 2 the 5x5 square without its corners). Pixels outside the mask never
/// decide: they count as clear in a dilation and as set in an erosion, as in OpenCV's default.
/// Cost: r + 1 passes over the words, or fewer where neighbouring rows of the disk are of one width,
/// each of up to r shifts: it grows with r². Keeps its scratch between calls; one per worker.
public struct BitMorphology: Sendable {
  private var segment = BitMask()
  private var inverse = BitMask()

  /// Scratch of no size yet.
  public init() {}

  /// The half width of the disk's row at vertical distance `dy`, both in pixels.
  static func halfWidth(radius: Int, dy: Int) -> Int {
    let limit = radius * radius + radius - dy * dy
    var half = 0
    while (half + 1) * (half + 1) <= limit { half += 1 }
    return half
  }

  /// Writes to `out` the dilation of `source` by a disk of `radius` pixels, 0...31.
  ///
  /// Traps for a radius outside 0...31.
  public mutating func dilate(_ source: BitMask, radius: Int, into out: inout BitMask) {
    Self.dilate(source, radius: radius, segment: &segment, into: &out)
  }

  /// Writes to `out` the erosion of `source` by a disk of `radius` pixels, 0...31.
  ///
  /// Traps for a radius outside 0...31.
  public mutating func erode(_ source: BitMask, radius: Int, into out: inout BitMask) {
    inverse.assignNot(source)
    Self.dilate(inverse, radius: radius, segment: &segment, into: &out)
    let (wordsPerRow, height, last) = (out.wordsPerRow, out.height, out.lastWordMask)
    out.withUnsafeMutableWords {
      bitNot(UnsafePointer($0), $0, wordsPerRow, height, last)
    }
  }

  private static func dilate(
    _ source: BitMask, radius: Int, segment: inout BitMask, into out: inout BitMask
  ) {
    precondition((0...31).contains(radius), "disk radius \(radius) is outside 0...31")
    let (wordsPerRow, height) = (source.wordsPerRow, source.height)
    let (count, last) = (wordsPerRow * height, source.lastWordMask)
    out.reshape(width: source.width, height: height)
    segment.reshape(width: source.width, height: height)
    source.withUnsafeWords { p in
      out.withUnsafeMutableWords { o in
        segment.withUnsafeMutableWords { s in
          bitDilateRow(p, o, count, halfWidth(radius: radius, dy: 0))
          var done = -1
          for dy in stride(from: radius, to: 0, by: -1) {
            let half = halfWidth(radius: radius, dy: dy)
            if half != done { bitDilateRow(p, s, count, half) }
            done = half
            bitOrRowsAtDistance(o, s, wordsPerRow, height, dy)
          }
          bitTrim(o, wordsPerRow, height, last)
        }
      }
    }
  }
}
