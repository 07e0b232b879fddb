import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitShiftMismatch = kernel(
  KernelsBase.bitShiftMismatch, KernelsAVX2.bitShiftMismatch, KernelsAVX512.bitShiftMismatch)

/// How many pixels of an image differ from a reference under every small displacement.
public struct ShiftMismatch: Sendable {
  /// The displacement of fewest differing pixels in a set, and their number.
  public struct Best: Sendable, Equatable {
    /// Index of the displacement, for ``ShiftMismatch/count(_:at:)``.
    public var index: Int
    /// Displacement in pixels; of equal ones the shortest, then the first by rows.
    public var dx: Int, dy: Int
    /// Differing pixels.
    public var count: Int
  }

  /// Which pixels are counted.
  public enum Set: Int, Sendable, CaseIterable {
    /// The first set.
    case own
    /// The second.
    case near
    /// The third.
    case around
  }

  /// Largest displacement each way, in pixels.
  public let radius: Int
  private var counts: [Int32]
  private var scratch: [UInt64] = []

  /// For displacements of at most `radius` pixels each way, 0...63.
  public init(radius: Int) {
    precondition((0...63).contains(radius), "radius \(radius) is outside 0...63")
    self.radius = radius
    counts = [Int32](repeating: 0, count: 3 * (2 * radius + 1) * (2 * radius + 1))
  }

  /// Counts the pixels p of each set with image(p) ≠ reference(p + radius + displacement), where the
  /// reference is `radius` pixels larger on each side. The sets have the image's size.
  public mutating func measure(
    _ image: BitMask, _ reference: BitMask, own: BitMask, near: BitMask, around: BitMask
  ) {
    precondition(
      own.size == image.size && near.size == image.size && around.size == image.size,
      "sets of \(own.size), \(near.size), \(around.size) for an image of \(image.size)")
    precondition(
      reference.width == image.width + 2 * radius && reference.height == image.height + 2 * radius,
      "a reference of \(reference.size) for \(image.size) and displacements of \(radius)")
    let words = 5 * image.height + 2 * radius + 1
    if scratch.count < words { scratch = [UInt64](repeating: 0, count: words) }
    image.withUnsafeWords { i in
      reference.withUnsafeWords { r in
        own.withUnsafeWords { a in
          near.withUnsafeWords { b in
            around.withUnsafeWords { c in
              counts.withUnsafeMutableBufferPointer { counts in
                scratch.withUnsafeMutableBufferPointer {
                  bitShiftMismatch(
                    i, a, b, c, image.wordsPerRow, image.height, r, reference.wordsPerRow, radius,
                    counts.baseAddress!, $0.baseAddress!)
                }
              }
            }
          }
        }
      }
    }
  }

  private var displacements: Int { (2 * radius + 1) * (2 * radius + 1) }

  /// Index of no displacement.
  public var none: Int { displacements / 2 }

  /// Differing pixels of `set` under the displacement of that index.
  public func count(_ set: Set, at index: Int) -> Int {
    Int(counts[set.rawValue * displacements + index])
  }

  /// The displacement under which fewest pixels of `set` differ.
  public func best(_ set: Set) -> Best {
    let side = 2 * radius + 1
    var best = Best(index: none, dx: 0, dy: 0, count: count(set, at: none))
    for k in 0..<displacements {
      let (dx, dy) = (k % side - radius, k / side - radius)
      let n = count(set, at: k)
      let isShorter = dx * dx + dy * dy < best.dx * best.dx + best.dy * best.dy
      if n < best.count || (n == best.count && isShorter) {
        best = Best(index: k, dx: dx, dy: dy, count: n)
      }
    }
    return best
  }
}
