import CVectors

/// Bit x of row y becomes image < lower or image > upper, pixel by pixel; otherwise as
/// ``differenceBits16``.
@inline(never)
public func outsideBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ lower: UnsafePointer<UInt16>, _ lowerStride: Int,
  _ upper: UnsafePointer<UInt16>, _ upperStride: Int, _ width: Int, _ height: Int,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let l = lower + y &* lowerStride
    let u = upper + y &* upperStride
    let (sRow, lRow, uRow) = (UnsafeRawPointer(s), UnsafeRawPointer(l), UnsafeRawPointer(u))
    packRow(width, bits + y &* wordsPerRow) { x in
      let h = x &+ lanes / 2
      return v_zero_bits16(
        outside16(load16(sRow, x), load16(lRow, x), load16(uRow, x)),
        outside16(load16(sRow, h), load16(lRow, h), load16(uRow, h)))
    } _: { x in
      s[x] < l[x] || s[x] > u[x]
    }
  }
}

/// `brightBits` becomes image > upper, `darkBits` image < lower, pixel by pixel; otherwise as
/// ``differenceBits16``.
@inline(never)
public func signedOutsideBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ lower: UnsafePointer<UInt16>, _ lowerStride: Int,
  _ upper: UnsafePointer<UInt16>, _ upperStride: Int, _ width: Int, _ height: Int,
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
        v_zero_bits16(
          v_subs_u16(load16(sRow, x), load16(uRow, x)),
          v_subs_u16(load16(sRow, x &+ lanes / 2), load16(uRow, x &+ lanes / 2))),
        v_zero_bits16(
          v_subs_u16(load16(lRow, x), load16(sRow, x)),
          v_subs_u16(load16(lRow, x &+ lanes / 2), load16(sRow, x &+ lanes / 2)))
      )
    } _: { x in
      (s[x] > u[x], s[x] < l[x])
    }
  }
}

/// Not zero where s lies outside l...u.
@inline(__always)
private func outside16(_ s: vu16, _ l: vu16, _ u: vu16) -> vu16 {
  v_or_u16(v_subs_u16(s, u), v_subs_u16(l, s))
}
