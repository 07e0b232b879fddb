extension PixelGrid {
  /// out(x, y) = this(x + dx, y + dy), coordinates clamped, for rows `firstRow` and on.
  public func translated(dx: Int, dy: Int, firstRow: Int = 0, height: Int? = nil) -> PixelGrid {
    PixelGrid(width: width, height: height ?? self.height) { x, y in
      clamped(x + dx, y + firstRow + dy)
    }
  }

  /// out(x, y) = this(x + dx, y + dy), coordinates clamped, where (dx, dy) is the field at column
  /// 8 ⌊x / 8⌋ + 4 of row y, rounded to whole pixels, halves up.
  ///
  /// `field` holds (dx, dy) in 1/256 pixel for `columns` nodes a row, 32 pixels apart, the first at
  /// (16, 16); it is interpolated bilinearly and constant beyond the outer nodes.
  public func warped(field: [Int32], columns: Int) -> PixelGrid {
    let rows = field.count / (2 * columns)
    /// The node before `position`, the one behind it and the weight of that one in 32nds.
    func place(_ position: Int, _ nodes: Int) -> (before: Int, behind: Int, weight: Int) {
      let p = position - 16
      if p <= 0 { return (0, 0, 0) }
      if p >= 32 * (nodes - 1) { return (nodes - 1, nodes - 1, 0) }
      return (p / 32, p / 32 + 1, p % 32)
    }
    func displacement(_ x: Int, _ y: Int, _ part: Int) -> Int {
      let (h, v) = (place(x / 8 * 8 + 4, columns), place(y, rows))
      func node(_ i: Int, _ j: Int) -> Int { Int(field[2 * (j * columns + i) + part]) }
      func row(_ j: Int) -> Int {
        node(h.before, j) * (32 - h.weight) + node(h.behind, j) * h.weight
      }
      // In units of 1/256 pixel times 32 times 32.
      let sum = row(v.before) * (32 - v.weight) + row(v.behind) * v.weight
      let unit = 256 * 32 * 32
      return Int((Double(sum) / Double(unit) + 0.5).rounded(.down))
    }
    return PixelGrid(width: width, height: height) { x, y in
      clamped(x + displacement(x, y, 0), y + displacement(x, y, 1))
    }
  }
}
