import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let distanceEuclidean = kernel(
  KernelsBase.distanceEuclidean, KernelsAVX2.distanceEuclidean, KernelsAVX512.distanceEuclidean)
private let distanceEuclideanScratch = kernel(
  KernelsBase.distanceEuclideanScratch, KernelsAVX2.distanceEuclideanScratch,
  KernelsAVX512.distanceEuclideanScratch)
private let distanceSteps = kernel(
  KernelsBase.distanceSteps, KernelsAVX2.distanceSteps, KernelsAVX512.distanceSteps)
private let distanceStepsScratch = kernel(
  KernelsBase.distanceStepsScratch, KernelsAVX2.distanceStepsScratch,
  KernelsAVX512.distanceStepsScratch)

/// How the distance between two pixels is measured, with dx and dy the columns and rows between
/// their centres.
public enum DistanceMetric: Sendable, CaseIterable {
  /// √(dx² + dy²), OpenCV's `DIST_L2`.
  case euclidean
  /// |dx| + |dy|, OpenCV's `DIST_L1`: steps across edges.
  case cityBlock
  /// max(|dx|, |dy|), OpenCV's `DIST_C`: steps across edges and corners.
  case chessboard

  /// The largest width and height of a mask whose distances can be measured.
  public static let sideLimit = 16_000
}

extension Image where Sample == Float {
  /// Writes the distance of each set pixel of `mask` to the nearest clear one, in pixels, and 0 for
  /// clear pixels: `cv2.distanceTransform`. Takes the mask's size.
  ///
  ///     out(x, y) = min over clear (u, v) of distance((x, y), (u, v))
  ///
  /// Nothing outside the mask counts as clear; without a clear pixel all distances are infinite.
  /// With `limit`, what is farther gets the limit, which must be at least 1; the nearer the limit,
  /// the less there is to search.
  ///
  /// Exact. Euclidean distances are the correctly rounded roots of whole numbers (the whole numbers
  /// themselves rounded to `Float` above 2²⁴); OpenCV's with `DIST_MASK_PRECISE` differ from them
  /// by one unit in the last place in some pixels. The others equal OpenCV's bit for bit.
  ///
  /// Time is proportional to the pixels, for all masks. Squared distances along a row are a lower
  /// envelope of parabolas: Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions",
  /// Theory of Computing 8, 2012, doi:10.4086/toc.2012.v008a019; steps follow Rosenfeld, Pfaltz,
  /// "Sequential operations in digital picture processing", J. ACM 13(4), 1966,
  /// doi:10.1145/321356.321357. Scratch: 2 bytes for each pixel.
  ///
  /// Traps for masks wider or higher than ``DistanceMetric/sideLimit``.
  public mutating func assignDistance(
    _ mask: BitMask, metric: DistanceMetric = .euclidean, limit: Int? = nil,
    scratch: inout Scratch
  ) {
    let (width, height) = (mask.width, mask.height)
    precondition(
      max(width, height) <= DistanceMetric.sideLimit,
      "a mask of \(width)x\(height) pixels is too large for distances")
    precondition(limit ?? 1 >= 1, "a limit of \(limit ?? 1) pixels leaves no distance")
    reshape(width: width, height: height)
    guard width > 0 && height > 0 else { return }
    // A limit that no distance reaches is none, but for masks without a clear pixel.
    let cap = min(limit ?? .max, 32_700)
    let empty = limit.map { Float($0) } ?? .infinity
    let memory = scratch.bytes(
      metric == .euclidean
        ? distanceEuclideanScratch(width, height) : distanceStepsScratch(width, height))
    withUnsafeMutableSamples { [stride] out in
      mask.withUnsafeWords { words in
        if metric == .euclidean {
          distanceEuclidean(
            words, mask.wordsPerRow, width, height, cap, empty, memory, out, stride)
        } else {
          distanceSteps(
            words, mask.wordsPerRow, width, height, cap, empty, metric == .chessboard, memory,
            out, stride)
        }
      }
    }
  }
}
