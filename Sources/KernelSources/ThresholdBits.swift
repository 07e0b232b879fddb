import CVectors

/// Bit x of row y of `bits` becomes `source[y][x] < level`; bits beyond `width` and the row's last
/// word become zero. Reads no sample at or beyond `width`.
@inline(never)
public func thresholdBelowBits(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt8,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let limit = vu8(repeating: level)
  let full = width / 64
  let rest = width % 64
  for y in 0..<height {
    let row = UnsafeRawPointer(source + y &* stride)
    let out = bits + y &* wordsPerRow
    for w in 0..<full {
      var word: UInt64 = 0
      var k = 0
      while k < 64 {
        word |= UInt64(v_less_bits(load(row, w &* 64 &+ k), limit)) &<< UInt64(k)
        k &+= lanes
      }
      out[w] = word
    }
    var w = full
    if rest > 0 {
      var word: UInt64 = 0
      for x in 0..<rest {
        let below: UInt64 = source[y &* stride &+ full &* 64 &+ x] < level ? 1 : 0
        word |= below &<< UInt64(x)
      }
      out[w] = word
      w &+= 1
    }
    out[w] = 0
  }
}
