import CVectors

/// How many pixels of each 32x32 cell differ between `a` and `b` moved by one displacement.
///
/// `a` and `b` point at the first row; both have `wordsPerRow` words a row. Row y of `a` is compared
/// with row y of `b`; the caller chooses the displacement by where `b` points and how its columns
/// were shifted. Of the rows of a cell only every `rowStep`-th is looked at, from the first on.
/// `cellsPerRow` counts go to `cost` for each of the `height / 32` (rounded up) rows of cells.
/// Readable beyond the end: one vector.
@inline(never)
public func bitMatchCost32(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ rowStep: Int, _ cellsPerRow: Int, _ cost: UnsafeMutablePointer<UInt16>
) {
  let rowBytes = wordsPerRow &* 8
  let pa = UnsafeRawPointer(a)
  let pb = UnsafeRawPointer(b)
  let perVector = lanes / 4
  var top = 0
  var out = cost
  while top < height {
    let bottom = min(top &+ 32, height)
    var column = 0
    while column < cellsPerRow {
      var sums = vu32(repeating: 0)
      var y = top
      // A byte lane holds at most 8 a row: 16 rows cannot overflow it.
      while y < bottom {
        let end = min(y &+ 16 &* rowStep, bottom)
        var bytes = vu8(repeating: 0)
        while y < end {
          let offset = y &* rowBytes &+ column &* 4
          bytes = v_add(bytes, v_popcount(v_xor(load(pa, offset), load(pb, offset))))
          y &+= rowStep
        }
        sums = v_add32(sums, v_sum4(bytes))
      }
      for k in 0..<min(perVector, cellsPerRow &- column) {
        out[column &+ k] = UInt16(truncatingIfNeeded: sums[k])
      }
      column &+= perVector
    }
    out += cellsPerRow
    top = bottom
  }
}
