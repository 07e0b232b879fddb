/// For each run, the first run of the row below and the last run of the row above that it touches
/// across an edge or a corner, -1 for none.
@inline(never)
public func linkRuns(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rowStarts: UnsafePointer<Int32>,
  _ height: Int, _ below: UnsafeMutablePointer<Int32>, _ above: UnsafeMutablePointer<Int32>
) {
  var first = 0
  var last = 0
  for y in 0..<height {
    // Runs of this row are `first..<last`, of the next one `last..<next`.
    last = Int(rowStarts[y &+ 1])
    if y == 0 { for i in first..<last { above[i] = -1 } }
    if y &+ 1 == height {
      for i in first..<last { below[i] = -1 }
      return
    }
    let next = Int(rowStarts[y &+ 2])
    var j = last
    for i in first..<last {
      while j < next && ends[j] < starts[i] { j &+= 1 }
      below[i] = j < next && starts[j] <= ends[i] ? Int32(truncatingIfNeeded: j) : -1
    }
    var i = first
    for j in last..<next {
      while i < last && starts[i] <= ends[j] { i &+= 1 }
      above[j] = i > first && ends[i &- 1] >= starts[j] ? Int32(truncatingIfNeeded: i &- 1) : -1
    }
    first = last
  }
}
