import CVectors

/// Bit x of row y becomes image < lower or image > upper, pixel by pixel; otherwise as
/// ``differenceBits``.
@inline(never)
public func outsideBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ lower: UnsafePointer<UInt8>, _ lowerStride: Int,
  _ upper: UnsafePointer<UInt8>, _ upperStride: Int, _ width: Int, _ height: Int,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let l = lower + y &* lowerStride
    let u = upper + y &* upperStride
    let (sRow, lRow, uRow) = (UnsafeRawPointer(s), UnsafeRawPointer(l), UnsafeRawPointer(u))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits(outside(load(sRow, x), load(lRow, x), load(uRow, x)))
    } _: { x in
      s[x] < l[x] || s[x] > u[x]
    }
  }
}

/// `brightBits` becomes image > upper, `darkBits` image < lower, pixel by pixel; otherwise as
/// ``differenceBits``.
@inline(never)
public func signedOutsideBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ lower: UnsafePointer<UInt8>, _ lowerStride: Int,
  _ upper: UnsafePointer<UInt8>, _ upperStride: Int, _ width: Int, _ height: Int,
  _ brightBits: UnsafeMutablePointer<UInt64>, _ darkBits: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let l = lower + y &* lowerStride
    let u = upper + y &* upperStride
    let (sRow, lRow, uRow) = (UnsafeRawPointer(s), UnsafeRawPointer(l), UnsafeRawPointer(u))
    packRows2(width, brightBits + y &* wordsPerRow, darkBits + y &* wordsPerRow) { x in
      (
        v_zero_bits(v_subs(load(sRow, x), load(uRow, x))),
        v_zero_bits(v_subs(load(lRow, x), load(sRow, x)))
      )
    } _: { x in
      (s[x] > u[x], s[x] < l[x])
    }
  }
}

/// Not zero where s lies outside l...u.
@inline(__always)
private func outside(_ s: vu8, _ l: vu8, _ u: vu8) -> vu8 {
  v_or_u8(v_subs(s, u), v_subs(l, s))
}
