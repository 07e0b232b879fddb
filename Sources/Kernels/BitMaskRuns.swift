import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitRuns = kernel(
  KernelsBase.bitRuns, KernelsAVX2.bitRuns, KernelsAVX512.bitRuns)
private let bitCrop = kernel(
  KernelsBase.bitCrop, KernelsAVX2.bitCrop, KernelsAVX512.bitCrop)

/// The runs of set pixels of a mask in raster order. Keeps its memory between calls.
public struct BitRuns: Sendable {
  /// First column of each run.
  public private(set) var starts: [Int32] = []
  /// One past the last column of each run.
  public private(set) var ends: [Int32] = []
  /// Row of each run.
  public private(set) var rows: [Int32] = []
  /// The number of runs; the arrays may be longer.
  public private(set) var count = 0

  /// No runs.
  public init() {}

  /// Finds the runs of `mask`.
  public mutating func assign(_ mask: BitMask) {
    let wordsPerRow = mask.wordsPerRow
    repeat {
      if starts.count < count || starts.isEmpty {
        let capacity = max(1024, count + count / 2)
        starts = [Int32](repeating: 0, count: capacity)
        ends = starts
        rows = starts
      }
      let capacity = starts.count
      var found = 0
      mask.withUnsafeWords { p in
        starts.withUnsafeMutableBufferPointer { s in
          ends.withUnsafeMutableBufferPointer { e in
            rows.withUnsafeMutableBufferPointer { r in
              bitRuns(
                p, wordsPerRow, mask.height, s.baseAddress!, e.baseAddress!, r.baseAddress!,
                capacity, &found)
            }
          }
        }
      }
      count = found
    } while count > starts.count
  }
}

extension BitMask {
  /// Copies the pixels that `box` covers; the box must lie within `source`.
  public mutating func assignCrop(_ source: BitMask, _ box: PixelBox) {
    precondition(
      !box.isEmpty && box.clipped(to: source.size) == box, "box \(box) leaves \(source.size)")
    reshape(width: box.width, height: box.height)
    withUnsafeMutableWords { out in
      source.withUnsafeWords {
        bitCrop(
          $0, source.wordsPerRow, box.x1, box.y1, out, box.width, box.height)
      }
    }
  }

  /// Clears all pixels.
  public mutating func clear() {
    let count = wordsPerRow * height
    withUnsafeMutableWords { $0.update(repeating: 0, count: count) }
  }

  /// Sets columns `x1..<x2` of row `y`, which must lie within the mask.
  public mutating func setRun(y: Int, x1: Int, x2: Int) {
    precondition(
      y >= 0 && y < height && x1 >= 0 && x1 <= x2 && x2 <= width, "run leaves the mask")
    guard x1 < x2 else { return }
    withUnsafeMutableWords { [wordsPerRow] p in
      let row = p + y * wordsPerRow
      let (first, last) = (x1 >> 6, (x2 - 1) >> 6)
      let head: UInt64 = ~0 << UInt64(x1 & 63)
      let tail: UInt64 = ~0 >> UInt64(63 - (x2 - 1) & 63)
      if first == last {
        row[first] |= head & tail
      } else {
        row[first] |= head
        for w in (first + 1)..<last { row[w] = ~0 }
        row[last] |= tail
      }
    }
  }
}
