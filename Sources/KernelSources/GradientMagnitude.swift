import CVectors

/// |dx| + |dy| of Sobel's derivatives, at most 2040; border mirrored (`reflected`).
/// `memory` holds `(width + 256) * 12 + 4096` bytes.
@inline(never)
public func gradientSum(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  eachHalfStrip(source, stride, width, height, out, outStride, 2, memory, 4) {
    state, a, b, outA, outB in
    let (acrossA, downA, acrossB, downB) = gradients(state, a, b)
    storeU16(lf_abs16(acrossA) &+ lf_abs16(downA), outA, 0)
    storeU16(lf_abs16(acrossB) &+ lf_abs16(downB), outB, 0)
  }
}

/// sqrt(dx dx + dy dy) of Sobel's derivatives; border mirrored (`reflected`).
/// `memory` holds `(width + 256) * 16 + 4096` bytes.
@inline(never)
public func gradientLength(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  eachHalfStrip(source, stride, width, height, out, outStride, 4, memory, 4) {
    state, a, b, outA, outB in
    let (acrossA, downA, acrossB, downB) = gradients(state, a, b)
    outA.storeBytes(of: lf_length_low(acrossA, downA), as: vf32.self)
    (outA + lanes).storeBytes(of: lf_length_high(acrossA, downA), as: vf32.self)
    outB.storeBytes(of: lf_length_low(acrossB, downB), as: vf32.self)
    (outB + lanes).storeBytes(of: lf_length_high(acrossB, downB), as: vf32.self)
  }
}

/// Both derivatives for the two rows; keeps what the next two need.
@inline(__always)
private func gradients(
  _ state: UnsafeMutableRawPointer, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer
) -> (vu16, vu16, vu16, vu16) {
  let (leftA, rightA) = (lf_widen(a - 1), lf_widen(a + 1))
  let (leftB, rightB) = (lf_widen(b - 1), lf_widen(b + 1))
  let differenceA = rightA &- leftA
  let differenceB = rightB &- leftB
  let sumA = weighted(leftA, lf_widen(a), rightA, 1, 2)
  let sumB = weighted(leftB, lf_widen(b), rightB, 1, 2)
  let before = loadU16(state, 0)
  let here = loadU16(state, lanes)
  let downA = sumA &- loadU16(state, 2 &* lanes)
  let downB = sumB &- loadU16(state, 3 &* lanes)
  storeU16(differenceA, state, 0)
  storeU16(differenceB, state, lanes)
  storeU16(sumA, state, 2 &* lanes)
  storeU16(sumB, state, 3 &* lanes)
  return (
    weighted(before, here, differenceA, 1, 2), downA,
    weighted(here, differenceA, differenceB, 1, 2), downB
  )
}
