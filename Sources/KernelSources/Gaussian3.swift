import CVectors

/// Weights 1 2 1 across and down, divided by 16 and rounded; border mirrored (`reflected`).
///
/// `memory` holds `(width + 256) * 8 + 4096` bytes. Each row is filtered across once; down, the
/// weights are two sums of neighbours, (a + b) + (b + c), whose last terms each strip keeps.
@inline(never)
public func gaussian3(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let strips = RowStrips(width, 1)
  let rows = FilterRows(memory, width)
  let state = rows.state
  var y = -2
  while y < height {
    let rowA = source + reflected(y &+ 1, height) &* stride
    let rowB = source + reflected(y &+ 2, height) &* stride
    let outA = rows.target(out, outStride, y, height, strips.isNarrow, rows.spareA)
    let outB = rows.target(out, outStride, y &+ 1, height, strips.isNarrow, rows.spareB)
    strips.fill(rows.copyA, rowA)
    strips.fill(rows.copyB, rowB)
    strips.forEach(rowA, rowB, rows.copyA, rows.copyB) { strip, x, a, b in
      let s = state + strip &* (4 &* lanes)
      let (e1, o1) = across3(a, x)
      let (e2, o2) = across3(b, x)
      let e3 = loadU16(s, 0) &+ e1
      let o3 = loadU16(s, lanes) &+ o1
      let e4 = e1 &+ e2
      let o4 = o1 &+ o2
      let half = vu16(repeating: 8)
      let eA = loadU16(s, 2 &* lanes) &+ e3 &+ half
      let oA = loadU16(s, 3 &* lanes) &+ o3 &+ half
      store(lf_join(lf_shr16(eA, 4), lf_shr16(oA, 4)), outA, x)
      let eB = e3 &+ e4 &+ half
      let oB = o3 &+ o4 &+ half
      store(lf_join(lf_shr16(eB, 4), lf_shr16(oB, 4)), outB, x)
      storeU16(e2, s, 0)
      storeU16(o2, s, lanes)
      storeU16(e4, s, 2 &* lanes)
      storeU16(o4, s, 3 &* lanes)
    }
    if strips.isNarrow { rows.copyNarrow(out, outStride, y, width, height) }
    y &+= 2
  }
}

/// a + 2 b + c for the columns of the strip at `x`, those at even distance and those at odd.
@inline(__always)
func across3(_ row: UnsafeRawPointer, _ x: Int) -> (vu16, vu16) {
  let before = load(row, x &- 1)
  let here = load(row, x)
  let after = load(row, x &+ 1)
  let even = lf_even(here)
  let odd = lf_odd(here)
  let sum = even &+ odd
  return (lf_even(before) &+ even &+ sum, sum &+ odd &+ lf_odd(after))
}
