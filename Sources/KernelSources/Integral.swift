import CVectors

/// out[y][x] = sum of source over rows 0..<y and columns 0..<x, modulo 2^32: `width + 1` columns of
/// `height + 1` rows.
@inline(never)
public func integral(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int32>, _ outStride: Int
) {
  for x in 0...width { out[x] = 0 }
  for y in 0..<height {
    let row = source + y &* stride
    let above = out + y &* outStride
    let here = above + outStride
    here[0] = 0
    var carry = vs32(repeating: 0)
    var x = 0
    while x &+ lanes / 4 <= width {
      let part = lf_prefix32(lf_widen32(row + x))
      let sum = carry &+ part &+ load32(UnsafeRawPointer(above + 1), 4 &* x)
      store32(sum, UnsafeMutableRawPointer(here + 1), 4 &* x)
      carry = carry &+ lf_last32(part)
      x &+= lanes / 4
    }
    var sum = carry[0]
    while x < width {
      sum &+= Int32(row[x])
      here[x &+ 1] = sum &+ above[x &+ 1]
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
  for y in 0..<height {
    let row = source + y &* stride
    let above = out + y &* outStride
    let here = above + outStride
    let squaresAbove = squares + y &* squaresStride
    let squaresHere = squaresAbove + squaresStride
    here[0] = 0
    squaresHere[0] = 0
    var carry = vs32(repeating: 0)
    var squareCarry = vf64(repeating: 0)
    var x = 0
    while x &+ lanes / 4 <= width {
      let values = lf_widen32(row + x)
      let part = lf_prefix32(values)
      let sum = carry &+ part &+ load32(UnsafeRawPointer(above + 1), 4 &* x)
      store32(sum, UnsafeMutableRawPointer(here + 1), 4 &* x)
      carry = carry &+ lf_last32(part)
      // A row's sum of squares may exceed 32 bits; that of a vector does not.
      let squarePart = lf_prefix32(values &* values)
      let target = UnsafeMutableRawPointer(squaresHere + 1) + 8 &* x
      let before = UnsafeRawPointer(squaresAbove + 1) + 8 &* x
      let low = before.loadUnaligned(as: vf64.self) + (squareCarry + lf_low64(squarePart))
      let high =
        before.loadUnaligned(fromByteOffset: lanes, as: vf64.self)
        + (squareCarry + lf_high64(squarePart))
      target.storeBytes(of: low, as: vf64.self)
      target.storeBytes(of: high, toByteOffset: lanes, as: vf64.self)
      squareCarry = squareCarry + lf_low64(lf_last32(squarePart))
      x &+= lanes / 4
    }
    var sum = carry[0]
    var squareSum = squareCarry[0]
    while x < width {
      let value = Int32(row[x])
      sum &+= value
      squareSum += Double(value &* value)
      here[x &+ 1] = sum &+ above[x &+ 1]
      squaresHere[x &+ 1] = squareSum + squaresAbove[x &+ 1]
      x &+= 1
    }
  }
}
