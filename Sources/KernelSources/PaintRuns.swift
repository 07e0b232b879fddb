import CVectors

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
      paint(row, x, start, width, 0)
      paint(row, start, end, width, labels[i] &+ 1)
      x = end
    }
    paint(row, x, width, width, 0)
  }
}

/// Sets row[first..<end], and perhaps some of what follows up to `width`, which is painted later: four
/// vectors at once, for most stretches end within, and where they do is what a loop mispredicts.
@inline(__always)
private func paint(
  _ row: UnsafeMutablePointer<Int32>, _ first: Int, _ end: Int, _ width: Int, _ value: Int32
) {
  let step = lanes / 4
  let target = UnsafeMutableRawPointer(row)
  let values = vs32(repeating: value)
  var x = first
  if x &+ 4 &* step <= width {
    for k in 0..<4 {
      target.storeBytes(of: values, toByteOffset: 4 &* (x &+ k &* step), as: vs32.self)
    }
    x &+= 4 &* step
    while x < end && x &+ step <= width {
      target.storeBytes(of: values, toByteOffset: 4 &* x, as: vs32.self)
      x &+= step
    }
  }
  while x < end {
    row[x] = value
    x &+= 1
  }
}
