/// Copies `height` rows of `width` columns from (x, y) of `source`; the window must lie within the
/// source's columns and rows. Writes `(width + 63) / 64` words and a zero word a row.
@inline(never)
public func bitCrop(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ x: Int, _ y: Int,
  _ out: UnsafeMutablePointer<UInt64>, _ width: Int, _ height: Int
) {
  let words = (width &+ 63) / 64
  let shift = UInt64(truncatingIfNeeded: x & 63)
  let used = width & 63
  let mask: UInt64 = used == 0 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: used)) &- 1
  for v in 0..<height {
    let row = source + ((y &+ v) &* wordsPerRow &+ x &>> 6)
    let o = out + v &* (words &+ 1)
    if shift == 0 {
      for i in 0..<words { o[i] = row[i] }
    } else {
      for i in 0..<words { o[i] = (row[i] &>> shift) | (row[i &+ 1] &<< (64 &- shift)) }
    }
    o[words &- 1] &= mask
    o[words] = 0
  }
}
