import CVectors

/// For every displacement (dx, dy) of at most `radius` pixels each way, the pixels at which `image`
/// differs from `reference` moved by it, counted three times: where `own`, `near` and `around` are
/// set.
///
/// All masks but the reference have `wordsPerRow` words a row and `height` rows, the last word of a
/// row 0. The reference has `radius` columns and rows more on each side, `referenceWords` a row, and
/// one word beyond its last is readable. `out` takes the counts of `own` for dy from -radius on, and
/// within that for dx; those of `near` follow, then those of `around`. `scratch` has room for
/// 5 `height` + 2 `radius` words.
@inline(never)
public func bitShiftMismatch(
  _ image: UnsafePointer<UInt64>, _ own: UnsafePointer<UInt64>, _ near: UnsafePointer<UInt64>,
  _ around: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ reference: UnsafePointer<UInt64>, _ referenceWords: Int, _ radius: Int,
  _ out: UnsafeMutablePointer<Int32>, _ scratch: UnsafeMutablePointer<UInt64>
) {
  let side = 2 &* radius &+ 1
  let count = side &* side
  for k in 0..<(3 &* count) { out[k] = 0 }
  let (i, a, b) = (scratch, scratch + height, scratch + 2 &* height)
  let (c, moved) = (scratch + 3 &* height, scratch + 4 &* height)
  // A column of words at a time, brought together: a window is seldom wider than one.
  for w in 0..<max(0, wordsPerRow &- 1) {
    for y in 0..<height {
      let at = y &* wordsPerRow &+ w
      i[y] = image[at]
      a[y] = own[at]
      b[y] = near[at]
      c[y] = around[at]
    }
    let (ownRows, nearRows, aroundRows) = (
      shiftMismatchRows(a, height), shiftMismatchRows(b, height), shiftMismatchRows(c, height)
    )
    for dx in 0..<side {
      let bit = UInt64(truncatingIfNeeded: dx & 63)
      let from = reference + (w &+ dx &>> 6)
      for y in 0..<(height &+ 2 &* radius) {
        let (low, high) = (from[y &* referenceWords], from[y &* referenceWords &+ 1])
        moved[y] = (low &>> bit) | ((high &<< 1) &<< (63 &- bit))
      }
      for dy in 0..<side {
        let k = dy &* side &+ dx
        out[k] &+= shiftMismatchCount(moved + dy, i, a, ownRows)
        out[count &+ k] &+= shiftMismatchCount(moved + dy, i, b, nearRows)
        out[2 &* count &+ k] &+= shiftMismatchCount(moved + dy, i, c, aroundRows)
      }
    }
  }
}

/// From the first to behind the last of `height` words that is not 0.
@inline(__always)
func shiftMismatchRows(
  _ words: UnsafeMutablePointer<UInt64>, _ height: Int
) -> (first: Int, end: Int) {
  var (first, end) = (0, height)
  while first < end && words[first] == 0 { first &+= 1 }
  while first < end && words[end &- 1] == 0 { end &-= 1 }
  return (first, end)
}

/// The bits of `set` in which `moved` and `image` differ, in the words `rows`.
@inline(__always)
func shiftMismatchCount(
  _ moved: UnsafeMutablePointer<UInt64>, _ image: UnsafeMutablePointer<UInt64>,
  _ set: UnsafeMutablePointer<UInt64>, _ rows: (first: Int, end: Int)
) -> Int32 {
  var n = 0
  for y in rows.first..<rows.end {
    n &+= ((moved[y] ^ image[y]) & set[y]).nonzeroBitCount
  }
  return Int32(truncatingIfNeeded: n)
}
