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
  /// Counts for each 32x32 cell of `image` the pixels that differ from `moved`, comparing row y of
  /// `image` with row `firstRow` + y of `moved`, for every `rowStep`-th row of the cells.
  ///
  /// `moved` has at least `firstRow` rows more than `image`. Counts, 0...1024, go to `cost` from
  /// index `start` on, in rows of `columns`.
  public static func measure(
    _ image: BitMask, _ moved: BitMask, firstRow: Int = 0, rowStep: Int = 1, columns: Int,
    into cost: inout [UInt16], at start: Int
  ) {
    let rows = (image.height + 31) / 32
    precondition(
      firstRow >= 0 && moved.height >= image.height + firstRow && moved.width == image.width,
      "\(moved.size) does not hold \(image.size) from row \(firstRow) on")
    precondition(
      columns == (image.width + 31) / 32, "\(columns) cells a row for \(image.width) columns")
    precondition(rowStep > 0, "a step of \(rowStep) rows")
    precondition(
      start >= 0 && start + columns * rows <= cost.count,
      "costs from \(start) on exceed \(cost.count)")
    image.withUnsafeWords { a in
      moved.withUnsafeWords { b in
        cost.withUnsafeMutableBufferPointer { out in
          bitMatchCost32(
            a, b + firstRow * moved.wordsPerRow, image.wordsPerRow, image.height, rowStep,
            columns, out.baseAddress! + start)
        }
      }
    }
  }

  /// The sum of the counts of all `cells` cells of plane `plane`.
  public static func total(_ cost: [UInt16], cells: Int, plane: Int) -> Int {
    precondition(
      cells >= 0 && plane >= 0 && cost.count >= cells * (plane + 1),
      "plane \(plane) of \(cells) cells exceeds \(cost.count) costs")
    var total: Int32 = 0
    cost.withUnsafeBufferPointer { cellTotals($0.baseAddress! + plane * cells, cells, 1, &total) }
    return Int(total)
  }

  /// Sums the counts of plane `plane` over windows of cells, into that plane of `sums`: each cell's
  /// count and those of the cells at most `radius` away. `line` is scratch and grows as needed.
  public static func sumWindows(
    _ cost: [UInt16], plane: Int, columns: Int, rows: Int, radius: Int, line: inout [Int32],
    into sums: inout [Int32]
  ) {
    let start = plane * columns * rows
    precondition(
      columns > 0 && rows > 0 && radius >= 0 && plane >= 0
        && start + columns * rows <= min(cost.count, sums.count),
      "plane \(plane) of \(columns)x\(rows) cells exceeds \(cost.count) costs or \(sums.count) sums"
    )
    let needed = columns + 2 * radius + 16
    if line.count < needed { line = [Int32](repeating: 0, count: needed) }
    cost.withUnsafeBufferPointer { c in
      sums.withUnsafeMutableBufferPointer { s in
        line.withUnsafeMutableBufferPointer { l in
          cellWindowSums(
            c.baseAddress! + start, columns, rows, radius, s.baseAddress! + start, l.baseAddress!)
        }
      }
    }
  }
}
