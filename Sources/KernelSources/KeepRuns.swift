import CVectors

/// Drops the components whose area is outside `smallest...largest`: moves the runs and labels of
/// the others, and what was measured of them, to the front and numbers them anew in their order.
/// `numbers` is scratch for `count` values. Returns the number of components that stay.
@inline(never)
public func keepRuns(
  _ starts: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>,
  _ rows: UnsafeMutablePointer<Int32>, _ rowStarts: UnsafeMutablePointer<Int32>, _ height: Int,
  _ labels: UnsafeMutablePointer<Int32>, _ regions: UnsafeMutablePointer<cv_region>, _ count: Int,
  _ smallest: Int, _ largest: Int, _ numbers: UnsafeMutablePointer<Int32>
) -> Int {
  var kept = 0
  for k in 0..<count {
    let area = Int(regions[k].area)
    if area < smallest || area > largest {
      numbers[k] = -1
    } else {
      numbers[k] = Int32(truncatingIfNeeded: kept)
      regions[kept] = regions[k]
      kept &+= 1
    }
  }
  var out = 0
  var first = 0
  for y in 0..<height {
    let last = Int(rowStarts[y &+ 1])
    rowStarts[y] = Int32(truncatingIfNeeded: out)
    for i in first..<last {
      // Written always, kept or overwritten by the next: no branch on the data.
      let number = numbers[Int(labels[i])]
      starts[out] = starts[i]
      ends[out] = ends[i]
      rows[out] = rows[i]
      labels[out] = number
      out &+= number >= 0 ? 1 : 0
    }
    first = last
  }
  rowStarts[height] = Int32(truncatingIfNeeded: out)
  return kept
}
