import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitWidthPlanes = kernel(
  KernelsBase.bitWidthPlanes, KernelsAVX2.bitWidthPlanes, KernelsAVX512.bitWidthPlanes)
private let bitDiskOfPlanes = kernel(
  KernelsBase.bitDiskOfPlanes, KernelsAVX2.bitDiskOfPlanes, KernelsAVX512.bitDiskOfPlanes)

/// The dilations of one bit mask by all disks up to a radius at once.
///
/// Each is what ``BitMorphology/dilate(_:radius:into:)`` gives, pixels outside the mask being clear,
/// but they share the widening of rows. Meant for small masks such as windows around blobs, where
/// the single operator's preparations would cost more than its work: on 36x36 pixels radius 1 to 4
/// take a tenth of the time. Cost for a word: about 4 `radius` + `radius`². Defined for every size;
/// keeps its memory between calls; one per worker.
public struct DiskDilations: Sendable {
  /// The largest radius, in pixels.
  public let radius: Int
  /// The dilations of the last mask by disks of 1...``radius`` pixels; see
  /// ``StructuringElement/disk(radius:)``.
  public private(set) var masks: [BitMask]
  private var scratch: [UInt64] = []

  /// For disks of radius 1...`radius` pixels; traps outside 1...31.
  public init(radius: Int) {
    precondition((1...31).contains(radius), "disk radius \(radius) is outside 1...31")
    self.radius = radius
    masks = [BitMask](repeating: BitMask(), count: radius)
  }

  /// Writes the dilations of `source` over ``masks``.
  public mutating func assign(_ source: BitMask) {
    let (wordsPerRow, height) = (source.wordsPerRow, source.height)
    let words =
      (radius + 2) * KernelsBase.bitWidthPlaneWords(wordsPerRow, height, radius)
    if scratch.count < words { scratch = [UInt64](repeating: 0, count: words) }
    scratch.withUnsafeMutableBufferPointer { scratch in
      guard let planes = scratch.baseAddress else { return }
      source.withUnsafeWords {
        bitWidthPlanes($0, wordsPerRow, height, source.lastWordMask, radius, planes)
      }
      for r in 1...radius {
        masks[r - 1].reshape(width: source.width, height: height)
        masks[r - 1].withUnsafeMutableWords {
          bitDiskOfPlanes(planes, wordsPerRow, height, radius, r, $0)
        }
      }
    }
  }
}
