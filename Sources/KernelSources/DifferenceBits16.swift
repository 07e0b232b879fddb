import CVectors

// Differences between an image and a reference as bits, for 16-bit samples.
// Saturating subtraction makes each comparison exact without widening: i - r > t exactly where
// i exceeds r + t clamped to the top, and r - i > t exactly where r - t clamped to 0 exceeds i.

/// Bit x of row y becomes image - reference > `bright` or reference - image > `dark`; bits beyond
/// `width` and the row's last word become zero. Only the pixels are read.
@inline(never)
public func differenceBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ reference: UnsafePointer<UInt16>,
  _ referenceStride: Int, _ width: Int, _ height: Int, _ bright: UInt16, _ dark: UInt16,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let above = vu16(repeating: bright)
  let below = vu16(repeating: dark)
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let (sRow, rRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits16(
        differs16(load16(sRow, x), load16(rRow, x), above, below),
        differs16(load16(sRow, x &+ lanes / 2), load16(rRow, x &+ lanes / 2), above, below))
    } _: { x in
      Int(s[x]) &- Int(r[x]) > Int(bright) || Int(r[x]) &- Int(s[x]) > Int(dark)
    }
  }
}

/// Bit x of row y becomes |image - reference| > tolerance, pixel by pixel; otherwise as
/// ``differenceBits16``.
@inline(never)
public func toleranceBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ reference: UnsafePointer<UInt16>,
  _ referenceStride: Int, _ tolerance: UnsafePointer<UInt16>, _ toleranceStride: Int, _ width: Int,
  _ height: Int, _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let t = tolerance + y &* toleranceStride
    let (sRow, rRow, tRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r), UnsafeRawPointer(t))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits16(
        exceeds16(load16(sRow, x), load16(rRow, x), load16(tRow, x)),
        exceeds16(
          load16(sRow, x &+ lanes / 2), load16(rRow, x &+ lanes / 2), load16(tRow, x &+ lanes / 2)))
    } _: { x in
      abs(Int(s[x]) &- Int(r[x])) > Int(t[x])
    }
  }
}

/// `brightBits` becomes image - reference > `bright`, `darkBits` reference - image > `dark`;
/// otherwise as ``differenceBits16``.
@inline(never)
public func signedDifferenceBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ reference: UnsafePointer<UInt16>,
  _ referenceStride: Int, _ width: Int, _ height: Int, _ bright: UInt16, _ dark: UInt16,
  _ brightBits: UnsafeMutablePointer<UInt64>, _ darkBits: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int
) {
  let above = vu16(repeating: bright)
  let below = vu16(repeating: dark)
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let (sRow, rRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r))
    packRows2(width, brightBits + y &* wordsPerRow, darkBits + y &* wordsPerRow) { x in
      (
        v_zero_bits16(
          v_subs_u16(load16(sRow, x), v_adds_u16(load16(rRow, x), above)),
          v_subs_u16(load16(sRow, x &+ lanes / 2), v_adds_u16(load16(rRow, x &+ lanes / 2), above))),
        v_zero_bits16(
          v_subs_u16(v_subs_u16(load16(rRow, x), below), load16(sRow, x)),
          v_subs_u16(v_subs_u16(load16(rRow, x &+ lanes / 2), below), load16(sRow, x &+ lanes / 2)))
      )
    } _: { x in
      (
        Int(s[x]) &- Int(r[x]) > Int(bright), Int(r[x]) &- Int(s[x]) > Int(dark)
      )
    }
  }
}

/// `brightBits` becomes image - reference > tolerance, `darkBits` reference - image > tolerance,
/// pixel by pixel; otherwise as ``differenceBits16``.
@inline(never)
public func signedToleranceBits16(
  _ image: UnsafePointer<UInt16>, _ stride: Int, _ reference: UnsafePointer<UInt16>,
  _ referenceStride: Int, _ tolerance: UnsafePointer<UInt16>, _ toleranceStride: Int, _ width: Int,
  _ height: Int, _ brightBits: UnsafeMutablePointer<UInt64>,
  _ darkBits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let t = tolerance + y &* toleranceStride
    let (sRow, rRow, tRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r), UnsafeRawPointer(t))
    packRows2(width, brightBits + y &* wordsPerRow, darkBits + y &* wordsPerRow) { x in
      (
        v_zero_bits16(
          v_subs_u16(load16(sRow, x), v_adds_u16(load16(rRow, x), load16(tRow, x))),
          v_subs_u16(
            load16(sRow, x &+ lanes / 2),
            v_adds_u16(load16(rRow, x &+ lanes / 2), load16(tRow, x &+ lanes / 2)))),
        v_zero_bits16(
          v_subs_u16(v_subs_u16(load16(rRow, x), load16(tRow, x)), load16(sRow, x)),
          v_subs_u16(
            v_subs_u16(load16(rRow, x &+ lanes / 2), load16(tRow, x &+ lanes / 2)),
            load16(sRow, x &+ lanes / 2)))
      )
    } _: { x in
      (
        Int(s[x]) &- Int(r[x]) > Int(t[x]), Int(r[x]) &- Int(s[x]) > Int(t[x])
      )
    }
  }
}

/// Bit x of row y becomes a > b, pixel by pixel; otherwise as ``differenceBits16``.
@inline(never)
public func greaterBits16(
  _ a: UnsafePointer<UInt16>, _ aStride: Int, _ b: UnsafePointer<UInt16>, _ bStride: Int,
  _ width: Int, _ height: Int, _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let (pRow, qRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits16(
        v_subs_u16(load16(pRow, x), load16(qRow, x)),
        v_subs_u16(load16(pRow, x &+ lanes / 2), load16(qRow, x &+ lanes / 2)))
    } _: { x in
      p[x] > q[x]
    }
  }
}

/// Not zero where s - r > above or r - s > below.
@inline(__always)
private func differs16(_ s: vu16, _ r: vu16, _ above: vu16, _ below: vu16) -> vu16 {
  v_or_u16(v_subs_u16(s, v_adds_u16(r, above)), v_subs_u16(v_subs_u16(r, below), s))
}

/// Not zero where |s - r| > t.
@inline(__always)
private func exceeds16(_ s: vu16, _ r: vu16, _ t: vu16) -> vu16 {
  v_subs_u16(v_or_u16(v_subs_u16(s, r), v_subs_u16(r, s)), t)
}
