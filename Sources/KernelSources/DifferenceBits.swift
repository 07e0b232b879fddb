import CVectors

// Differences between an image and a reference as bits, for 8-bit samples.
// Saturating subtraction makes each comparison exact without widening: i - r > t exactly where
// i exceeds r + t clamped to the top, and r - i > t exactly where r - t clamped to 0 exceeds i.

/// Bit x of row y becomes image - reference > `bright` or reference - image > `dark`; bits beyond
/// `width` and the row's last word become zero. Only the pixels are read.
@inline(never)
public func differenceBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ reference: UnsafePointer<UInt8>,
  _ referenceStride: Int, _ width: Int, _ height: Int, _ bright: UInt8, _ dark: UInt8,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let above = vu8(repeating: bright)
  let below = vu8(repeating: dark)
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let (sRow, rRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits(differs(load(sRow, x), load(rRow, x), above, below))
    } _: { x in
      Int(s[x]) &- Int(r[x]) > Int(bright) || Int(r[x]) &- Int(s[x]) > Int(dark)
    }
  }
}

/// Bit x of row y becomes |image - reference| > tolerance, pixel by pixel; otherwise as
/// ``differenceBits``.
@inline(never)
public func toleranceBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ reference: UnsafePointer<UInt8>,
  _ referenceStride: Int, _ tolerance: UnsafePointer<UInt8>, _ toleranceStride: Int, _ width: Int,
  _ height: Int, _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let t = tolerance + y &* toleranceStride
    let (sRow, rRow, tRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r), UnsafeRawPointer(t))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits(exceeds(load(sRow, x), load(rRow, x), load(tRow, x)))
    } _: { x in
      abs(Int(s[x]) &- Int(r[x])) > Int(t[x])
    }
  }
}

/// `brightBits` becomes image - reference > `bright`, `darkBits` reference - image > `dark`;
/// otherwise as ``differenceBits``.
@inline(never)
public func signedDifferenceBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ reference: UnsafePointer<UInt8>,
  _ referenceStride: Int, _ width: Int, _ height: Int, _ bright: UInt8, _ dark: UInt8,
  _ brightBits: UnsafeMutablePointer<UInt64>, _ darkBits: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int
) {
  let above = vu8(repeating: bright)
  let below = vu8(repeating: dark)
  for y in 0..<height {
    let s = image + y &* stride
    let r = reference + y &* referenceStride
    let (sRow, rRow) = (UnsafeRawPointer(s), UnsafeRawPointer(r))
    packRows2(width, brightBits + y &* wordsPerRow, darkBits + y &* wordsPerRow) { x in
      (
        v_zero_bits(v_subs(load(sRow, x), v_adds(load(rRow, x), above))),
        v_zero_bits(v_subs(v_subs(load(rRow, x), below), load(sRow, x)))
      )
    } _: { x in
      (
        Int(s[x]) &- Int(r[x]) > Int(bright), Int(r[x]) &- Int(s[x]) > Int(dark)
      )
    }
  }
}

/// `brightBits` becomes image - reference > tolerance, `darkBits` reference - image > tolerance,
/// pixel by pixel; otherwise as ``differenceBits``.
@inline(never)
public func signedToleranceBits(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ reference: UnsafePointer<UInt8>,
  _ referenceStride: Int, _ tolerance: UnsafePointer<UInt8>, _ toleranceStride: Int, _ width: Int,
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
        v_zero_bits(v_subs(load(sRow, x), v_adds(load(rRow, x), load(tRow, x)))),
        v_zero_bits(v_subs(v_subs(load(rRow, x), load(tRow, x)), load(sRow, x)))
      )
    } _: { x in
      (
        Int(s[x]) &- Int(r[x]) > Int(t[x]), Int(r[x]) &- Int(s[x]) > Int(t[x])
      )
    }
  }
}

/// Bit x of row y becomes a > b, pixel by pixel; otherwise as ``differenceBits``.
@inline(never)
public func greaterBits(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let (pRow, qRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q))
    packRow(width, bits + y &* wordsPerRow) { x in
      v_zero_bits(v_subs(load(pRow, x), load(qRow, x)))
    } _: { x in
      p[x] > q[x]
    }
  }
}

/// Not zero where s - r > above or r - s > below.
@inline(__always)
private func differs(_ s: vu8, _ r: vu8, _ above: vu8, _ below: vu8) -> vu8 {
  v_or_u8(v_subs(s, v_adds(r, above)), v_subs(v_subs(r, below), s))
}

/// Not zero where |s - r| > t.
@inline(__always)
private func exceeds(_ s: vu8, _ r: vu8, _ t: vu8) -> vu8 {
  v_subs(v_or_u8(v_subs(s, r), v_subs(r, s)), t)
}
