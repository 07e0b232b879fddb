import CVectors

/// out = bit ? 255 : 0 for rows of `width` columns. The word after a row's last column must exist.
@inline(never)
public func bitExpand(
  _ bits: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let row = bits + y &* wordsPerRow
    let o = out + y &* outStride
    let to = UnsafeMutableRawPointer(o)
    var x = 0
    while x &+ 64 <= width {
      let word = row[x &>> 6]
      var k = 0
      while k < 64 {
        let part = word &>> UInt64(truncatingIfNeeded: k)
        store(v_spread_bits(vmaskbits(truncatingIfNeeded: part)), to, x &+ k)
        k &+= lanes
      }
      x &+= 64
    }
    guard x < width else { continue }
    if width >= lanes {
      // Vectors from the last whole word on, and one that ends at the last column.
      let word = row[x &>> 6]
      var k = 0
      while x &+ k &+ lanes <= width {
        let part = word &>> UInt64(truncatingIfNeeded: k)
        store(v_spread_bits(vmaskbits(truncatingIfNeeded: part)), to, x &+ k)
        k &+= lanes
      }
      let last = width &- lanes
      let (i, shift) = (last &>> 6, UInt64(truncatingIfNeeded: last & 63))
      let part = (row[i] &>> shift) | ((row[i &+ 1] &<< 1) &<< (63 &- shift))
      store(v_spread_bits(vmaskbits(truncatingIfNeeded: part)), to, last)
    } else {
      while x < width {
        o[x] = (row[x &>> 6] &>> UInt64(truncatingIfNeeded: x & 63)) & 1 != 0 ? 255 : 0
        x &+= 1
      }
    }
  }
}

/// The number of bits set in `height` rows of `words` words, of which the first counts where
/// `first` has bits and the last where `last` has; a single word where both have.
@inline(never)
public func bitCount(
  _ bits: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ words: Int, _ height: Int, _ first: UInt64,
  _ last: UInt64
) -> Int {
  var n = 0
  for y in 0..<height {
    let row = bits + y &* wordsPerRow
    guard words > 1 else {
      n &+= (row[0] & first & last).nonzeroBitCount
      continue
    }
    n &+= (row[0] & first).nonzeroBitCount &+ (row[words &- 1] & last).nonzeroBitCount
    for i in 1..<(words &- 1) { n &+= row[i].nonzeroBitCount }
  }
  return n
}
