/// Counts the set pixels of each 4x4 block, 0...16, `words * 16` counts for each four rows; rows
/// beyond the last count as clear.
@inline(never)
public func bitReduce4(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ stride: Int
) {
  let words = wordsPerRow &- 1
  var y = 0
  var row = out
  while y < height {
    for w in 0..<words {
      var even: UInt64 = 0
      var odd: UInt64 = 0
      for k in 0..<min(4, height &- y) {
        var x = source[(y &+ k) &* wordsPerRow &+ w]
        x = x &- ((x &>> 1) & 0x5555_5555_5555_5555)
        x = (x & 0x3333_3333_3333_3333) &+ ((x &>> 2) & 0x3333_3333_3333_3333)
        even &+= x & 0x0f0f_0f0f_0f0f_0f0f
        odd &+= (x &>> 4) & 0x0f0f_0f0f_0f0f_0f0f
      }
      for b in 0..<8 {
        row[w &* 16 &+ 2 &* b] = UInt8(truncatingIfNeeded: even &>> UInt64(8 &* b))
        row[w &* 16 &+ 2 &* b &+ 1] = UInt8(truncatingIfNeeded: odd &>> UInt64(8 &* b))
      }
    }
    y &+= 4
    row += stride
  }
}
