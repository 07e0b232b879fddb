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
/// widened by ``bitPadRows`` and -64 <= dx <= 64. Writes `words` words and a zero word a row.
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
    if bit == 0 {
      for i in 0..<words { o[i] = row[i] }
    } else {
      let left = 64 &- bit
      for i in 0..<words { o[i] = (row[i] &>> bit) | (row[i &+ 1] &<< left) }
    }
    o[words &- 1] &= lastWordMask
    o[words] = 0
  }
}

/// Moves every group of eight pixels by its own displacement, rounded to whole pixels.
///
/// `field` holds for each row of nodes `nodesPerRow` pairs (dx, dy) in 1/256 pixel; node (i, j) sits
/// at pixel (32 i + 16, 32 j + 16), values between nodes are interpolated bilinearly, and beyond
/// the outer nodes continued. out[y][x] = source[clamp(y + dy)][x + dx] with |dx| <= 63.
@inline(never)
public func bitWarpField(
  _ padded: UnsafePointer<UInt64>, _ words: Int, _ width: Int, _ height: Int,
  _ field: UnsafePointer<Int32>, _ nodesPerRow: Int, _ nodeRows: Int,
  _ out: UnsafeMutablePointer<UInt64>, _ lastWordMask: UInt64, _ line: UnsafeMutablePointer<Int32>
) {
  let paddedWords = words &+ 2
  let source = UnsafeRawPointer(padded)
  let groups = (width &+ 7) / 8
  for y in 0..<height {
    // Interpolate the nodes of this row once: line holds nodesPerRow pairs.
    let v = max(0, min((nodeRows &- 1) &* 32, y &- 16))
    let j = min(v &>> 5, max(0, nodeRows &- 2))
    let below = min(j &+ 1, nodeRows &- 1)
    let f = Int32(truncatingIfNeeded: v &- j &* 32)
    let upper = field + j &* nodesPerRow &* 2
    let lower = field + below &* nodesPerRow &* 2
    for i in 0..<(nodesPerRow &* 2) {
      line[i] = upper[i] &* (32 &- f) &+ lower[i] &* f  // 1/8192 pixel
    }
    let o = UnsafeMutableRawPointer(out + y &* (words &+ 1))
    out[y &* (words &+ 1) &+ words &- 1] = 0
    for g in 0..<groups {
      let u = max(0, min((nodesPerRow &- 1) &* 32, g &* 8 &+ 4 &- 16))
      let i = min(u &>> 5, max(0, nodesPerRow &- 2))
      let right = min(i &+ 1, nodesPerRow &- 1)
      let e = Int32(truncatingIfNeeded: u &- i &* 32)
      let sx = line[2 &* i] &* (32 &- e) &+ line[2 &* right] &* e
      let sy = line[2 &* i &+ 1] &* (32 &- e) &+ line[2 &* right &+ 1] &* e
      let dx = Int((sx &+ (1 &<< 17)) &>> 18)
      let dy = Int((sy &+ (1 &<< 17)) &>> 18)
      let row = max(0, min(height &- 1, y &+ dy)) &* paddedWords &* 8
      let position = g &* 8 &+ dx &+ 64
      let bits = source.loadUnaligned(fromByteOffset: row &+ position &>> 3, as: UInt16.self)
      o.storeBytes(
        of: UInt8(truncatingIfNeeded: bits &>> UInt16(position & 7)), toByteOffset: g,
        as: UInt8.self)
    }
    out[y &* (words &+ 1) &+ words &- 1] &= lastWordMask
    out[y &* (words &+ 1) &+ words] = 0
  }
}
