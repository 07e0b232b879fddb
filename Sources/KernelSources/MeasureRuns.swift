import CVectors

/// Adds up what `regions` holds about geometry over the runs of each of `count` components; runs
/// are joined as `labelRuns` joined them with the same `reach`.
@inline(never)
public func measureRuns(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rowStarts: UnsafePointer<Int32>,
  _ height: Int, _ reach: Int32, _ labels: UnsafePointer<Int32>,
  _ regions: UnsafeMutablePointer<cv_region>, _ count: Int
) {
  var none = cv_region()
  none.x1 = .max
  none.minimum = .max
  none.maximum = .min
  for k in 0..<count { regions[k] = none }
  var above = 0
  for y in 0..<height {
    let first = Int(rowStarts[y])
    let last = Int(rowStarts[y &+ 1])
    var touching = above
    above = first
    for i in first..<last {
      let label = labels[i]
      let region = regions + Int(label)
      add(starts[i], ends[i], y, region)
      // Runs that meet at a corner only are looked at too: where corners do not connect they may be
      // joined elsewhere, and neighbours across a corner all the same.
      while touching < first && ends[touching] < starts[i] { touching &+= 1 }
      var j = touching
      while j < first && starts[j] <= ends[i] {
        if labels[j] == label { join(starts[j], ends[j], starts[i], ends[i], reach, region) }
        j &+= 1
      }
    }
  }
}

@inline(__always)
private func add(
  _ start: Int32, _ end: Int32, _ y: Int, _ region: UnsafeMutablePointer<cv_region>
) {
  let row = Int64(truncatingIfNeeded: y)
  let n = Int64(end &- start)
  let last = Int64(end) &- 1
  // Twice the mean column, and the sum of squares 0² + 1² + ... (n - 1)² about the first column.
  let ends = Int64(start) &+ last
  let sumX = (n &* ends) &>> 1
  let squares = n &* (n &- 1) &* (2 &* n &- 1) / 6
  let first = Int64(start)
  let sumXX = n &* first &* first &+ first &* n &* (n &- 1) &+ squares
  if region.pointee.runs == 0 { region.pointee.y1 = Int32(truncatingIfNeeded: y) }
  region.pointee.y2 = Int32(truncatingIfNeeded: y &+ 1)
  region.pointee.x1 = min(region.pointee.x1, start)
  region.pointee.x2 = max(region.pointee.x2, end)
  region.pointee.runs &+= 1
  region.pointee.area &+= n
  region.pointee.sum_x &+= sumX
  region.pointee.sum_y &+= n &* row
  region.pointee.sum_xx &+= sumXX
  region.pointee.sum_xy &+= sumX &* row
  region.pointee.sum_yy &+= n &* row &* row
}

/// Counts the neighbouring pixels of a run and one of its component that touches it from the row
/// above.
@inline(__always)
private func join(
  _ aboveStart: Int32, _ aboveEnd: Int32, _ start: Int32, _ end: Int32, _ reach: Int32,
  _ region: UnsafeMutablePointer<cv_region>
) {
  let vertical = min(aboveEnd, end) &- max(aboveStart, start)
  let leftAbove = min(aboveEnd, end &- 1) &- max(aboveStart, start &- 1)
  let rightAbove = min(aboveEnd, end &+ 1) &- max(aboveStart, start &+ 1)
  region.pointee.links &+= vertical &+ reach > 0 ? 1 : 0
  region.pointee.vertical_pairs &+= Int64(max(0, vertical))
  region.pointee.diagonal_pairs &+= Int64(max(0, leftAbove) &+ max(0, rightAbove))
}

/// Smallest, largest and sum of the samples beneath each component; `regions` holds the identity
/// of each (as `measureRuns` leaves it).
@inline(never)
public func measureRunSamples8(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>,
  _ labels: UnsafePointer<Int32>, _ runs: Int, _ image: UnsafePointer<UInt8>, _ stride: Int,
  _ regions: UnsafeMutablePointer<cv_region>
) {
  for i in 0..<runs {
    let row = image + Int(rows[i]) &* stride
    var (low, high) = (UInt8.max, UInt8.min)
    var sum: UInt64 = 0
    let raw = UnsafeRawPointer(row)
    let end = Int(ends[i])
    var x = Int(starts[i])
    if end >= lanes {
      var (least, most) = (vu8(repeating: .max), vu8(repeating: 0))
      while x &+ lanes < end {
        let v = load(raw, x)
        (least, most) = (v_min(least, v), v_max(most, v))
        sum &+= v_total(v)
        x &+= lanes
      }
      // The rest as the end of a vector that ends with the run: most runs are shorter than one.
      let v = load(raw, end &- lanes)
      let mask = v_last(end &- x)
      let inside = v_and(v, mask)
      low = v_least(v_min(least, v_max(v, v_xor(mask, vu8(repeating: .max)))))
      high = v_greatest(v_max(most, inside))
      sum &+= v_total(inside)
    } else {
      while x < end {
        low = min(low, row[x])
        high = max(high, row[x])
        sum &+= UInt64(row[x])
        x &+= 1
      }
    }
    add(Int32(low), Int32(high), Int64(bitPattern: sum), regions + Int(labels[i]))
  }
}

/// Like `measureRunSamples8`, of 16-bit samples.
@inline(never)
public func measureRunSamples16(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>,
  _ labels: UnsafePointer<Int32>, _ runs: Int, _ image: UnsafePointer<UInt16>, _ stride: Int,
  _ regions: UnsafeMutablePointer<cv_region>
) {
  for i in 0..<runs {
    let row = image + Int(rows[i]) &* stride
    var low = UInt16.max
    var high = UInt16.min
    var sum: UInt64 = 0
    for x in Int(starts[i])..<Int(ends[i]) {
      low = min(low, row[x])
      high = max(high, row[x])
      sum &+= UInt64(row[x])
    }
    add(Int32(low), Int32(high), Int64(bitPattern: sum), regions + Int(labels[i]))
  }
}

@inline(__always)
private func add(
  _ low: Int32, _ high: Int32, _ sum: Int64, _ region: UnsafeMutablePointer<cv_region>
) {
  region.pointee.minimum = min(region.pointee.minimum, low)
  region.pointee.maximum = max(region.pointee.maximum, high)
  region.pointee.sum &+= sum
}
