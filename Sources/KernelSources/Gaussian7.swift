import CVectors

/// Weights 2 7 14 18 14 7 2 across and down, divided by 4096 and rounded; border mirrored
/// (`reflected`).
///
/// `memory` holds `(width + 256) * 8 + 4096` bytes. Two rows at a time are filtered down into 16
/// bits, at most 255 * 64, and from there across in 32.
@inline(never)
public func gaussian7(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let spare = memory.assumingMemoryBound(to: UInt8.self)
  let pitch = (width &+ 255) / 64 &* 64
  let sumsA = (memory + pitch).assumingMemoryBound(to: Int16.self) + 32
  let sumsB = sumsA + pitch
  var y = 0
  while y < height {
    let r0 = source + reflected(y &- 3, height) &* stride
    let r1 = source + reflected(y &- 2, height) &* stride
    let r2 = source + reflected(y &- 1, height) &* stride
    let r3 = source + y &* stride
    let r4 = source + reflected(y &+ 1, height) &* stride
    let r5 = source + reflected(y &+ 2, height) &* stride
    let r6 = source + reflected(y &+ 3, height) &* stride
    let r7 = source + reflected(y &+ 4, height) &* stride
    var x = 0
    while x < width {
      if width &- x < lanes / 2 {
        if width < lanes / 2 {
          for k in 0..<width {
            sumsA[k] = scalar7(r0[k], r1[k], r2[k], r3[k], r4[k], r5[k], r6[k])
            sumsB[k] = scalar7(r1[k], r2[k], r3[k], r4[k], r5[k], r6[k], r7[k])
          }
          break
        }
        x = width &- lanes / 2
      }
      let (v1, v2, v3) = (lf_widen(r1 + x), lf_widen(r2 + x), lf_widen(r3 + x))
      let (v4, v5, v6) = (lf_widen(r4 + x), lf_widen(r5 + x), lf_widen(r6 + x))
      let a = vector7(lf_widen(r0 + x) &+ v6, v1 &+ v5, v2 &+ v4, v3)
      let b = vector7(v1 &+ lf_widen(r7 + x), v2 &+ v6, v3 &+ v5, v4)
      storeU16(a, UnsafeMutableRawPointer(sumsA + x), 0)
      storeU16(b, UnsafeMutableRawPointer(sumsB + x), 0)
      x &+= lanes / 2
    }
    for k in 1...3 {
      let after = width &- 1 &+ k
      sumsA[0 &- k] = sumsA[reflected(0 &- k, width)]
      sumsB[0 &- k] = sumsB[reflected(0 &- k, width)]
      sumsA[after] = sumsA[reflected(after, width)]
      sumsB[after] = sumsB[reflected(after, width)]
    }
    across7(sumsA, width, out + y &* outStride, spare)
    if y &+ 1 < height { across7(sumsB, width, out + (y &+ 1) &* outStride, spare) }
    y &+= 2
  }
}

/// 2 (a + g) + 7 (b + f) + 14 (c + e) + 18 d from the sums of each two.
@inline(__always)
private func vector7(_ ag: vu16, _ bf: vu16, _ ce: vu16, _ d: vu16) -> vu16 {
  let outer = ag &+ d &* vu16(repeating: 9)
  return outer &+ outer &+ (bf &+ ce &+ ce) &* vu16(repeating: 7)
}

@inline(__always)
private func scalar7(
  _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8, _ f: UInt8, _ g: UInt8
) -> Int16 {
  let ag = Int16(a) &+ Int16(g)
  let bf = Int16(b) &+ Int16(f)
  let ce = Int16(c) &+ Int16(e)
  return ag &* 2 &+ bf &* 7 &+ ce &* 14 &+ Int16(d) &* 18
}

/// One row of results; `row` has three sums beyond either end.
@inline(__always)
private func across7(
  _ row: UnsafePointer<Int16>, _ width: Int, _ out: UnsafeMutablePointer<UInt8>,
  _ spare: UnsafeMutablePointer<UInt8>
) {
  let sums = UnsafeRawPointer(row)
  let target = UnsafeMutableRawPointer(width < lanes ? spare : out)
  var x = 0
  while x < width {
    if width &- x < lanes { x = max(0, width &- lanes) }
    let low = half7(sums, 2 &* x)
    let high = half7(sums, 2 &* x &+ lanes)
    store(lf_narrow(low, high), target, x)
    x &+= lanes
  }
  if width < lanes { for k in 0..<width { out[k] = spare[k] } }
}

/// Half a strip of results: two neighbouring sums times two weights at a time, once for the columns
/// at even distance and once for those at odd. The weights are 16-fold to end in the high half.
@inline(__always)
private func half7(_ sums: UnsafeRawPointer, _ offset: Int) -> vu16 {
  let a = loadS16(sums, offset &- 6)
  let b = loadS16(sums, offset &- 2)
  let c = loadS16(sums, offset &+ 2)
  let d = loadS16(sums, offset &+ 6)
  let half = vs32(repeating: 32768)
  let even =
    lf_dot2(a, pair(32, 112)) &+ lf_dot2(b, pair(224, 288))
    &+ (lf_dot2(c, pair(224, 112)) &+ lf_dot2(d, pair(32, 0)) &+ half)
  let odd =
    lf_dot2(a, pair(0, 32)) &+ lf_dot2(b, pair(112, 224))
    &+ (lf_dot2(c, pair(288, 224)) &+ lf_dot2(d, pair(112, 32)) &+ half)
  return lf_join_high32(even, odd)
}
