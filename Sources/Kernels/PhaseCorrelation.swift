import Foundation
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let phaseSurface = kernel(
  KernelsBase.phaseSurface, KernelsAVX2.phaseSurface, KernelsAVX512.phaseSurface)
private let largestIndex = kernel(
  KernelsBase.largestIndex, KernelsAVX2.largestIndex, KernelsAVX512.largestIndex)

/// How far one image is moved against another.
public struct PhaseShift: Sendable, Hashable {
  /// Pixels to the right: second(x + dx, y + dy) shows what first(x, y) shows.
  public var dx: Double
  /// Pixels down.
  public var dy: Double
  /// The part of the phases that agrees with the shift, 0...1: near 1 for the same scene, near 0
  /// where the images have nothing in common.
  public var response: Double

  /// A shift in pixels with the response it was found by.
  public init(dx: Double, dy: Double, response: Double) {
    (self.dx, self.dy, self.response) = (dx, dy, response)
  }
}

/// Finds the shift between two images by phase correlation, as `cv2.phaseCorrelate` does: the
/// inverse transform of A conj(B) / |A conj(B)|, where A and B are the images' transforms, has a peak
/// at the shift. The weighted centre of the 5x5 values around the peak gives parts of a pixel; their
/// sum is the response.
///
/// Images are continued by zeros to lengths of 2^a, 3 2^a or 5 2^a (OpenCV: 2^a 3^b 5^c). Where
/// those are the same lengths, shift and response agree with OpenCV's on single-precision images to
/// some 1e-3 pixel and 1e-4; both compute in single precision. Without a window, edges of the
/// images count as structure that does not move: use the window unless the scene wraps around.
///
/// C. D. Kuglin, D. C. Hines, The Phase Correlation Image Alignment Method, IEEE Conf. on
/// Cybernetics and Society 1975. Cost O(n log n). Allocates at creation only.
public struct PhaseCorrelator: Sendable {
  /// Size of the images.
  public let size: PixelSize
  private let planX: FFTPlan
  private let planY: FFTPlan
  private let windowX: [Float]
  private let windowY: [Float]

  /// For images of 2x2 to 8192x8192 pixels; `hanning` multiplies them by the window of
  /// `cv2.createHanningWindow`, sin(pi x / (width - 1)) sin(pi y / (height - 1)).
  public init(size: PixelSize, hanning: Bool = true) {
    precondition(
      (2...8192).contains(size.width) && (2...8192).contains(size.height),
      "phases of images of \(size.width)x\(size.height) pixels cannot be correlated")
    self.size = size
    planX = FFTPlan(length: FFTPlan.length(atLeast: size.width))
    planY = FFTPlan(length: FFTPlan.length(atLeast: size.height))
    func window(_ n: Int) -> [Float] {
      (0..<n).map { hanning ? Float(abs(sin(Double.pi * Double($0) / Double(n - 1)))) : 1 }
    }
    windowX = window(size.width)
    windowY = window(size.height)
  }

  /// How far `second` is moved against `first`. Traps unless both are of ``size``, one channel.
  public func shift(
    from first: Image<UInt8>, to second: Image<UInt8>, scratch: inout Scratch
  ) -> PhaseShift {
    precondition(
      first.size == size && second.size == size && first.channels == 1 && second.channels == 1,
      "phase correlation of \(size) got \(first.size) and \(second.size)")
    let (width, height) = (planX.length, planY.length)
    let floats = KernelsBase.fftPlaneFloats(width, height)
    let surface = scratch.bytes(4 * floats).assumingMemoryBound(to: Float.self)
    first.withUnsafeSamples { a in
      second.withUnsafeSamples { b in
        windowX.withUnsafeBufferPointer { x in
          windowY.withUnsafeBufferPointer { y in
            planX.twiddles.withUnsafeBufferPointer { tx in
              planY.twiddles.withUnsafeBufferPointer { ty in
                phaseSurface(
                  a, first.stride, b, second.stride, size.width, size.height, x.baseAddress!,
                  y.baseAddress!, width, height, tx.baseAddress!, ty.baseAddress!, surface)
              }
            }
          }
        }
      }
    }
    return peak(surface, KernelsBase.fftPlaneStride(width), width, height)
  }

  /// The weighted centre of the values around the largest, of the surface moved so that no shift
  /// is in the middle.
  private func peak(
    _ surface: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int
  ) -> PhaseShift {
    let index = largestIndex(surface, stride, width, height)
    let (middleX, middleY) = (width / 2, height / 2)
    let x = (index % width + middleX) % width
    let y = (index / width + middleY) % height
    var (sum, sumX, sumY) = (0.0, 0.0, 0.0)
    for v in max(0, y - 2)...min(height - 1, y + 2) {
      for u in max(0, x - 2)...min(width - 1, x + 2) {
        let value = Double(
          surface[(v + middleY) % height * stride + (u + middleX) % width])
        sum += value
        sumX += value * Double(u - middleX)
        sumY += value * Double(v - middleY)
      }
    }
    guard sum > 0 else { return PhaseShift(dx: 0, dy: 0, response: 0) }
    return PhaseShift(dx: -sumX / sum, dy: -sumY / sum, response: sum)
  }
}
