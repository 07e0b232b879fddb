import CVectors

/// Widens every row of a mask by 64 columns to the left and at least 64 to the right, repeating the
/// row's first and last pixel. A padded row holds `(width + 63) / 64 + 2` words.
@inline(never)
public func bitPadRows(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ width: Int, _ height: Int,
  _ padded: UnsafeMutablePointer<UInt64>
) {
  let words = (width &+ 63) / 64
  let paddedWords = words &+ 2
  let used = UInt64(truncatingIfNeeded: width - (words - 1) * 64)
  for y in 0..<height {
    let row = source + y &* wordsPerRow
    let out = padded + y &* paddedWords
    for i in 0..<words { out[i &+ 1] = row[i] }
    let last = (row[words &- 1] &>> (used &- 1)) & 1
    let fill: UInt64 = 0 &- last
    out[0] = 0 &- (row[0] & 1)
    if used < 64 { out[words] |= fill &<< used }
    out[words &+ 1] = fill
  }
}

/// out[y][x] = source[clamp(y + dy)][x + dx] for `outHeight` rows, where `padded` holds the source
/// widened by ``bitPadRows`` and -64 <= dx <= 63. Writes `words` words and a zero word a row.
@inline(never)
public func bitTranslate(
  _ padded: UnsafePointer<UInt64>, _ words: Int, _ height: Int, _ dx: Int, _ dy: Int,
  _ out: UnsafeMutablePointer<UInt64>, _ outHeight: Int, _ lastWordMask: UInt64
) {
  let paddedWords = words &+ 2
  let offset = dx &+ 64
  let word = offset &>> 6
  let bit = UInt64(truncatingIfNeeded: offset & 63)
  for y in 0..<outHeight {
    let row = padded + (max(0, min(height &- 1, y &+ dy)) &* paddedWords &+ word)
    let o = out + y &* (words &+ 1)
    let perVector = lanes / 8
    if words >= perVector {
      var i = 0
      while true {
        let p = UnsafeRawPointer(row + i)
        UnsafeMutableRawPointer(o + i).storeBytes(
          of: v_funnel64(
            p.loadUnaligned(as: vu64.self), p.loadUnaligned(fromByteOffset: 8, as: vu64.self), bit),
          as: vu64.self)
        if i &+ perVector == words { break }
        // The last vector ends with the row, over some words that are done.
        i = min(i &+ perVector, words &- perVector)
      }
    } else {
      for i in 0..<words { o[i] = (row[i] &>> bit) | ((row[i &+ 1] &<< 1) &<< (63 &- bit)) }
    }
    o[words &- 1] &= lastWordMask
    o[words] = 0
  }
}
