import CVectors

/// Sums each cell's value and those of the cells at most `radius` away in both directions, over
/// `columns` times `rows` cells; cells outside do not exist. `line` is scratch for
/// `columns + 2 radius` values and one vector beyond.
@inline(never)
public func cellWindowSums(
  _ input: UnsafePointer<UInt16>, _ columns: Int, _ rows: Int, _ radius: Int,
  _ out: UnsafeMutablePointer<Int32>, _ line: UnsafeMutablePointer<Int32>
) {
  // Column sums with `radius` zeros on either side.
  for x in 0..<(columns &+ 2 &* radius) { line[x] = 0 }
  let columnSums = line + radius
  for y in 0..<min(radius, rows) {
    let row = input + y &* columns
    for x in 0..<columns { columnSums[x] &+= Int32(truncatingIfNeeded: row[x]) }
  }
  let perVector = lanes / 4
  for y in 0..<rows {
    if y &+ radius < rows {
      let row = input + (y &+ radius) &* columns
      for x in 0..<columns { columnSums[x] &+= Int32(truncatingIfNeeded: row[x]) }
    }
    if y &- radius > 0 {
      let row = input + (y &- radius &- 1) &* columns
      for x in 0..<columns { columnSums[x] &-= Int32(truncatingIfNeeded: row[x]) }
    }
    let o = out + y &* columns
    guard columns >= perVector else {
      for x in 0..<columns {
        var sum: Int32 = 0
        for k in 0...(2 &* radius) { sum &+= line[x &+ k] }
        o[x] = sum
      }
      continue
    }
    var x = 0
    while true {
      let p = UnsafeRawPointer(line + x)
      var sum = p.loadUnaligned(as: vs32.self)
      for k in 1..<(2 &* radius &+ 1) {
        sum = sum &+ p.loadUnaligned(fromByteOffset: 4 &* k, as: vs32.self)
      }
      UnsafeMutableRawPointer(o + x).storeBytes(of: sum, as: vs32.self)
      if x &+ perVector == columns { break }
      // The last vector ends with the row, over some columns that are done.
      x = min(x &+ perVector, columns &- perVector)
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
