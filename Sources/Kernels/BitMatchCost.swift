import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitMatchCost32 = kernel(
  KernelsBase.bitMatchCost32, KernelsAVX2.bitMatchCost32, KernelsAVX512.bitMatchCost32)
private let cellTotals = kernel(
  KernelsBase.cellTotals, KernelsAVX2.cellTotals, KernelsAVX512.cellTotals)
private let cellWindowSums = kernel(
  KernelsBase.cellWindowSums, KernelsAVX2.cellWindowSums, KernelsAVX512.cellWindowSums)

/// Mismatch between masks by cell and displacement, the evidence for local registration.
public enum BitMatchCost {
  /// Counts for each 32x32 cell of `image` the pixels that differ from `moved`, for `offsets`
  /// vertical displacements: offset k compares row y of `image` with row y + k of `moved`.
  ///
  /// `moved` has `offsets - 1` rows more than `image`. Counts, 0...1024, go to `cost` from index
  /// `start` on: all cells of the first offset in rows of `columns`, then the next offset.
  public static func measure(
    _ image: BitMask, _ moved: BitMask, offsets: Int, columns: Int, into cost: inout [UInt16],
    at start: Int
  ) {
    let rows = (image.height + 31) / 32
    precondition(
      offsets > 0 && moved.height == image.height + offsets - 1 && moved.width == image.width,
      "\(moved.size) does not hold \(offsets) vertical displacements of \(image.size)")
    precondition(
      columns == (image.width + 31) / 32, "\(columns) cells a row for \(image.width) columns")
    precondition(
      start >= 0 && start + offsets * columns * rows <= cost.count,
      "costs from \(start) on exceed \(cost.count)")
    image.withUnsafeWords { a in
      moved.withUnsafeWords { b in
        cost.withUnsafeMutableBufferPointer { out in
          for k in 0..<offsets {
            bitMatchCost32(
              a, b + k * moved.wordsPerRow, image.wordsPerRow, image.height, columns,
              out.baseAddress! + start + k * columns * rows)
          }
        }
      }
    }
  }

  /// Adds up the counts of all cells for each of `planes` displacements.
  public static func totals(_ cost: [UInt16], cells: Int, planes: Int, into out: inout [Int32]) {
    precondition(
      cells >= 0 && planes >= 0 && cost.count >= cells * planes && out.count >= planes,
      "\(planes) planes of \(cells) cells exceed \(cost.count) costs or \(out.count) totals")
    cost.withUnsafeBufferPointer { c in
      out.withUnsafeMutableBufferPointer {
        cellTotals(c.baseAddress!, cells, planes, $0.baseAddress!)
      }
    }
  }

  /// Sums counts over windows of cells: for every displacement in `cost`, each cell's count and
  /// those of the cells at most `radius` away. `line` is scratch of at least `columns` values.
  public static func sumWindows(
    _ cost: [UInt16], columns: Int, rows: Int, radius: Int, line: inout [Int32],
    into sums: inout [Int32]
  ) {
    precondition(
      columns > 0 && rows > 0 && radius >= 0 && cost.count % (columns * rows) == 0,
      "\(cost.count) costs are not planes of \(columns)x\(rows) cells")
    precondition(
      sums.count == cost.count && line.count >= columns,
      "\(sums.count) sums and a line of \(line.count) for \(cost.count) costs")
    cost.withUnsafeBufferPointer { c in
      sums.withUnsafeMutableBufferPointer { s in
        line.withUnsafeMutableBufferPointer { l in
          var at = 0
          while at < c.count {
            cellWindowSums(
              c.baseAddress! + at, columns, rows, radius, s.baseAddress! + at, l.baseAddress!)
            at += columns * rows
          }
        }
      }
    }
  }
}
