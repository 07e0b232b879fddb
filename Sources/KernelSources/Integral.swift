import CVectors

// Vectors of sums begin at the first column of the result, which no sample of the source belongs
// to, so that they are aligned where rows are: a store across two cache lines costs twice.

/// out[y][x] = sum of source over rows 0..<y and columns 0..<x, modulo 2^32: `width + 1` columns of
/// `height + 1` rows.
@inline(never)
public func integral(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int32>, _ outStride: Int
) {
  for x in 0...width { out[x] = 0 }
  let count = lanes / 4
  for y in 0..<height {
    let row = source + y &* stride
    let above = out + y &* outStride
    let here = above + outStride
    var carry = vs32(repeating: 0)
    var x = 0
    while x &+ count <= width &+ 1 {
      let part = lf_prefix32(integralValues(row, x))
      storeS32(
        carry &+ part &+ loadS32(UnsafeRawPointer(above), 4 &* x), UnsafeMutableRawPointer(here),
        4 &* x)
      carry = carry &+ lf_last32(part)
      x &+= count
    }
    var sum = carry[0]
    while x <= width {
      sum &+= x > 0 ? Int32(row[x &- 1]) : 0
      here[x] = sum &+ above[x]
      x &+= 1
    }
  }
}

/// As ``integral``, and the same of the squares of the samples, exact up to 2^53.
@inline(never)
public func integralSquared(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int32>, _ outStride: Int,
  _ squares: UnsafeMutablePointer<Double>, _ squaresStride: Int
) {
  for x in 0...width {
    out[x] = 0
    squares[x] = 0
  }
  let count = lanes / 4
  // As many columns as squares of 255 fit into 31 bits; beyond, sums are carried on as Double.
  let vectorWidth = min(width &+ 1, 33024) / count &* count
  for y in 0..<height {
    let row = source + y &* stride
    let above = out + y &* outStride
    let here = above + outStride
    let squaresAbove = squares + y &* squaresStride
    let squaresHere = squaresAbove + squaresStride
    var carry = vs32(repeating: 0)
    var squareCarry = vs32(repeating: 0)
    var x = 0
    while x < vectorWidth {
      // One prefix sum for both.
      let part = lf_prefix32(lf_with_square(integralValues(row, x)))
      let last = lf_last32(part)
      storeS32(
        carry &+ lf_plain_part(part) &+ loadS32(UnsafeRawPointer(above), 4 &* x),
        UnsafeMutableRawPointer(here), 4 &* x)
      let squareSum = squareCarry &+ lf_square_part(part)
      carry = carry &+ lf_plain_part(last)
      squareCarry = squareCarry &+ lf_square_part(last)
      let before = UnsafeRawPointer(squaresAbove + x)
      let target = UnsafeMutableRawPointer(squaresHere + x)
      let low = before.loadUnaligned(as: vf64.self) + lf_low64(squareSum)
      let high = before.loadUnaligned(fromByteOffset: lanes, as: vf64.self) + lf_high64(squareSum)
      target.storeBytes(of: low, as: vf64.self)
      target.storeBytes(of: high, toByteOffset: lanes, as: vf64.self)
      x &+= count
    }
    var sum = carry[0]
    var squareSum = Double(squareCarry[0])
    while x <= width {
      let value = x > 0 ? Int32(row[x &- 1]) : 0
      sum &+= value
      squareSum += Double(value &* value)
      here[x] = sum &+ above[x]
      squaresHere[x] = squareSum + squaresAbove[x]
      x &+= 1
    }
  }
}

/// The samples of columns x - 1..., of which there are as many as lanes; 0 for column -1.
@inline(__always)
private func integralValues(_ row: UnsafePointer<UInt8>, _ x: Int) -> vs32 {
  if x > 0 { return lf_widen32(row + (x &- 1)) }
  // Not beyond the row, which may have one sample less than there are lanes.
  var first = vs32(repeating: 0)
  for k in 1..<(lanes / 4) { first[k] = Int32(row[k &- 1]) }
  return first
}
