/// Dilation by a horizontal segment: out[x] = OR of source[x - radius ... x + radius], over `count`
/// words in memory order. Rows must be separated by a zero word, and a word before the first and
/// after the last must be readable; 0 <= radius < 64. Spills into the separating words.
@inline(never)
public func bitDilateRow(
  _ source: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, _ count: Int,
  _ radius: Int
) {
  switch radius {
  case 0: for i in 0..<count { out[i] = source[i] }
  case 1: dilateRow(source, out, count, 1)
  case 2: dilateRow(source, out, count, 2)
  case 3: dilateRow(source, out, count, 3)
  case 4: dilateRow(source, out, count, 4)
  default: dilateRow(source, out, count, radius)
  }
}

@inline(__always)
func dilateRow(
  _ source: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, _ count: Int,
  _ radius: Int
) {
  for i in 0..<count {
    let before = source[i &- 1]
    let word = source[i]
    let after = source[i &+ 1]
    var o = word
    var k: UInt64 = 1
    while k <= UInt64(truncatingIfNeeded: radius) {
      o |= (word &<< k) | (before &>> (64 &- k)) | (word &>> k) | (after &<< (64 &- k))
      k &+= 1
    }
    out[i] = o
  }
}

/// rows[y] |= other[y - distance] | other[y + distance], where those rows exist.
@inline(never)
public func bitOrRowsAtDistance(
  _ rows: UnsafeMutablePointer<UInt64>, _ other: UnsafePointer<UInt64>, _ wordsPerRow: Int,
  _ height: Int, _ distance: Int
) {
  let shift = distance &* wordsPerRow
  let count = (height &- distance) &* wordsPerRow
  guard count > 0 else { return }
  // Down, then up; memory order makes each one long loop.
  for i in 0..<count { rows[i &+ shift] |= other[i] }
  for i in 0..<count { rows[i] |= other[i &+ shift] }
}

/// Clears bits beyond the last column and the separating word of every row.
@inline(never)
public func bitTrim(
  _ rows: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ lastWordMask: UInt64
) {
  guard wordsPerRow > 1 else {
    for y in 0..<height { rows[y] = 0 }
    return
  }
  var i = wordsPerRow &- 2
  for _ in 0..<height {
    rows[i] &= lastWordMask
    rows[i &+ 1] = 0
    i &+= wordsPerRow
  }
}

/// NOT over the columns; separating words and bits beyond the last column stay zero.
@inline(never)
public func bitNot(
  _ a: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int,
  _ height: Int, _ lastWordMask: UInt64
) {
  for i in 0..<(wordsPerRow &* height) { out[i] = ~a[i] }
  bitTrim(out, wordsPerRow, height, lastWordMask)
}
