import CVectors

/// Sum and sum of squares of the samples, exact. `result` receives the two.
@inline(never)
public func sampleMoments(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ result: UnsafeMutablePointer<UInt64>
) {
  var sums = vu64(repeating: 0)
  var squareSums = vu64(repeating: 0)
  var sum: UInt64 = 0
  var squareSum: UInt64 = 0
  for y in 0..<height {
    let row = source + y &* stride
    let raw = UnsafeRawPointer(row)
    guard width >= lanes else {
      for x in 0..<width {
        let v = UInt64(row[x])
        sum &+= v
        squareSum &+= v &* v
      }
      continue
    }
    let whole = width / lanes &* lanes
    var x = 0
    while x < whole {
      // A lane of squares grows by at most 4 * 255² a step: 16384 steps fit 32 bits.
      let end = min(whole, x &+ 16384 &* lanes)
      var squares = vu32(repeating: 0)
      while x < end {
        let v = load(raw, x)
        sums = v_add64(sums, v_sum_bytes(v))
        squares = v_add32(squares, v_sum_squares(v))
        x &+= lanes
      }
      squareSums = v_add64(squareSums, v_widen_sum(squares))
    }
    if whole < width {
      // The vector that ends at the last column, without the columns it repeats.
      let v = v_clear_first(
        load(raw, width &- lanes), Int32(truncatingIfNeeded: lanes &- (width &- whole)))
      sums = v_add64(sums, v_sum_bytes(v))
      squareSums = v_add64(squareSums, v_widen_sum(v_sum_squares(v)))
    }
  }
  result[0] = sum &+ v_total_u64(sums)
  result[1] = squareSum &+ v_total_u64(squareSums)
}

/// Sum and sum of squares of 16-bit samples, exact up to 2^32 samples. `result` receives the two.
@inline(never)
public func sampleMoments16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ result: UnsafeMutablePointer<UInt64>
) {
  // Of s = sample - 32768 the squares of two neighbours fit 32 bits, which is what the multiply
  // instruction adds; the sums of the samples follow from those of s.
  let half = lanes / 2
  var squareSums = vu64(repeating: 0)
  var sum: Int64 = 0
  var squareSum: UInt64 = 0
  for y in 0..<height {
    let row = source + y &* stride
    let raw = UnsafeRawPointer(row)
    guard width >= half else {
      for x in 0..<width {
        let s = Int64(row[x]) &- 32768
        sum &+= s
        squareSum &+= UInt64(truncatingIfNeeded: s &* s)
      }
      continue
    }
    let whole = width / half &* half
    var x = 0
    while x < whole {
      // A lane of sums moves by at most 65536 a step, and there are at most 16 lanes to add.
      let end = min(whole, x &+ 1024 &* half)
      var sums = vs32(repeating: 0)
      while x < end {
        let s = v_centered(load16(raw, x))
        sums = v_add_s32(sums, v_pair_sums(s))
        squareSums = v_add64(squareSums, v_widen_sum(v_pair_squares(s)))
        x &+= half
      }
      sum &+= Int64(v_total_s32(sums))
    }
    if whole < width {
      let s = v_clear_first16(
        v_centered(load16(raw, width &- half)),
        Int32(truncatingIfNeeded: half &- (width &- whole)))
      sum &+= Int64(v_total_s32(v_pair_sums(s)))
      squareSums = v_add64(squareSums, v_widen_sum(v_pair_squares(s)))
    }
  }
  let squares = squareSum &+ v_total_u64(squareSums)
  let count = Int64(truncatingIfNeeded: width &* height)
  result[0] = UInt64(truncatingIfNeeded: sum &+ count &* 32768)
  result[1] = squares &+ UInt64(truncatingIfNeeded: sum &* 65536 &+ count &* (1 &<< 30))
}
