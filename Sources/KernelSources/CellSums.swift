/// Sums each cell's value and those of the cells at most `radius` away in both directions, over
/// `columns` times `rows` cells; cells outside do not exist. `line` is scratch for `columns`
/// values. Cost does not depend on the radius.
@inline(never)
public func cellWindowSums(
  _ input: UnsafePointer<UInt16>, _ columns: Int, _ rows: Int, _ radius: Int,
  _ out: UnsafeMutablePointer<Int32>, _ line: UnsafeMutablePointer<Int32>
) {
  for x in 0..<columns { line[x] = 0 }
  for y in 0..<min(radius, rows) {
    let row = input + y &* columns
    for x in 0..<columns { line[x] &+= Int32(truncatingIfNeeded: row[x]) }
  }
  for y in 0..<rows {
    if y &+ radius < rows {
      let row = input + (y &+ radius) &* columns
      for x in 0..<columns { line[x] &+= Int32(truncatingIfNeeded: row[x]) }
    }
    if y &- radius > 0 {
      let row = input + (y &- radius &- 1) &* columns
      for x in 0..<columns { line[x] &-= Int32(truncatingIfNeeded: row[x]) }
    }
    let o = out + y &* columns
    var sum: Int32 = 0
    for x in 0..<min(radius, columns) { sum &+= line[x] }
    for x in 0..<columns {
      if x &+ radius < columns { sum &+= line[x &+ radius] }
      if x > radius { sum &-= line[x &- radius &- 1] }
      o[x] = sum
    }
  }
}

/// out[k] = sum of all `cells` values of plane k, for `planes` planes one after the other.
@inline(never)
public func cellTotals(
  _ input: UnsafePointer<UInt16>, _ cells: Int, _ planes: Int, _ out: UnsafeMutablePointer<Int32>
) {
  for k in 0..<planes {
    let p = input + k &* cells
    var sum: Int32 = 0
    for c in 0..<cells { sum &+= Int32(truncatingIfNeeded: p[c]) }
    out[k] = sum
  }
}
