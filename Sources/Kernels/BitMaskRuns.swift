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
  /// The index of the first run at or below the top of each row; the value behind the last row is
  /// ``count``. Row y has the runs `rowStarts[y] ..< rowStarts[y + 1]`.
  public private(set) var rowStarts: [Int32] = [0]
  /// The number of runs; the arrays may be longer.
  public internal(set) var count = 0
  /// Columns and rows of the mask.
  public private(set) var size = PixelSize(width: 0, height: 0)

  /// No runs.
  public init() {}

  /// Finds the runs of `mask`, 0 of one without pixels; time grows with its words and its runs.
  public mutating func assign(_ mask: BitMask) {
    size = mask.size
    if rowStarts.count <= size.height {
      rowStarts = [Int32](repeating: 0, count: size.height + 1)
    }
    // The kernel writes a row only where as many runs as it could have would fit.
    let rowLimit = 32 * mask.wordsPerRow
    reserve(1024 + rowLimit)
    find(mask)
    if count + rowLimit > starts.count {
      reserve(count + count / 2 + rowLimit)
      find(mask)
    }
  }

  private mutating func reserve(_ capacity: Int) {
    guard capacity > starts.count else { return }
    starts = [Int32](repeating: 0, count: capacity)
    ends = starts
    rows = starts
  }

  private mutating func find(_ mask: BitMask) {
    let capacity = starts.count
    var found = 0
    mask.withUnsafeWords { p in
      withUnsafeMutableRuns { s, e, r, first in
        bitRuns(p, mask.wordsPerRow, mask.height, s, e, r, first, capacity, &found)
      }
    }
    count = found
  }

  /// Calls `body` with pointers to starts, ends, rows and row starts; there must be runs.
  @inline(__always)
  func withUnsafeRuns<Result>(
    _ body: (
      UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>
    ) -> Result
  ) -> Result {
    starts.withUnsafeBufferPointer { s in
      ends.withUnsafeBufferPointer { e in
        rows.withUnsafeBufferPointer { r in
          rowStarts.withUnsafeBufferPointer { first in
            body(s.baseAddress!, e.baseAddress!, r.baseAddress!, first.baseAddress!)
          }
        }
      }
    }
  }

  /// Calls `body` with pointers to starts, ends, rows and row starts; there must be runs.
  @inline(__always)
  mutating func withUnsafeMutableRuns<Result>(
    _ body: (
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>
    ) -> Result
  ) -> Result {
    starts.withUnsafeMutableBufferPointer { s in
      ends.withUnsafeMutableBufferPointer { e in
        rows.withUnsafeMutableBufferPointer { r in
          rowStarts.withUnsafeMutableBufferPointer { first in
            body(s.baseAddress!, e.baseAddress!, r.baseAddress!, first.baseAddress!)
          }
        }
      }
    }
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
