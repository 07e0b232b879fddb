import CVectors

/// Sum of |a - b| over `width` times `height` samples. Differences may be at most 16, so that a
/// byte holds the sum of 15 rows. Readable beyond the end: one vector.
@inline(never)
public func sumAbsoluteDifferenceSmall(
  _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ stride: Int, _ width: Int,
  _ height: Int, _ sum: UnsafeMutablePointer<UInt64>
) {
  var total: UInt64 = 0
  let pa = UnsafeRawPointer(a)
  let pb = UnsafeRawPointer(b)
  var x = 0
  while x < width {
    var y = 0
    var sums = vu32(repeating: 0)
    while y < height {
      let end = min(y &+ 15, height)
      var bytes = vu8(repeating: 0)
      while y < end {
        let o = y &* stride &+ x
        bytes = v_add(bytes, v_absdiff(load(pa, o), load(pb, o)))
        y &+= 1
      }
      // Columns beyond the width may hold anything: their bytes overflow and are dropped.
      sums = v_add32(sums, v_sum4(v_first_bytes(bytes, width &- x)))
    }
    for k in 0..<(lanes / 4) { total &+= UInt64(sums[k]) }
    x &+= lanes
  }
  sum.pointee = total
}
