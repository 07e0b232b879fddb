import CVectors

/// Counts the set pixels of each 4x4 block, 0...16, `words * 16` counts for each four rows; rows
/// beyond the last count as clear.
@inline(never)
public func bitReduce4(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ stride: Int
) {
  let bytes = (wordsPerRow &- 1) &* 8
  let low = vu8(repeating: 0x0f)
  var y = 0
  var row = UnsafeMutableRawPointer(out)
  while y < height {
    let p = UnsafeRawPointer(source + y &* wordsPerRow)
    let count = min(4, height &- y)
    var x = 0
    while x &+ lanes <= bytes {
      // A byte holds the left four pixels in its low half, the right four in its high one.
      var (left, right) = (vu8(repeating: 0), vu8(repeating: 0))
      for k in 0..<count {
        let v = load(p, k &* wordsPerRow &* 8 &+ x)
        let l = v_and(v, low)
        left = v_add(left, v_popcount(l))
        right = v_add(right, v_popcount(v_xor(v, l)))
      }
      v_store_pairs(left, right, row + 2 &* x)
      x &+= lanes
    }
    while x < bytes {
      var (left, right): (UInt8, UInt8) = (0, 0)
      for k in 0..<count {
        let v = p.load(fromByteOffset: k &* wordsPerRow &* 8 &+ x, as: UInt8.self)
        left &+= UInt8(truncatingIfNeeded: (v & 0x0f).nonzeroBitCount)
        right &+= UInt8(truncatingIfNeeded: (v &>> 4).nonzeroBitCount)
      }
      row.storeBytes(of: left, toByteOffset: 2 &* x, as: UInt8.self)
      row.storeBytes(of: right, toByteOffset: 2 &* x &+ 1, as: UInt8.self)
      x &+= 1
    }
    y &+= 4
    row += stride
  }
}
