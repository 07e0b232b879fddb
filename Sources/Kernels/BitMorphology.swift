import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitRectangle = kernel(
  KernelsBase.bitRectangle, KernelsAVX2.bitRectangle, KernelsAVX512.bitRectangle)
private let bitRectangleScratchWords = kernel(
  KernelsBase.bitRectangleScratchWords, KernelsAVX2.bitRectangleScratchWords,
  KernelsAVX512.bitRectangleScratchWords)
private let bitDisk = kernel(KernelsBase.bitDisk, KernelsAVX2.bitDisk, KernelsAVX512.bitDisk)
private let bitDiskScratchWords = kernel(
  KernelsBase.bitDiskScratchWords, KernelsAVX2.bitDiskScratchWords,
  KernelsAVX512.bitDiskScratchWords)

/// Morphology of bit masks by rectangles of any size and by disks, a vector of pixels at a time.
///
/// Pixels outside the mask never decide: they count as clear in a dilation and as set in an erosion,
/// as in OpenCV's default; results are those of OpenCV's `erode`, `dilate` and `morphologyEx` on
/// the same mask as bytes. Defined for every size from 1x1; a mask of no pixels gives one.
///
/// Cost for a vector of pixels: rectangles the logarithm of their size, disks about 2 r + 1 for the
/// rows and 4 r for the half widths. Keeps its scratch between calls; one per worker.
public struct BitMorphology: Sendable {
  private var first = BitMask()
  private var second = BitMask()
  private var scratch: [UInt64] = []

  /// Scratch of no size yet.
  public init() {}

  /// Writes to `out` the dilation of `source` by a disk of `radius` pixels, 0...31; see
  /// ``StructuringElement/disk(radius:)``.
  ///
  /// Traps for a radius outside 0...31.
  public mutating func dilate(_ source: BitMask, radius: Int, into out: inout BitMask) {
    dilate(source, by: .disk(radius: radius), into: &out)
  }

  /// Writes to `out` the erosion of `source` by a disk of `radius` pixels, 0...31; see
  /// ``StructuringElement/disk(radius:)``.
  ///
  /// Traps for a radius outside 0...31.
  public mutating func erode(_ source: BitMask, radius: Int, into out: inout BitMask) {
    erode(source, by: .disk(radius: radius), into: &out)
  }

  /// Writes to `out` the dilation of `source`: a pixel is set where any under `element` is.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func dilate(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(false, source, element, &out, &scratch)
  }

  /// Writes to `out` the erosion of `source`: a pixel is set where all under `element` are.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func erode(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(true, source, element, &out, &scratch)
  }

  /// Writes to `out` the dilation of the erosion of `source`: what `element` does not fit into goes.
  ///
  /// As in OpenCV the element is not mirrored for the second step, which moves the result by a
  /// pixel where a rectangle's size is even. Traps for a disk's radius outside 0...31.
  public mutating func open(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(true, source, element, &first, &scratch)
    Self.run(false, first, element, &out, &scratch)
  }

  /// Writes to `out` the erosion of the dilation of `source`: gaps that `element` does not fit into
  /// are filled. See ``open(_:by:into:)`` for even sizes.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func close(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(false, source, element, &first, &scratch)
    Self.run(true, first, element, &out, &scratch)
  }

  /// Writes to `out` the boundary between set and clear pixels, the morphological gradient: a pixel
  /// is set where under `element` there are both.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func boundary(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(true, source, element, &first, &scratch)
    Self.run(false, source, element, &out, &scratch)
    out.formAndNot(first)
  }

  /// Writes to `out` what the opening of `source` takes away: details that `element` does not fit
  /// into. The white top-hat, `MORPH_TOPHAT`; see ``open(_:by:into:)`` for even sizes.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func whiteTopHat(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(true, source, element, &first, &scratch)
    Self.run(false, first, element, &second, &scratch)
    out.assignAndNot(source, second)
  }

  /// Writes to `out` what the closing of `source` adds: gaps that `element` does not fit into. The
  /// black top-hat, `MORPH_BLACKHAT`; see ``open(_:by:into:)`` for even sizes.
  ///
  /// Traps for a disk's radius outside 0...31.
  public mutating func blackTopHat(
    _ source: BitMask, by element: StructuringElement, into out: inout BitMask
  ) {
    Self.run(false, source, element, &first, &scratch)
    Self.run(true, first, element, &second, &scratch)
    out.assignAndNot(second, source)
  }

  private static func run(
    _ erodes: Bool, _ source: BitMask, _ element: StructuringElement, _ out: inout BitMask,
    _ scratch: inout [UInt64]
  ) {
    if case .disk(let radius) = element {
      precondition((0...31).contains(radius), "disk radius \(radius) is outside 0...31")
    }
    let (wordsPerRow, height, last) = (source.wordsPerRow, source.height, source.lastWordMask)
    let reach = element.reach
    out.reshape(width: source.width, height: height)
    guard source.width > 0 && height > 0 else { return out.clear() }
    let words =
      element.isRectangle
      ? bitRectangleScratchWords(
        wordsPerRow, height, reach.left, reach.right, reach.above, reach.below)
      : bitDiskScratchWords(wordsPerRow, height, reach.left)
    // A vector may overhang on both sides.
    if scratch.count < words + 16 { scratch = [UInt64](repeating: 0, count: words + 16) }
    let extremum = erodes ? 5 : 4
    source.withUnsafeWords { from in
      out.withUnsafeMutableWords { to in
        scratch.withUnsafeMutableBufferPointer {
          guard let memory = $0.baseAddress else { return }
          if element.isRectangle {
            bitRectangle(
              from, wordsPerRow, height, last, to, reach.left, reach.right, reach.above,
              reach.below, memory + 8, extremum)
          } else {
            bitDisk(from, wordsPerRow, height, last, to, reach.left, memory + 8, extremum)
          }
        }
      }
    }
  }
}
