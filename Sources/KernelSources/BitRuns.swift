/// Finds the runs of set pixels, row after row: start, end (half open) and row of each, and for
/// each row the index of its first run (`height + 1` values, the last is the number of runs).
///
/// `count` receives the number of runs. They are complete only where `capacity` is at least that
/// number and 32 a word of one row: rows that might not fit are counted, not written.
@inline(never)
public func bitRuns(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ starts: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>,
  _ rows: UnsafeMutablePointer<Int32>, _ rowStarts: UnsafeMutablePointer<Int32>,
  _ capacity: Int, _ count: UnsafeMutablePointer<Int>
) {
  var n = 0
  for y in 0..<height {
    rowStarts[y] = Int32(truncatingIfNeeded: n)
    let row = source + y &* wordsPerRow
    if n &+ 32 &* wordsPerRow > capacity {
      n &+= runCount(row, wordsPerRow)
    } else {
      n = rowRuns(row, wordsPerRow, Int32(truncatingIfNeeded: y), starts, ends, rows, n)
    }
  }
  rowStarts[height] = Int32(truncatingIfNeeded: n)
  count.pointee = n
}

/// Writes the runs of one row from index `first` on and returns the index behind the last.
@inline(__always)
private func rowRuns(
  _ row: UnsafePointer<UInt64>, _ words: Int, _ y: Int32, _ starts: UnsafeMutablePointer<Int32>,
  _ ends: UnsafeMutablePointer<Int32>, _ rows: UnsafeMutablePointer<Int32>, _ first: Int
) -> Int {
  var opened = first
  var closed = first
  var carry: UInt64 = 0
  var w = 0
  // The zero word at the row's end closes a run that reaches the last column.
  while w < words {
    if carry == 0 && w &+ 4 <= words && row[w] | row[w &+ 1] | row[w &+ 2] | row[w &+ 3] == 0 {
      w &+= 4
      continue
    }
    let word = row[w]
    if word | carry == 0 {
      w &+= 1
      continue
    }
    let left = (word &<< 1) | carry
    carry = word &>> 63
    let base = Int32(truncatingIfNeeded: w &* 64)
    // Starts and ends apart: which of them comes next is what a branch could not predict.
    // Two of each at once, whether there are so many or not: most words have no more, and how many is
    // what a loop would mispredict. There is room for 32.
    let start = word & ~left
    let start2 = start & (start &- 1)
    var more = start2 & (start2 &- 1)
    starts[opened] = base &+ Int32(truncatingIfNeeded: start.trailingZeroBitCount)
    starts[opened &+ 1] = base &+ Int32(truncatingIfNeeded: start2.trailingZeroBitCount)
    rows[opened] = y
    rows[opened &+ 1] = y
    opened &+= (start != 0 ? 1 : 0) &+ (start2 != 0 ? 1 : 0)
    while more != 0 {
      starts[opened] = base &+ Int32(truncatingIfNeeded: more.trailingZeroBitCount)
      rows[opened] = y
      opened &+= 1
      more &= more &- 1
    }
    let end = left & ~word
    let end2 = end & (end &- 1)
    more = end2 & (end2 &- 1)
    ends[closed] = base &+ Int32(truncatingIfNeeded: end.trailingZeroBitCount)
    ends[closed &+ 1] = base &+ Int32(truncatingIfNeeded: end2.trailingZeroBitCount)
    closed &+= (end != 0 ? 1 : 0) &+ (end2 != 0 ? 1 : 0)
    while more != 0 {
      ends[closed] = base &+ Int32(truncatingIfNeeded: more.trailingZeroBitCount)
      closed &+= 1
      more &= more &- 1
    }
    w &+= 1
  }
  return opened
}

@inline(__always)
private func runCount(_ row: UnsafePointer<UInt64>, _ words: Int) -> Int {
  var n = 0
  var carry: UInt64 = 0
  for w in 0..<words {
    n &+= (row[w] & ~((row[w] &<< 1) | carry)).nonzeroBitCount
    carry = row[w] &>> 63
  }
  return n
}
