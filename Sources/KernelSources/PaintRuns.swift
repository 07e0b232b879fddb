/// The mask whose set pixels are those of the runs.
@inline(never)
public func paintRunBits(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rowStarts: UnsafePointer<Int32>,
  _ height: Int, _ out: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let row = out + y &* wordsPerRow
    for w in 0..<wordsPerRow { row[w] = 0 }
    for i in Int(rowStarts[y])..<Int(rowStarts[y &+ 1]) {
      let start = Int(starts[i])
      let last = Int(ends[i]) &- 1
      let head = ~UInt64(0) &<< UInt64(truncatingIfNeeded: start & 63)
      let tail = ~UInt64(0) &>> UInt64(truncatingIfNeeded: 63 &- last & 63)
      let (w1, w2) = (start &>> 6, last &>> 6)
      if w1 == w2 {
        row[w1] |= head & tail
      } else {
        row[w1] |= head
        var w = w1 &+ 1
        while w < w2 {
          row[w] = ~0
          w &+= 1
        }
        row[w2] |= tail
      }
    }
  }
}

/// The image that is 0 where no run is and 1 + the label of the run elsewhere.
@inline(never)
public func paintRunLabels(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rowStarts: UnsafePointer<Int32>,
  _ labels: UnsafePointer<Int32>, _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<Int32>,
  _ stride: Int
) {
  for y in 0..<height {
    let row = out + y &* stride
    var x = 0
    for i in Int(rowStarts[y])..<Int(rowStarts[y &+ 1]) {
      let (start, end) = (Int(starts[i]), Int(ends[i]))
      while x < start {
        row[x] = 0
        x &+= 1
      }
      let label = labels[i] &+ 1
      while x < end {
        row[x] = label
        x &+= 1
      }
    }
    while x < width {
      row[x] = 0
      x &+= 1
    }
  }
}
