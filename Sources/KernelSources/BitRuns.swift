/// Finds the runs of set pixels, row after row: start, end (half open) and row of each, up to
/// `capacity` runs. `count` receives the number of runs there are, also where it exceeds `capacity`.
@inline(never)
public func bitRuns(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ starts: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>,
  _ rows: UnsafeMutablePointer<Int32>, _ capacity: Int, _ count: UnsafeMutablePointer<Int>
) {
  var n = 0
  for y in 0..<height {
    let row = source + y &* wordsPerRow
    var carry: UInt64 = 0
    var open = false
    // The zero word at the row's end closes a run that reaches the last column.
    for w in 0..<wordsPerRow {
      let word = row[w]
      var edges = word ^ ((word &<< 1) | carry)
      carry = word &>> 63
      while edges != 0 {
        let x = Int32(truncatingIfNeeded: w &* 64 &+ edges.trailingZeroBitCount)
        if open {
          if n < capacity { ends[n] = x }
          n &+= 1
        } else if n < capacity {
          starts[n] = x
          rows[n] = Int32(truncatingIfNeeded: y)
        }
        open = !open
        edges &= edges &- 1
      }
    }
  }
  count.pointee = n
}
