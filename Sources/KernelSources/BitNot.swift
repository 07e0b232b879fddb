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
