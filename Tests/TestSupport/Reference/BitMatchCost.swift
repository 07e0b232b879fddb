extension PixelGrid {
  /// The pixels of each 32x32 cell that differ from those of `moved` at their place, row after row
  /// of cells; of a cell's rows every `rowStep`-th counts, from its first on. Rows of `moved` beyond
  /// those of this grid do not count.
  public func matchCost(_ moved: PixelGrid, rowStep: Int = 1) -> [UInt16] {
    let (columns, rows) = ((width + 31) / 32, (height + 31) / 32)
    var cost = [UInt16](repeating: 0, count: columns * rows)
    for y in 0..<height where y % 32 % rowStep == 0 {
      for x in 0..<width where self[x, y] != moved[x, y] { cost[y / 32 * columns + x / 32] += 1 }
    }
    return cost
  }
}

/// The sum of each cell's value and those of the cells at most `radius` away in both directions.
public func windowSums(_ cells: [UInt16], columns: Int, radius: Int) -> [Int32] {
  let rows = cells.count / columns
  return cells.indices.map { i in
    var sum: Int32 = 0
    for j in 0..<rows where abs(j - i / columns) <= radius {
      for k in 0..<columns where abs(k - i % columns) <= radius {
        sum += Int32(cells[j * columns + k])
      }
    }
    return sum
  }
}
